"""A moment of the evening in Greenwich is of the next day in the county, whichever way the day is written."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

EVENING = datetime(2026, 11, 30, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "said"), [("full_day", "2026年12月1日"), ("table_day", "2026-12-01"), ("day", "12月1日")]
)
def test_the_day_of_a_moment_is_that_of_the_county(written, said):
    with translation.override("zh-hans"):
        page = Template("{% load shell %}{{ at|" + written + " }}").render(Context({"at": EVENING}))

    assert page.endswith(said)
