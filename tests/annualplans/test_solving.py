"""排期: caps and days are never passed, what is kept stays, going together costs no days, all is accounted for."""

from collections import Counter
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from annualplans.rules.solving import (
    CAP,
    CAPACITY,
    TIME,
    Demand,
    Kept,
    Limits,
    days_of_plants,
    parts_of_year,
    solve,
)

MONTHS = range(1, 13)
PLANTS, BODIES, PURPOSES = st.integers(1, 4), st.integers(1, 3), ("ROUND", "GRADE")
DEMANDS = st.lists(
    st.builds(
        lambda plant, body, rank, number, days: Demand(plant, body, PURPOSES[rank], number, days, rank),
        PLANTS,
        BODIES,
        st.integers(0, 1),
        st.integers(1, 12),
        st.integers(1, 3),
    ),
    max_size=12,
    unique_by=lambda each: (each.plant, each.body, each.purpose),
)
KEPT = st.lists(
    st.builds(
        Kept,
        PLANTS,
        BODIES,
        st.sampled_from((*PURPOSES, "OTHER")),
        st.integers(1, 12),
        st.integers(1, 3),
        st.just(value=True),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda each: (each.plant, each.body, each.month),
)
LIMITS = st.builds(
    lambda caps, days, first, before: Limits(
        dict(enumerate(caps, 1)),
        before,
        {(body, month): number for body, number in enumerate(days, 1) for month in MONTHS},
        first,
    ),
    st.lists(st.none() | st.integers(0, 6), min_size=3, max_size=3),
    st.lists(st.integers(0, 8), min_size=3, max_size=3),
    st.integers(1, 12),
    st.dictionaries(st.tuples(PLANTS, BODIES), st.integers(0, 3), max_size=3),
)


@given(DEMANDS, KEPT, LIMITS)
def test_no_plant_gets_more_visits_of_a_body_than_its_cap(demands, kept, limits):
    found = solve(demands, kept, limits)

    placed = Counter((each.plant, each.body) for each in found.placed)
    standing = Counter((each.plant, each.body) for each in kept)
    for (plant, body), number in placed.items():
        cap = limits.caps[body]
        assert cap is None or number + standing[plant, body] + limits.before.get((plant, body), 0) <= cap


@given(DEMANDS, KEPT, LIMITS)
def test_no_body_gets_more_days_in_a_month_than_it_has(demands, kept, limits):
    found = solve(demands, kept, limits)

    fixed, load = Counter(), Counter()
    for each in kept:
        fixed[each.body, each.month] += each.days
    for each in found.placed:
        load[each.body, each.month] += each.days
    for key, days in load.items():
        assert days + fixed[key] <= limits.capacity[key]


@given(DEMANDS, KEPT, LIMITS)
def test_a_body_comes_once_a_month_at_most_and_in_no_month_that_is_over(demands, kept, limits):
    found = solve(demands, kept, limits)

    months = Counter((each.plant, each.body, each.month) for each in (*found.placed, *kept))
    assert all(number == 1 for number in months.values())
    assert all(each.month >= limits.first for each in found.placed)


@given(DEMANDS, KEPT, LIMITS)
def test_each_visit_that_is_asked_is_placed_kept_or_told_with_its_reason(demands, kept, limits):
    found = solve(demands, kept, limits)

    for demand in demands:
        key = (demand.plant, demand.body, demand.purpose)
        placed = sum((each.plant, each.body, each.purpose) == key for each in found.placed)
        missing = sum(each.number for each in found.unplaced if (each.plant, each.body, each.purpose) == key)
        standing = sum((each.plant, each.body, each.purpose) == key for each in kept)
        assert placed + missing == max(0, demand.number - standing)
    assert {each.why for each in found.unplaced} <= {CAP, CAPACITY, TIME}


@given(DEMANDS, KEPT, LIMITS)
def test_going_together_costs_no_days_and_loses_no_visit(demands, kept, limits):
    joined, single = solve(demands, kept, limits), solve(demands, kept, limits, joins=False)

    everything = (*joined.placed, *kept)
    assert days_of_plants(everything) <= sum(each.days for each in everything)
    assert days_of_plants(everything) <= days_of_plants((*single.placed, *kept))
    assert joined.unplaced == single.unplaced
    assert len(joined.placed) == len(single.placed)


@given(DEMANDS, KEPT, LIMITS)
def test_equal_values_give_an_equal_plan(demands, kept, limits):
    assert solve(demands, kept, limits) == solve(demands, kept, limits)


@given(DEMANDS, LIMITS, st.data())
def test_what_is_kept_of_a_plan_leaves_the_cap_and_the_number_as_they_were(demands, limits, data):
    """A person fixes some of what was placed: the next run adds what is left, never more."""
    before = solve(demands, (), limits)
    chosen = data.draw(st.lists(st.sampled_from(before.placed), unique=True)) if before.placed else []
    kept = [Kept(each.plant, each.body, each.purpose, each.month, each.days) for each in chosen]

    after = solve(demands, kept, limits)

    for key, number in Counter((each.plant, each.body) for each in (*after.placed, *kept)).items():
        asked = sum(each.number for each in demands if (each.plant, each.body) == key)
        assert number <= asked
        assert limits.caps[key[1]] is None or number <= limits.caps[key[1]]


def ample(bodies=1, days=100):
    return Limits({}, {}, {(body, month): days for body in range(1, bodies + 1) for month in MONTHS})


def test_rounds_are_spread_over_the_year():
    found = solve([Demand(1, 1, "GRADE", 4)], (), ample())

    quarters = sorted((each.month - 1) // 3 for each in found.placed)
    assert quarters == [0, 1, 2, 3]


def test_the_load_of_a_body_is_level_over_the_months():
    found = solve([Demand(plant, 1, "GRADE", 2) for plant in range(60)], (), ample(days=12))

    load = Counter(each.month for each in found.placed)
    assert max(load.values()) - min(load[month] for month in MONTHS) <= 1


def test_a_second_body_comes_in_the_month_that_a_person_has_fixed_for_the_first():
    found = solve([Demand(1, 2, "GRADE", 1)], [Kept(1, 1, "GRADE", 7)], ample(bodies=2))

    assert [each.month for each in found.placed] == [7]


def test_a_visit_that_goes_alone_draws_nobody_along():
    found = solve([Demand(1, 2, "GRADE", 1)], [Kept(1, 1, "GRADE", 7, alone=True)], ample(bodies=2))

    assert [each.month for each in found.placed] == [1]


def test_what_a_superior_has_ordered_stands_outside_the_cap():
    limits = Limits({1: 1}, {}, {(1, month): 9 for month in MONTHS})

    found = solve([Demand(1, 1, "GRADE", 1)], [Kept(1, 1, "ORDERED", 7, counted=False)], limits)

    assert len(found.placed) == 1


def test_another_visit_of_the_body_makes_room_where_only_that_helps():
    capacity = {(1, month): 0 for month in MONTHS} | {(1, 1): 2, (1, 2): 1}

    found = solve([Demand(1, 1, "ROUND", 1), Demand(2, 1, "GRADE", 1, 2, 1)], (), Limits({}, {}, capacity))

    assert {(each.plant, each.month) for each in found.placed} == {(1, 2), (2, 1)}


def test_parts_leave_out_those_in_which_a_visit_stands():
    assert parts_of_year(1, [2], 1) == [(7, 12)]


def test_three_hundred_plants_and_nine_bodies_take_seconds():
    demands = [Demand(plant, body, "GRADE", 4, 1, 1) for plant in range(300) for body in range(1, 10)]
    began = process_time()

    found = solve(demands, (), Limits(dict.fromkeys(range(1, 10), 6), {}, ample(9, 200).capacity))

    assert len(found.placed) == 10_800
    assert process_time() - began < 10
