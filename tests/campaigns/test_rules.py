"""Days and sums: how long it runs, which days are missing, and that units and days add up to the same."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rules.days import Period, gaps, planned
from campaigns.rules.tally import Counts, Line, Sum, by_day, by_unit, course, total

FIRST = date(2026, 11, 1)
PERIOD = Period(FIRST, FIRST + timedelta(days=9))
keys = st.tuples(st.integers(1, 5), st.integers(0, 9))


@st.composite
def reports(draw_from):
    """Of some units and days of the period, each reported once."""
    told = draw_from(st.dictionaries(keys, st.integers(0, 500), max_size=30))
    return [
        Line(unit, FIRST + timedelta(days=place), Counts(n, n // 2, n * 100, n // 3))
        for (unit, place), n in told.items()
    ]


def summed(sums):
    return total(each.counts for each in sums if each.counts)


@given(reports())
def test_what_the_units_and_what_the_days_add_up_to_is_the_whole(lines):
    whole = total(line.counts for line in lines)

    assert summed(by_unit(lines, range(1, 6)).values()) == whole
    assert summed(by_day(lines, PERIOD.days()).values()) == whole


@given(reports())
def test_a_day_without_a_report_is_a_gap_and_no_nought(lines):
    told = by_unit(lines, range(1, 6))

    for unit, each in told.items():
        missing = gaps(list(PERIOD.days()), each.days)
        assert {line.day for line in lines if line.unit == unit} | set(missing) == set(PERIOD.days())
        assert len(missing) + len(each.lines) == PERIOD.length
        assert (each.counts is None) == (not each.lines)


@given(reports())
def test_the_course_ends_with_the_whole_and_breaks_where_nobody_reported(lines):
    drawn = course(by_day(lines, PERIOD.days()))

    reached = [value for _day, value in drawn if value is not None]
    assert reached == sorted(reached)
    assert (reached or [0])[-1] == sum(line.counts.checked for line in lines)
    assert {day for day, value in drawn if value is None} == set(PERIOD.days()) - {line.day for line in lines}


def test_a_report_of_nothing_is_a_report():
    assert Sum((Line(1, FIRST, Counts()),)).counts == Counts()


@pytest.mark.parametrize(
    ("today", "begins", "left", "over", "begun"),
    [
        (FIRST - timedelta(days=3), 3, 12, 0, 0),
        (FIRST, 0, 9, 0, 1),
        (PERIOD.last, -9, 0, 9, 10),
        (PERIOD.last + timedelta(days=4), -13, -4, 10, 10),
    ],
)
def test_today_may_still_be_reported_and_days_before_it_should_have_been(today, begins, left, over, begun):
    assert (PERIOD.until_begin(today), PERIOD.left(today)) == (begins, left)
    assert (len(PERIOD.over(today)), len(PERIOD.begun(today))) == (over, begun)


def test_the_plan_does_the_same_part_each_day():
    assert [planned(45, PERIOD, day) for day in (FIRST, PERIOD.last)] == [4.5, 45]
    assert planned(45, PERIOD, FIRST - timedelta(days=1)) == 0
