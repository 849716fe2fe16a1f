"""How far two places lie from each other."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000
Place = tuple[Decimal, Decimal]


def metres(one: Place, other: Place) -> int:
    """The way over the globe between two places in degrees (latitude, longitude), in whole metres (haversine)."""
    latitudes = radians(float(one[0])), radians(float(other[0]))
    north = latitudes[1] - latitudes[0]
    east = radians(float(other[1]) - float(one[1]))
    share = sin(north / 2) ** 2 + cos(latitudes[0]) * cos(latitudes[1]) * sin(east / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(min(share, 1))))
