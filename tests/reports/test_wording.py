"""How a report compares (documents, section 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.wording import MONTH, YEAR, compared, compared_rates


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (84, 98, "环比下降14.3%"),
        (98, 84, "环比上升16.7%"),
        (5, 5, "环比持平"),
        (0, 0, "环比持平"),
        (3, 0, "上月为0"),
        (13, 5, "环比由5条增至13条"),
        (0, 9, "环比由9条减至0条"),
        (0, 10, "环比下降100%"),
        (1, 100000, "环比下降99.9%"),
        (100001, 100000, "环比上升0.1%"),
        (3, None, "环比无可比数据"),
    ],
)
def test_a_count_against_last_month(now, then, said):
    assert compared(MONTH, now, then, least=10) == said


def test_a_count_against_a_year_ago_of_which_nothing_was_there():
    assert compared(YEAR, 7, 0, least=10) == "上年同期为0"
    assert compared(YEAR, 7, None, least=10) == "同比无可比数据"


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        ((81, 84), (70, 80), "环比提高8.9个百分点"),
        ((70, 80), (81, 84), "环比降低8.9个百分点"),
        ((1, 2), (2, 4), "环比持平"),
        ((0, 0), (1, 2), "环比无可比数据"),
        ((1, 2), None, "环比无可比数据"),
    ],
)
def test_a_share_against_last_month_is_told_in_points(now, then, said):
    assert compared_rates(MONTH, now, then) == said


@given(now=st.integers(0, 10**6), then=st.integers(0, 10**6))
def test_nothing_is_compared_with_a_sign_or_with_nothing(now, then):
    said = compared(YEAR, now, then, least=10)

    assert "-" not in said
    assert ("%" in said) == (then >= 10 and now != then)
