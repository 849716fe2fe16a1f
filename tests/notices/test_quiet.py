"""Quiet hours, minute by minute: never within them, never later than needed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.working_days import Calendar
from notices.rules.quiet import MORNING, Quiet, free_from, put_off

HERE = ZoneInfo("Asia/Shanghai")
PLAIN_WEEKS = Calendar(exceptions={}, version="test", years=frozenset())
minutes = st.integers(0, 61 * 24 * 60)
moments = minutes.map(lambda count: datetime(2026, 11, 1, tzinfo=HERE) + timedelta(minutes=count))
hours = st.builds(Quiet, st.times(), st.times(), st.booleans()).filter(lambda quiet: quiet.hours <= 14)


def at(day, hour, minute=0):
    return datetime.combine(date(2026, 11, day), time(hour, minute), tzinfo=HERE)


def is_quiet(moment, quiet, *, urgent):
    """Slowly: whether a moment is within the hours, or on a day off."""
    now, over_midnight = moment.time(), quiet.begins > quiet.ends
    parts = [now >= quiet.begins, now < quiet.ends]
    within = any(parts) if over_midnight else all(parts)
    return within or (quiet.on_holidays and not urgent and moment.weekday() >= 5)


@given(moments, hours, st.booleans())
def test_what_may_go_out_is_outside_the_hours_and_nothing_before_it_is(moment, quiet, urgent):
    free = free_from(moment, quiet, PLAIN_WEEKS, urgent=urgent)

    assert free >= moment
    assert not is_quiet(free, quiet, urgent=urgent)
    between = (moment + (free - moment) * part / 20 for part in range(20))
    assert free == moment or all(is_quiet(each, quiet, urgent=urgent) for each in between)


@pytest.mark.parametrize(
    ("moment", "urgent", "goes_out"),
    [
        (at(24, 9), False, at(24, 9)),
        (at(24, 20, 59), False, at(24, 20, 59)),
        (at(24, 21), False, datetime.combine(date(2026, 11, 25), MORNING, tzinfo=HERE)),
        (at(24, 22), True, at(25, 7, 30)),
        (at(25, 6), True, at(25, 7, 30)),
        (at(28, 10), True, at(28, 10)),
        (at(28, 10), False, datetime.combine(date(2026, 11, 30), MORNING, tzinfo=HERE)),
    ],
    ids=["day", "last minute", "evening", "urgent evening", "urgent morning", "urgent Saturday", "Saturday"],
)
def test_the_hours_of_the_county(moment, urgent, goes_out):
    quiet = Quiet(time(21), time(7, 30), on_holidays=True)

    assert put_off(moment, quiet, PLAIN_WEEKS, urgent=urgent) == goes_out


def test_hours_of_no_length_keep_nothing_back():
    nothing = Quiet(time(0), time(0), on_holidays=False)

    assert nothing.hours == 0
    assert free_from(at(24, 0), nothing, PLAIN_WEEKS, urgent=False) == at(24, 0)
    assert free_from(at(24, 0) + timedelta(hours=3), nothing, PLAIN_WEEKS, urgent=False) == at(24, 3)
