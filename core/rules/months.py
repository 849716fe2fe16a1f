"""Month arithmetic (domain rules R4): same day number, else the last day of the month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = 12


def add_months(day: date, months: int) -> date:
    index = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(index, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written 2026-10."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Raises ValueError for what is no month of the years 1900 to 2999."""
        found = re.fullmatch(r"(19\d\d|2\d\d\d)-(0[1-9]|1[0-2])", text)
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> "Month":
        return Month.of(add_months(self.first, months))

    @property
    def previous(self) -> "Month":
        return self.plus(-1)

    @property
    def year_before(self) -> "Month":
        return self.plus(-MONTHS)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"
