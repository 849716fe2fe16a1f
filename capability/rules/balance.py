"""监管能力供需平衡: what the duties of a month need against what there is. Pure; in exact fractions of person-days.

needed    = Σ (rows of a duty x times a month x share) x person-days of an act
available = qualified people in post x working days - absences - training
balance   = available - needed
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.rules.months import Month

HOURS_A_DAY = 8
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Load:
    """What a duty asks in a month: so many rows, each so many times, each act so many hours of people."""

    rows: int
    times: Fraction
    hours: int

    @property
    def acts(self) -> Fraction:
        return self.rows * self.times

    @property
    def days(self) -> Fraction:
        """In person-days."""
        return self.acts * self.hours / HOURS_A_DAY


@dataclass(frozen=True)
class Supply:
    """What the qualified people in post can give in a month; `away` are their working days of absence."""

    people: int
    working_days: int
    away: int
    training_hours: int
    """Of each, in a year."""

    @property
    def gross(self) -> int:
        return self.people * self.working_days

    @property
    def training(self) -> Fraction:
        return Fraction(self.people * self.training_hours, MONTHS_A_YEAR * HOURS_A_DAY)

    @property
    def days(self) -> Fraction:
        """In person-days, never below 0."""
        return max(Fraction(0), self.gross - self.away - self.training)


def needed(loads: Iterable[Load]) -> Fraction:
    return sum((load.days for load in loads), Fraction(0))


def instruments_needed(loads: Sequence[Load], working_days: int) -> int:
    """How many sets have to be there so that each act on site of a month has one for a day."""
    acts = sum((load.acts for load in loads), Fraction(0))
    return -(-acts.numerator // (acts.denominator * max(working_days, 1)))


def coming(after: Month, months: int) -> list[Month]:
    """The months that follow one."""
    return [after.plus(number) for number in range(1, months + 1)]
