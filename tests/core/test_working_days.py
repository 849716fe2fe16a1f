"""One arithmetic of days, compared with a slow count by hand (reliability V31, domain rules R9)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from core.models import CalendarDay
from core.rules.months import add_months
from core.rules.working_days import Calendar
from core.services import calendar
from core.states import DayKind
from rectification.rules import deadlines
from rectification.states import DeadlineRule

pytestmark = pytest.mark.req("V31")
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
EXCEPTIONS = {day: kind for year in (2024, 2025, 2026) for day, kind in calendar.published_exceptions(year).items()}
CALENDAR = Calendar(exceptions=EXCEPTIONS, version="test", years=frozenset({2024, 2025, 2026}))


def works(day):
    kind = EXCEPTIONS.get(day)
    return kind == DayKind.WORKDAY if kind else day.isoweekday() <= 5


@given(start=DAYS, count=st.integers(1, 60))
def test_working_days_equal_the_count_by_hand(start, count):
    day, found = start, 0
    while found < count:
        day += timedelta(days=1)
        found += works(day)

    assert CALENDAR.add_working_days(start, count) == day


@given(start=DAYS, days=st.integers(1, 400))
def test_a_period_never_ends_early_nor_on_a_free_day(start, days):
    end = deadlines.counted(start, days, rule=DeadlineRule.IMMEDIATE, start_event="assigned", calendar=CALENDAR).day

    assert end >= start + timedelta(days=days)
    assert works(end)
    assert not any(works(start + timedelta(days=n)) for n in range(days, (end - start).days))


@given(start=DAYS, days=st.integers(1, 100))
def test_a_longer_period_never_ends_earlier(start, days):
    assert CALENDAR.add_days(start, days) <= CALENDAR.add_days(start, days + 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 15), 12, date(2027, 8, 15)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start, months, end):
    assert add_months(start, months) == end


def test_the_spring_festival_and_its_make_up_days_are_known():
    assert not CALENDAR.is_working_day(date(2026, 2, 17))
    assert CALENDAR.is_working_day(date(2026, 2, 14))
    assert not CALENDAR.knows(date(2027, 1, 4))


@pytest.mark.django_db
def test_a_year_without_a_notice_is_said_aloud_and_leaves_the_others(capsys):
    call_command("load_calendar", "2026", "2031")

    told = capsys.readouterr()
    assert "2031" in told.err
    assert {day.year for day in CalendarDay.objects.values_list("day", flat=True)} == {2026}
