"""What changes a thing of draws or campaigns carries the version that was seen: a stale request changes nothing."""

import pytest
from django.db import transaction

from core.models import LogEntry
from tests.browser.soak.world import World
from tests.doors.campaign_walks import OF_CAMPAIGNS
from tests.doors.draw_walks import OF_DRAWS
from tests.doors.walks import come

pytestmark = pytest.mark.django_db
NEW = {"draw committed", "interest declared", "campaign entered", "day of a campaign reported"}
"""What is made by them is new: nobody has seen another version of it."""
OF_FILES = {"campaign changed", "day report put right"}
"""Forms of files: without a version the first one is meant, and what was seen goes along field by field."""
CHANGES = [wanted for wanted in (*OF_DRAWS, *OF_CAMPAIGNS) if wanted.name not in NEW]


@pytest.fixture
def county(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def left_by(county, wanted, said):
    """How many acts the log has got from a request that says this of the version; it is taken back."""
    with transaction.atomic():
        user, path, given = wanted.asks(county)
        before = LogEntry.objects.count()
        come(user).post(path, {**{name: value for name, value in given.items() if name != "version"}, **said})
        acts = LogEntry.objects.count() - before
        transaction.set_rollback(True)
    return acts


def test_a_request_for_another_version_or_for_none_changes_nothing(county):
    for wanted in CHANGES:
        assert left_by(county, wanted, {"version": "7"}) == 0, wanted.name
        assert left_by(county, wanted, {}) == (wanted.name in OF_FILES), wanted.name
        assert left_by(county, wanted, {"version": "1"}) == 1, wanted.name


def test_the_page_of_each_carries_the_version(county):
    for wanted in CHANGES:
        user, path, _given = wanted.asks(county)

        assert 'name="version" value="1"' in come(user).get(path).text, wanted.name
