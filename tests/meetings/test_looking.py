"""Since when somebody has not looked: one row a person, written at most once an hour."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import clock
from core.figures import Moment
from meetings.models import LastLook
from meetings.services.looking import look
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


def look_after(person, **time):
    with clock.at(MONDAY + timedelta(**time)):
        return look(person)


@pytest.fixture
def person():
    return UserFactory()


def test_the_first_visit_has_nothing_to_compare_with(person):
    assert look_after(person) is None
    assert look_after(person, minutes=50) is None
    assert LastLook.objects.get().at == MONDAY


def test_a_later_visit_compares_with_the_end_of_the_one_before(person):
    look_after(person)
    look_after(person, hours=2)

    assert look_after(person, days=1) == Moment.of(MONDAY + timedelta(hours=2))
    assert look_after(person, days=1, hours=3) == Moment.of(MONDAY + timedelta(hours=2))


def test_whoever_looks_again_within_the_hour_writes_nothing(person, django_assert_num_queries):
    look_after(person)

    with django_assert_num_queries(1):
        look_after(person, minutes=59)
    with django_assert_num_queries(2):
        look_after(person, minutes=60)


def test_each_person_has_one_row_that_nobody_else_sees(person):
    other = UserFactory()
    for hours in (0, 2, 30):
        look_after(person, hours=hours)
    look_after(other, hours=5)

    assert LastLook.objects.visible_to(person).count() == 1
    assert LastLook.objects.count() == 2
