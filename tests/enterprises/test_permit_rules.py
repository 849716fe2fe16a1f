"""How long a permit is valid, by when its renewal has to be asked for (domain rules R4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.months import add_months
from core.rules.working_days import Calendar
from core.states import DayKind
from enterprises.rules.permits import Lead, apply_by, last_day, may_become
from enterprises.states import PermitState

PLAIN = Calendar(exceptions={}, version="", years=frozenset())
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("until", "lead", "day"),
    [
        (date(2027, 5, 31), Lead(months=3), date(2027, 2, 28)),
        (date(2028, 5, 31), Lead(months=3), date(2028, 2, 29)),
        (date(2028, 5, 29), Lead(months=3), date(2028, 2, 29)),
        (date(2027, 12, 31), Lead(months=6), date(2027, 6, 30)),
        (date(2027, 3, 1), Lead(days=60), date(2026, 12, 31)),
        (date(2028, 3, 1), Lead(days=1), date(2028, 2, 29)),
        (date(2026, 11, 24), Lead(days=1, in_working_days=True), date(2026, 11, 23)),
        (date(2026, 11, 23), Lead(days=1, in_working_days=True), date(2026, 11, 20)),
        (date(2026, 11, 24), Lead(days=30, in_working_days=True), date(2026, 10, 13)),
        (date(2027, 5, 31), Lead(), None),
    ],
)
def test_the_last_day_to_apply(until, lead, day):
    assert apply_by(until, lead, PLAIN) == day


def test_a_holiday_moves_a_lead_of_working_days_and_no_other():
    holiday = date(2026, 11, 23)
    with_it = Calendar(exceptions={holiday: DayKind.HOLIDAY}, version="", years=frozenset({2026}))
    until = date(2026, 11, 24)

    assert apply_by(until, Lead(days=1, in_working_days=True), with_it) == date(2026, 11, 20)
    assert apply_by(until, Lead(days=1), with_it) == holiday


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2024, 5, 1), 36, date(2027, 4, 30)),
        (date(2024, 2, 29), 36, date(2027, 2, 27)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
    ],
)
def test_a_permit_is_valid_up_to_the_day_before_the_same_day(first, months, last):
    assert last_day(first, months) == last


@given(DAYS, st.integers(min_value=1, max_value=120))
def test_months_keep_the_day_or_end_with_the_month(day, months):
    moved = add_months(day, -months)

    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
    assert moved.day <= day.day
    assert (day.year - moved.year) * 12 + day.month - moved.month == months


@given(DAYS, st.integers(min_value=1, max_value=6), st.integers(min_value=0, max_value=60))
def test_a_later_last_day_never_has_to_be_applied_for_earlier(until, months, days):
    lead = Lead(months, days)

    assert apply_by(until, lead, PLAIN) <= apply_by(until + timedelta(days=1), lead, PLAIN) <= until


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_so_many_working_days_lie_between_applying_and_the_end(until, days):
    day = apply_by(until, Lead(days=days, in_working_days=True), PLAIN)

    assert PLAIN.is_working_day(day)
    assert sum(PLAIN.is_working_day(day + timedelta(days=n)) for n in range((until - day).days)) == days


@pytest.mark.parametrize("state", PermitState.values)
def test_what_was_revoked_or_cancelled_stays_so(state):
    assert not may_become(PermitState.REVOKED, state)
    assert not may_become(PermitState.CANCELLED, state)
    assert may_become(PermitState.SUSPENDED, PermitState.VALID)
