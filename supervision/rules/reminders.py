"""When people are reminded of a deadline: a table, not a daily repetition (trap of the daily 83,000 rows).

A stage is the stretch of days in which its reminder is the right one. Each is told once, on the
first day on which the job runs within it, so an item that is assigned late or a day on which
nothing ran leaves nobody without a word.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum, auto
from itertools import pairwise

from rectification.rules.deadlines import SOON_DAYS


class Audience(Enum):
    """Who is told: the unit that answers, who assigned it, who re-inspects it, or the coordinating office."""

    UNIT = auto()
    ASSIGNER = auto()
    OFFICE = auto()
    REVIEWER = auto()


MORNING = time(8)
UNIT = frozenset({Audience.UNIT, Audience.OFFICE})
REVIEWER = frozenset({Audience.REVIEWER})
UNIT_AND_ASSIGNER = UNIT | {Audience.ASSIGNER}


@dataclass(frozen=True)
class Stage:
    """Days from the deadline, negative before it, from `first` to `last`; without `last` it does not end."""

    rule: str
    first: int
    last: int | None
    told: frozenset[Audience]

    def deadlines(self, on: date, free_until: date | None = None) -> tuple[date, date]:
        """The earliest and latest deadline of what is in this stage on a day.

        `free_until` is the last of the days off that follow the day, on which nobody is told: what would be
        told ahead on them is told now, each deadline in the stage that it would have reached by their end.
        """
        if free_until is None or self.last is None or self.last >= 0:
            earliest = date.min if self.last is None else on - timedelta(days=self.last)
            return earliest, on - timedelta(days=self.first)
        earliest = on if self.last == -1 else free_until
        return earliest - timedelta(days=self.last), free_until - timedelta(days=self.first)


def in_a_row(*stages: Stage) -> tuple[Stage, ...]:
    """The stages, each beginning on the day after the one before. Raises ValueError for a day that none or two have."""
    for before, after in pairwise(stages):
        if before.last is None or before.last + 1 != after.first:
            raise ValueError(f"{after.rule} begins on day {after.first} and {before.rule} ends on day {before.last}")
    return stages


DUE = in_a_row(
    Stage("due-7", -SOON_DAYS, -4, UNIT),
    Stage("due-3", -3, -2, UNIT),
    Stage("due-1", -1, -1, UNIT),
    Stage("due-0", 0, 0, UNIT),
)
OVERDUE = in_a_row(
    Stage("overdue-1", 1, 2, UNIT_AND_ASSIGNER),
    Stage("overdue-3", 3, 6, UNIT_AND_ASSIGNER),
    Stage("overdue-7", 7, 14, UNIT_AND_ASSIGNER),
    Stage("overdue-15", 15, 29, UNIT_AND_ASSIGNER),
    Stage("overdue-30", 30, 59, UNIT_AND_ASSIGNER),
    Stage("overdue-60", 60, None, UNIT_AND_ASSIGNER),
)
CONFIRMATION = in_a_row(
    Stage("confirmation-0", 0, 6, UNIT),
    Stage("confirmation-7", 7, None, UNIT_AND_ASSIGNER),
)
RECHECK = in_a_row(
    Stage("recheck-3", -3, -1, REVIEWER),
    Stage("recheck-0", 0, 0, REVIEWER),
    Stage("recheck-overdue", 1, None, REVIEWER),
)
DAYS_AHEAD = -DUE[0].first
"""How long before its deadline the first word of an item is said."""
WEEKLY = "overdue-weekly"


def is_weekly_day(day: date) -> bool:
    """Mondays bring a line on all that is overdue."""
    return day.weekday() == 0
