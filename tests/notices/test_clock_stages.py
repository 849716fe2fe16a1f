"""When one is told of a last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import clocks
from notices.rules.clock_stages import EXPIRED, KNOWN, USUAL, beginning, stage_of

TODAY = date(2026, 11, 24)
DAYS = st.integers(min_value=-4000, max_value=4000)


@pytest.mark.parametrize(
    ("days_to_go", "stage"),
    [
        (181, ""),
        (180, "clock-180"),
        (91, "clock-180"),
        (90, "clock-90"),
        (60, "clock-60"),
        (30, "clock-30"),
        (8, "clock-30"),
        (7, "clock-7"),
        (0, "clock-7"),
        (-1, EXPIRED),
        (-1000, EXPIRED),
    ],
)
def test_a_stage_lasts_until_the_next_one(days_to_go, stage):
    assert stage_of(TODAY + timedelta(days=days_to_go), USUAL, TODAY) == stage


@given(DAYS)
def test_a_stage_begins_on_just_the_days_on_which_followers_are_told(days_to_go):
    due = TODAY + timedelta(days=days_to_go)
    begins = stage_of(due, USUAL, TODAY) != stage_of(due, USUAL, TODAY - timedelta(days=1))

    assert begins == (due in beginning(USUAL, TODAY))


@given(st.sets(st.sampled_from(KNOWN)), DAYS)
def test_from_its_last_day_backwards_nothing_is_told_twice(stages, days_to_go):
    """Day by day towards the last day and past it, a stage never comes back."""
    due = TODAY + timedelta(days=days_to_go)
    seen = [stage_of(due, tuple(stages), TODAY + timedelta(days=day)) for day in range(0, 400, 3)]
    changes = [stage for before, stage in zip(["", *seen], seen, strict=False) if stage != before]

    assert len(changes) == len(set(changes))


def test_a_clock_has_no_stage_of_its_own_invention():
    with pytest.raises(ValueError, match="no such stages"):
        clocks.Clock("x", "x", list, "due", clocks.column("name"), ("name",), "core:home", (), stages=(14,))
