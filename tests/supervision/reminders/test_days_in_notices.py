"""A day in a notice is written as on pages and papers, whoever puts the sentence together."""

import re
from datetime import timedelta

import pytest

from core import clock
from notices.models import Notice
from supervision.services.reminding import send_due_reminders
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


def test_no_notice_of_the_ledger_writes_a_day_as_a_table_does():
    late = ItemFactory(rectifying=True, overdue=True)
    soon = ItemFactory(rectifying=True, due_in=3)
    ItemFactory(under_review=True)
    for days in (0, 1, 3, 8):
        send_due_reminders(clock.today() + timedelta(days=days))

    titles = list(Notice.objects.values_list("title", flat=True))

    assert [title for title in titles if re.search(r"\d{4}-\d\d-\d\d", title)] == []
    for item in (late, soon):
        assert any(f"{item.deadline.year}年{item.deadline.month}月{item.deadline.day}日" in title for title in titles)
