"""合计: what the day reports add up to, by unit, by day and in all; what nobody has reported adds nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce


@dataclass(frozen=True)
class Counts:
    """What is reported: plants checked, fines and their sum in yuan, talks."""

    checked: int = 0
    fines: int = 0
    fine_amount: int = 0
    talks: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.checked + other.checked,
            self.fines + other.fines,
            self.fine_amount + other.fine_amount,
            self.talks + other.talks,
        )


@dataclass(frozen=True)
class Line:
    """What a unit has reported of a day."""

    unit: int
    day: date
    counts: Counts


@dataclass(frozen=True)
class Sum:
    """What some reports add up to, and of which units and days they are; `counts` is None where there is none."""

    lines: tuple[Line, ...] = field(default=())

    @property
    def counts(self) -> Counts | None:
        return total(line.counts for line in self.lines) if self.lines else None

    @property
    def days(self) -> set[date]:
        return {line.day for line in self.lines}

    @property
    def units(self) -> set[int]:
        return {line.unit for line in self.lines}


def total(counts: Iterable[Counts]) -> Counts:
    return reduce(Counts.__add__, counts, Counts())


def by_unit(lines: Collection[Line], units: Iterable[int]) -> dict[int, Sum]:
    """For each of the units what it has reported."""
    return {unit: Sum(tuple(line for line in lines if line.unit == unit)) for unit in units}


def by_day(lines: Collection[Line], days: Iterable[date]) -> dict[date, Sum]:
    """For each of the days what was reported of it; a day of which nobody has reported has no counts."""
    return {day: Sum(tuple(line for line in lines if line.day == day)) for day in days}


def course(days: dict[date, Sum]) -> list[tuple[date, int | None]]:
    """Day by day how many plants had been checked by then; None on a day of which nobody has reported."""
    reached, found = 0, []
    for day, told in days.items():
        counts = told.counts
        reached += counts.checked if counts else 0
        found.append((day, reached if counts else None))
    return found
