"""总量指标账户: what each posting does to the balance, and that it never falls below nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parks.states import PostingKind as Kind

NOTHING = Decimal(0)
SIGNS = {
    Kind.GRANTED: 1,
    Kind.REDUCED: 1,
    Kind.TRADED_IN: 1,
    Kind.RELEASED: 1,
    Kind.USED: 0,
    Kind.RESERVED: -1,
    Kind.TRADED_OUT: -1,
    Kind.CUT: -1,
}
"""What a posting does to the balance, which is what may still be given away: a reservation takes it, and its use no
more than that."""
OUT_OF_A_RESERVATION = frozenset({Kind.USED, Kind.RELEASED})
"""Kinds that take of what was reserved before."""


@dataclass(frozen=True)
class Entry:
    """A posting as far as the balance goes: its day and what it adds."""

    day: date
    effect: Decimal


def effect_of(kind: str, amount: Decimal) -> Decimal:
    """What a posting of so much adds to the balance."""
    return SIGNS[Kind(kind)] * amount


def balance(entries: Iterable[Entry], day: date | None = None) -> Decimal:
    """What was left at the end of a day, or is left in the end: the sum of the postings."""
    return sum((entry.effect for entry in entries if day is None or entry.day <= day), NOTHING)


def lowest_from(entries: Iterable[Entry], day: date) -> Decimal:
    """The lowest balance at the end of that day or of any later one: what was posted late counts on its own day."""
    known = sorted(entries, key=lambda entry: entry.day)
    left = balance(known, day)
    lowest = left
    later = [entry for entry in known if entry.day > day]
    for place, entry in enumerate(later):
        left += entry.effect
        ends = place + 1 == len(later) or later[place + 1].day > entry.day
        lowest = min(lowest, left) if ends else lowest
    return lowest
