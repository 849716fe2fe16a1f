from fractions import Fraction

from django import template

from core.figures import Reading
from core.rules.numbers import one_decimal, per_cent

register = template.Library()


@register.filter
def share(reading: Reading) -> str:
    """A rate in per cent, as the documents print it."""
    return per_cent(reading.value, reading.whole or 0)


@register.filter
def fraction(reading: Reading) -> str:
    """Its numerator and denominator: 81/84."""
    return f"{reading.value:,}/{reading.whole or 0:,}"


@register.filter
def decimal(value: Fraction) -> str:
    """An exact number with one decimal."""
    return one_decimal(value)
