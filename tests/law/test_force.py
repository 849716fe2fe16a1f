"""What is in force on a day, and what may carry an order (R11)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from law.rules.force import CARRIES_ORDERS, ORDER, Carrier, Span, are_in_force, may_carry_order, rank

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
spans = st.builds(Span, st.none() | days, st.none() | days)
carriers = st.builds(Carrier, st.sampled_from(ORDER), st.booleans())


def test_both_ends_of_a_time_in_force_belong_to_it():
    span = Span(date(2018, 12, 29), date(2026, 8, 14))

    assert span.holds_on(date(2018, 12, 29))
    assert span.holds_on(date(2026, 8, 14))
    assert not span.holds_on(date(2018, 12, 28))
    assert not span.holds_on(date(2026, 8, 15))


@given(st.lists(spans, max_size=3), days)
def test_a_basis_is_in_force_only_while_row_and_instrument_both_are(parts, day):
    assert are_in_force(parts, day) == all(span.holds_on(day) for span in parts)


@given(st.lists(carriers))
def test_an_order_rests_on_a_law_a_regulation_or_a_rule_that_is_no_public_duty(bases):
    wanted = any(each.kind in CARRIES_ORDERS and not each.is_for_assignment_only for each in bases)

    assert may_carry_order(bases) == wanted


def test_a_law_stands_before_a_regulation_and_a_mandatory_standard_before_a_recommended_one():
    kinds = [("document", ""), ("standard", "GB/T 50493-2019"), ("standard", "GB 30871-2022"), ("law", "")]

    assert sorted(kinds, key=lambda each: rank(*each)) == list(reversed(kinds))
