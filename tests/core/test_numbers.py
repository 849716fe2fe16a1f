"""Shares are printed so that nobody reads more out of them than there is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.numbers import per_cent, points, tenths


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (81, 84, "96.4%"),
        (1, 7, "14.3%"),
        (2499, 2500, "99.9%"),
        (99999, 100000, "99.9%"),
        (1, 100000, "0.1%"),
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 2, "50.0%"),
        (1, 16, "6.3%"),
        (0, 0, "—"),
    ],
)
def test_a_share_has_one_decimal_and_exaggerates_nothing(part, whole, said):
    assert per_cent(part, whole) == said


@given(part=st.integers(0, 10**7), more=st.integers(0, 10**7))
def test_a_share_is_off_by_less_than_a_tenth_and_full_only_when_it_is(part, more):
    whole = part + more
    found = tenths(part, whole)
    if whole == 0:
        assert found is None
        return
    assert abs(Fraction(found, 10) - Fraction(100 * part, whole)) < Fraction(1, 10)
    assert (found == 1000) == (part == whole)
    assert (found == 0) == (part == 0)


def test_a_difference_of_shares_is_said_without_a_sign():
    assert (points(23), points(-5), points(0)) == ("2.3", "0.5", "0.0")
