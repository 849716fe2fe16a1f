"""When a guarantor of a major hazard source has to check it next (domain rules R2). Pure.

The technical guarantor checks each quarter and before holidays, the operating one each week; of the principal one no
interval is known. The numbers are settings: AQ 3072-2026 was not to be had, 应急厅〔2021〕12号 gives the quarter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.rules.months import add_months
from safety.states import Duty

STAGES: Mapping[str, tuple[int, ...]] = {Duty.TECHNICAL: (15, 7, 3, 1), Duty.OPERATING: (1,)}
"""So many days ahead of a check people are told of it; a weekly one on the day before, or it would always be near."""
LONG_HOLIDAY = 3
"""So many days off in a row are a holiday and no weekend."""
BEFORE_HOLIDAY = 7
"""A check within so many days before a holiday is the one before it."""


@dataclass(frozen=True)
class Intervals:
    """Months between two checks of the technical guarantor, days between two of the operating one."""

    technical_months: int
    operating_days: int


def due_after(last: date, duty: str, intervals: Intervals, is_working: Callable[[date], bool]) -> date | None:
    """The last day of the next check after one, or after the day on which the duty began; None where none is asked."""
    if duty == Duty.OPERATING:
        return last + timedelta(days=intervals.operating_days)
    if duty != Duty.TECHNICAL:
        return None
    latest = add_months(last, intervals.technical_months)
    return next((eve for eve in _eves(last, latest, is_working) if (eve - last).days > BEFORE_HOLIDAY), latest)


def soon_days(duty: str) -> int:
    """Within how many days the next check of a duty is near: from the first word of it on."""
    return max(STAGES.get(duty, ()), default=0)


def neglected_since(
    due: date | None, duty: str, intervals: Intervals, is_working: Callable[[date], bool]
) -> date | None:
    """From which day on a duty counts as not performed: the day after the next check would have been due as well."""
    after = due_after(due, duty, intervals, is_working) if due else None
    return after + timedelta(days=1) if after else None


def _eves(first: date, last: date, is_working: Callable[[date], bool]) -> list[date]:
    """The days before holidays that begin after `first`, up to `last`."""
    found, day = [], first + timedelta(days=1)
    while day <= last:
        begun = day
        while not is_working(day):
            day += timedelta(days=1)
        if (day - begun).days >= LONG_HOLIDAY:
            found.append(begun - timedelta(days=1))
        day += timedelta(days=1)
    return found
