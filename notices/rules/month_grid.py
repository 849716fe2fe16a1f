"""A month as it hangs on the wall: whole weeks from Monday to Sunday. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.rules.months import Month

WEEK = 7


def weeks_of(month: Month) -> Iterator[list[date | None]]:
    """The weeks that a month touches; None for the days of its neighbours."""
    monday = month.first - timedelta(days=month.first.weekday())
    while monday <= month.last:
        week = (monday + timedelta(days=number) for number in range(WEEK))
        yield [day if Month.of(day) == month else None for day in week]
        monday += timedelta(days=WEEK)
