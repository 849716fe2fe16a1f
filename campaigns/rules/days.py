"""天: how long a campaign still runs, which days should have been reported, what of them is missing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """The days of a campaign, both ends included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[date]:
        yield from (self.first + timedelta(days=place) for place in range(self.length))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def until_begin(self, today: date) -> int:
        """Days until it begins; 0 or less once it has."""
        return (self.first - today).days

    def left(self, today: date) -> int:
        """Days that are left after today; 0 on the last one, negative once it is over."""
        return (self.last - today).days

    def over(self, today: date) -> list[date]:
        """Its days that have ended: those that should have been reported. Today still may be."""
        return [day for day in self.days() if day < today]

    def begun(self, today: date) -> list[date]:
        """Its days up to today."""
        return [day for day in self.days() if day <= today]


def gaps(due: Collection[date], reported: Collection[date]) -> list[date]:
    """The days that should have been reported and were not: never noughts."""
    told = set(reported)
    return [day for day in due if day not in told]


def planned(target: int, period: Period, day: date) -> float:
    """How much should be reached at the end of a day if every day does the same part."""
    done = min(max((day - period.first).days + 1, 0), period.length)
    return round(target * done / period.length, 1)
