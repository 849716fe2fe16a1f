"""A month hangs on the wall in whole weeks."""

from hypothesis import given
from hypothesis import strategies as st

from core.rules.months import Month
from notices.rules.month_grid import weeks_of

MONTHS = st.builds(Month, st.integers(min_value=2000, max_value=2100), st.integers(min_value=1, max_value=12))


@given(MONTHS)
def test_each_day_of_a_month_stands_once_under_its_day_of_the_week(month):
    weeks = list(weeks_of(month))
    days = [day for week in weeks for day in week if day]

    assert days == sorted(days)
    assert (days[0], days[-1], len(set(days))) == (month.first, month.last, month.last.day)
    assert all(day.weekday() == place for week in weeks for place, day in enumerate(week) if day)
    assert {len(week) for week in weeks} == {7}
    assert all(any(week) for week in weeks)
