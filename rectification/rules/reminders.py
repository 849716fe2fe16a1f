"""When people are reminded of a deadline: a table, not a daily repetition (trap of the daily 83,000 rows).

A stage is the stretch of days in which its reminder is the right one. Each is told once, on the
first day on which the job runs within it, so an item that is assigned late or a day on which
nothing ran leaves nobody without a word.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum, auto


class Audience(Enum):
    """Who is told: the unit that answers, who assigned it, or the office that has yet to assign it."""

    UNIT = auto()
    ASSIGNER = auto()
    OFFICE = auto()


MORNING = time(8)
UNIT = frozenset({Audience.UNIT, Audience.OFFICE})
UNIT_AND_ASSIGNER = UNIT | {Audience.ASSIGNER}


@dataclass(frozen=True)
class Stage:
    """Days from the deadline, negative before it, from `first` to `last`; without `last` it does not end."""

    rule: str
    first: int
    last: int | None
    told: frozenset[Audience]

    def deadlines(self, on: date) -> tuple[date, date]:
        """The earliest and latest deadline of what is in this stage on a day."""
        earliest = date.min if self.last is None else on - timedelta(days=self.last)
        return earliest, on - timedelta(days=self.first)


DUE = (
    Stage("due-7", -7, -4, UNIT),
    Stage("due-3", -3, -2, UNIT),
    Stage("due-1", -1, -1, UNIT),
    Stage("due-0", 0, 0, UNIT),
)
OVERDUE = (
    Stage("overdue-1", 1, 2, UNIT_AND_ASSIGNER),
    Stage("overdue-3", 3, 6, UNIT_AND_ASSIGNER),
    Stage("overdue-7", 7, 14, UNIT_AND_ASSIGNER),
    Stage("overdue-15", 15, 29, UNIT_AND_ASSIGNER),
    Stage("overdue-30", 30, 59, UNIT_AND_ASSIGNER),
    Stage("overdue-60", 60, None, UNIT_AND_ASSIGNER),
)
CONFIRMATION = (
    Stage("confirmation-0", 0, 6, UNIT),
    Stage("confirmation-7", 7, None, UNIT_AND_ASSIGNER),
)
SOON_DAYS = -min(stage.first for stage in DUE)
WEEKLY = "overdue-weekly"


def is_weekly_day(day: date) -> bool:
    """Mondays bring a line on all that is overdue."""
    return day.weekday() == 0
