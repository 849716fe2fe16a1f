"""Working-day arithmetic (domain rules R9): the start day is not counted.

Pure: the caller gives the table of exceptions. A day that stands in no table is
judged by the plain week, so a year without a table is computed with weekends only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.states import DayKind

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The exceptions from the plain week, and the version they stand for."""

    exceptions: Mapping[date, str]
    version: str
    years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        kind = self.exceptions.get(day)
        if kind is not None:
            return kind == DayKind.WORKDAY
        return day.weekday() < SATURDAY

    def knows(self, day: date) -> bool:
        """Whether the year of this day has been loaded; else only weekends count."""
        return day.year in self.years

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def free_until(self, day: date) -> date:
        """The last of the days off that follow a day; the day itself if the next one is a working day."""
        return self.next_working_day(day + timedelta(days=1)) - timedelta(days=1)

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def working_days_before(self, end: date, count: int) -> date:
        """The `count`-th working day before `end`, which itself is not counted."""
        day = end
        while count > 0:
            day -= timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def add_days(self, start: date, count: int) -> date:
        """`count` calendar days after `start`; an end on a holiday moves to the next working day."""
        return self.next_working_day(start + timedelta(days=count))
