"""The day vectors of D03 and D06, over the National Day of 2026, which is off from 1 to 7 October."""

from datetime import date, timedelta

import pytest

from core.rules.working_days import Calendar
from core.states import DayKind
from rectification.rules import clocks
from rectification.rules.clocks import requests_due_within
from supervision.rules.escalation import latest_deadline, windows

OFF = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)}
WORKED = {date(2026, 9, 20): DayKind.WORKDAY, date(2026, 10, 10): DayKind.WORKDAY}
CALENDAR = Calendar(exceptions={**OFF, **WORKED}, version="2026/test", years=frozenset({2026, 2027}))


class Step:
    def __init__(self, days, unit="CALENDAR"):
        self.days, self.unit = days, unit


@pytest.mark.parametrize(
    ("submitted", "due", "moved_from"),
    [
        (date(2026, 9, 11), date(2026, 9, 21), ""),
        (date(2026, 9, 10), date(2026, 9, 20), ""),  # a Sunday that is worked
        (date(2026, 9, 21), date(2026, 10, 8), "2026-10-01"),
        (date(2026, 9, 27), date(2026, 10, 8), "2026-10-07"),
        (date(2026, 9, 28), date(2026, 10, 8), ""),
        (date(2026, 9, 30), date(2026, 10, 10), ""),  # a Saturday that is worked
    ],
)
def test_the_re_inspection_is_due_ten_days_after_the_request(submitted, due, moved_from):
    found = clocks.recheck_due(submitted, CALENDAR)

    assert (found.day, found.derivation.moved_from) == (due, moved_from)
    assert (found.derivation.rule, found.derivation.days, found.derivation.calendar) == ("D03", 10, "2026/test")


def test_the_requests_of_a_window_are_exactly_those_that_fall_due_in_it():
    for begins in range(40):
        first = date(2026, 9, 15) + timedelta(days=begins)
        for length in (0, 2, 6):
            last = first + timedelta(days=length)
            earliest, latest = requests_due_within(first, last, CALENDAR)
            days = (first - timedelta(days=40) + timedelta(days=n) for n in range(60))
            for submitted in days:
                due = clocks.recheck_due(submitted, CALENDAR).day
                assert (earliest <= submitted <= latest) == (first <= due <= last), (submitted, first, last)


@pytest.mark.parametrize(
    ("listed", "publish_by"),
    [
        (date(2026, 9, 28), date(2026, 10, 10)),
        (date(2026, 9, 30), date(2026, 10, 13)),
        (date(2026, 10, 10), date(2026, 10, 16)),
    ],
)
def test_a_listing_is_published_within_five_working_days(listed, publish_by):
    found = clocks.listing_publish_by(listed, CALENDAR, limit=date(2026, 12, 31))

    assert found.day == publish_by
    assert (found.derivation.rule, found.derivation.start) == ("D06-publish", listed.isoformat())


def test_a_listing_lasts_a_year_at_most():
    assert clocks.listing_limit(date(2026, 9, 30), CALENDAR).day == date(2027, 9, 30)
    assert clocks.listing_limit(date(2024, 2, 29), CALENDAR).day == date(2025, 2, 28)


def test_an_extension_is_asked_for_twenty_working_days_before_the_limit():
    found = clocks.listing_extension_by(date(2026, 10, 15), CALENDAR)

    worked = [found.day + timedelta(days=n) for n in range(1, (date(2026, 10, 15) - found.day).days + 1)]
    assert sum(CALENDAR.is_working_day(day) for day in worked) == 20
    assert found.day == date(2026, 9, 14)


def test_an_extension_is_decided_on_within_ten_working_days():
    assert clocks.listing_decide_by(date(2026, 9, 29), CALENDAR).day == date(2026, 10, 19)


@pytest.mark.parametrize(
    ("unit", "days", "latest"),
    [("CALENDAR", 7, date(2026, 10, 1)), ("WORKING", 1, date(2026, 10, 7)), ("WORKING", 2, date(2026, 9, 29))],
)
def test_days_late_are_counted_as_the_step_says(unit, days, latest):
    assert latest_deadline(date(2026, 10, 8), Step(days, unit), CALENDAR) == latest


def test_the_windows_of_the_ladder_leave_no_gap_and_do_not_overlap():
    found = windows([Step(7), Step(15), Step(30)], date(2026, 11, 24), CALENDAR)

    assert [(window.earliest, window.latest) for window in found] == [
        (date(2026, 11, 10), date(2026, 11, 17)),
        (date(2026, 10, 26), date(2026, 11, 9)),
        (date.min, date(2026, 10, 25)),
    ]
