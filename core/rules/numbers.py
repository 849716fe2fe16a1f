"""How numbers are printed (documents, section 4): the same on a page, in a report and in a circular."""

from decimal import Decimal
from fractions import Fraction

NOTHING_TO_DIVIDE = "—"


def tenths(part: int, whole: int) -> int | None:
    """A share in tenths of a per cent, rounded half up; None of nothing.

    It never says that all is done while one is open, nor that nothing is there while one is.
    """
    if whole == 0:
        return None
    found = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(found, 1), 999)
    return found


def per_cent(part: int, whole: int) -> str:
    """A share with one decimal: 96.4%; 99.9% while one is open; 100% of all, 0% of none, — of nothing."""
    found = tenths(part, whole)
    if found is None:
        return NOTHING_TO_DIVIDE
    return f"{found // 10}%" if found in (0, 1000) else f"{found // 10}.{found % 10}%"


def points(difference: int) -> str:
    """A difference of two shares, given in tenths of a per cent, without its sign: 2.3."""
    size = abs(difference)
    return f"{size // 10}.{size % 10}"


def one_decimal(value: Fraction) -> str:
    """A number with one decimal, rounded half up away from nothing; whole ones without: 12.5, 12, -3.3."""
    scaled = abs(value) * 10
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{rounded // 10:,}" + (f".{rounded % 10}" if rounded % 10 else "")


def amount(value: Decimal) -> str:
    """An amount without the zeros that only fill its places: 1,600; 58.5."""
    return f"{value.normalize():,f}"
