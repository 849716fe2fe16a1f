"""Distances on a plan: in its own units, and in metres where its scale is known."""

import math
from decimal import Decimal

Spot = tuple[Decimal, Decimal]


def between(one: Spot, other: Spot) -> float:
    """The distance of two points in the units of the plan."""
    return math.hypot(float(one[0] - other[0]), float(one[1] - other[1]))


def metres_per_unit(one: Spot, other: Spot, metres: Decimal) -> float | None:
    """How many metres one unit is, from two points whose distance is known; None where they are the same."""
    apart = between(one, other)
    return float(metres) / apart if apart else None
