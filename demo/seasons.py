"""How many problems a county finds in which month, and which of them are rectified too late."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from core.rules.months import Month
from core.rules.working_days import Calendar
from demo.courses import Course

FOUND_IN = {1: 0.9, 2: 0.5, 3: 1.1, 4: 1.0, 5: 1.2, 6: 1.5, 7: 0.9, 8: 0.9, 9: 1.2, 10: 0.8, 11: 1.1, 12: 1.2}
"""Quiet at Spring Festival; much when plants start again in March, before the flood season, in the safety
month of June, before National Day and in winter, when the year's inspection comes round."""
LATE_THEN, LATE_NOW = 0.13, 0.05
HARD_MONTHS = {5: 1.4, 6: 2.2, 12: 2.0}
"""What these months find falls due in the flood season or at Spring Festival, and more of it late than else."""
DAYS = 1095
YOUNGEST = 24
SHORTEST_WITH_SIGNATURES = 6


@dataclass(frozen=True)
class Seasons:
    """Three years of a county up to a day; at their end it finds `growth` times as much as at their beginning."""

    today: date
    growth: float
    calendar: Calendar

    def placed(
        self, courses: Sequence[Course], present: Iterable[date], random: Random
    ) -> Iterator[tuple[Course, date]]:
        """Each course with the day on which its problem is found, the latest first and some of them late ones."""
        waiting = random.sample(courses, len(courses))
        lateness = 0.5
        for day in self._days(len(courses), present, random):
            course = waiting.pop(self._place_of_one_that_fits(waiting, day))
            lateness += self._late_share(day)
            yield replace(course, is_late=lateness >= 1), day
            lateness -= lateness >= 1

    def _days(self, wanted: int, present: Iterable[date], random: Random) -> list[date]:
        """So many days that together with those of the present the months have their shares."""
        shares = self._shares()
        known = Counter(Month.of(day) for day in present)
        total = (wanted + known.total()) / sum(shares.values())
        left = {month: max(0.0, share * total - known[month]) for month, share in shares.items()}
        return sorted((self._day_of(month, random) for month in _drawn(left, wanted)), reverse=True)

    def _shares(self) -> dict[Month, float]:
        """What each month finds; of the first and the last as much as belongs to the past."""
        shares: dict[Month, float] = defaultdict(float)
        for back in range(DAYS):
            day = self.today - timedelta(days=back)
            shares[Month.of(day)] += FOUND_IN[day.month] * self.growth ** (-back / DAYS)
        return shares

    def _day_of(self, month: Month, random: Random) -> date:
        first = max(month.first, self.today - timedelta(days=DAYS))
        last = max(first, min(month.last, self.today - timedelta(days=YOUNGEST)))
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return random.choice([day for day in days if self.calendar.is_working_day(day)] or days)

    def _place_of_one_that_fits(self, waiting: Sequence[Course], day: date) -> int:
        room = (self.today - day).days - SHORTEST_WITH_SIGNATURES
        return next((place for place in range(len(waiting) - 1, -1, -1) if waiting[place].shortest <= room), -1)

    def _late_share(self, day: date) -> float:
        age = (self.today - day).days / DAYS
        return (LATE_NOW + (LATE_THEN - LATE_NOW) * age) * HARD_MONTHS.get(day.month, 1.0)


def _drawn(shares: dict[Month, float], count: int) -> list[Month]:
    """So many months, each as often as its share says: evenly, so that none with a share of one is left out."""
    months, bounds = list(shares), list(accumulate(shares.values()))
    return [months[bisect_right(bounds, (number + 0.5) * bounds[-1] / count)] for number in range(count)]
