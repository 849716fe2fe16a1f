"""GB 18218-2018: S, R and level of what a unit holds."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.rules.hazard_sources import (
    ALPHA,
    Factors,
    Line,
    Named,
    UndecidedError,
    alpha_of,
    factors_of,
    reckon,
)

quantities = st.decimals("0.0001", "99999", places=4)
thresholds = st.decimals("0.3", "5000", places=3)
betas = st.sampled_from([Decimal(text) for text in ("1", "1.5", "2", "3", "4", "5", "10", "20")])
unhurried = settings(max_examples=60, deadline=None, derandomize=True, database=None)
lines = st.builds(Line, quantities, st.builds(Factors, thresholds, betas))
people = st.integers(0, 5000)


def line(quantity, threshold, beta):
    return Line(Decimal(quantity), Factors(Decimal(threshold), Decimal(beta)))


@pytest.mark.parametrize(
    ("held", "living", "s", "r", "level"),
    [
        pytest.param([("20", "5", "4"), ("30", "10", "2")], 60, "7", "33", 3, id="chlorine and ammonia"),
        pytest.param([("2000", "500", "1"), ("100", "50", "1.5")], 0, "6", "3.5", 4, id="methanol and LPG"),
        pytest.param([("40", "5", "5")], 120, "8", "80", 2, id="hydrogen sulfide"),
        pytest.param([("3", "0.3", "20")], 10, "10", "200", 1, id="phosgene"),
        pytest.param([("2", "5", "4"), ("4", "10", "2")], 200, "0.8", "4.8", None, id="too little"),
    ],
)
def test_the_examples_of_the_standard_come_out_as_they_were_reckoned(held, living, s, r, level):
    result = reckon([line(*each) for each in held], living)

    assert (result.s, result.r, result.level) == (Decimal(s), Decimal(r), level)


@pytest.mark.parametrize(
    ("living", "alpha"),
    [(0, "0.5"), (1, "1"), (29, "1"), (30, "1.2"), (49, "1.2"), (50, "1.5"), (99, "1.5"), (100, "2"), (9999, "2")],
)
def test_alpha_goes_by_the_people_within_500_metres(living, alpha):
    assert alpha_of(living) == Decimal(alpha)


def test_fewer_than_no_people_are_refused():
    with pytest.raises(ValueError):
        alpha_of(-1)


@pytest.mark.parametrize(("bound", "above", "below"), [("100", 1, 2), ("50", 2, 3), ("10", 3, 4)])
def test_an_r_on_a_bound_takes_the_higher_level_and_just_below_it_the_lower(bound, above, below):
    quantity = Decimal(bound) * 5 / 4

    assert reckon([line(quantity, "5", "4")], 1).level == above
    assert reckon([line(quantity - Decimal("0.0001"), "5", "4")], 1).level == below


def test_a_third_of_a_threshold_is_not_lost_at_a_bound():
    """1/0.3 · 20 · 1.5 is 100 and not 99.99…: no digit is rounded before the level is known."""
    assert reckon([line("1", "0.3", "20")], 50).level == 1


def test_thirds_that_make_a_whole_make_a_major_hazard_source():
    assert reckon([line("1", "3", "1")] * 3, 0).level == 4


def test_what_falls_short_of_1_is_shown_below_1():
    result = reckon([line("0.2999", "0.3", "1"), line("0.4999", "5000", "1")], 0)

    assert result.level is None
    assert result.s < 1


@unhurried
@given(held=st.lists(lines, min_size=1, max_size=6), living=people, more=quantities, where=st.integers(0, 5))
def test_more_of_a_substance_never_lowers_s_r_or_the_level(held, living, more, where):
    place = where % len(held)
    grown = [*held]
    grown[place] = Line(held[place].quantity + more, held[place].factors)

    before, after = reckon(held, living), reckon(grown, living)

    assert after.s >= before.s
    assert after.r >= before.r
    assert (after.level or 5) <= (before.level or 5)


@unhurried
@given(held=st.lists(lines, min_size=1, max_size=4), living=people, more=st.integers(0, 500))
def test_more_people_never_lower_r(held, living, more):
    assert reckon(held, living + more).r >= reckon(held, living).r


@unhurried
@given(held=st.lists(lines, min_size=1, max_size=4), living=people)
def test_the_level_follows_from_s_and_r_as_they_are_shown(held, living):
    result = reckon(held, living)
    bounds = [(100, 1), (50, 2), (10, 3), (0, 4)]

    assert result.level == (next(level for least, level in bounds if result.r >= least) if result.s >= 1 else None)
    assert result.alpha in {alpha for _least, alpha in ALPHA}


def test_of_several_hazards_the_smallest_threshold_counts_with_its_beta():
    toxic, flammable = Factors(Decimal(50), Decimal(1)), Factors(Decimal(10), Decimal("1.5"))

    assert factors_of(None, [toxic, flammable]) == flammable
    assert factors_of(None, [flammable, toxic]) == flammable


def test_of_equal_thresholds_the_greater_beta_counts():
    low, high = Factors(Decimal(50), Decimal(1)), Factors(Decimal(50), Decimal(2))

    assert factors_of(None, [low, high]) == high


def test_a_substance_of_table_1_keeps_its_threshold_whatever_class_is_chosen():
    named, chosen = Named(Decimal(1)), Factors(Decimal(50), Decimal(2))

    assert factors_of(named, [chosen]) == Factors(Decimal(1), Decimal(2))


def test_the_beta_of_a_toxic_gas_of_table_3_is_changed_by_no_class():
    chlorine = Named(Decimal(5), Decimal(4), is_toxic_gas=True)

    assert factors_of(chlorine, [Factors(Decimal(50), Decimal(2))]) == Factors(Decimal(5), Decimal(4))


@pytest.mark.parametrize("named", [Named(Decimal(1)), None])
def test_what_the_standard_leaves_open_is_asked_for(named):
    with pytest.raises(UndecidedError):
        factors_of(named, [])
