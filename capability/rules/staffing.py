"""专业监管人员占比: share, gap and the facts that they rest on (domain rules R6; 中办国办 2020, unconfirmed). Pure."""

from dataclasses import dataclass
from datetime import date

from core.rules.months import add_months

MONTHS = 12


@dataclass(frozen=True)
class Staffing:
    """Of the supervisors in post on a day, how many have a chemical-safety degree and the experience."""

    in_post: int
    qualified: int

    @property
    def is_empty(self) -> bool:
        """Nobody in post (无人员): then there is no share, and it is not 0 %."""
        return self.in_post == 0

    def gap(self, target: int) -> int:
        """How many qualified people are missing for the target share in per cent: ceil(target n) - k, never below 0."""
        return max(0, -(-target * self.in_post // 100) - self.qualified)

    def meets(self, target: int) -> bool:
        """Whether the share reaches the target; nobody in post never does."""
        return not self.is_empty and self.gap(target) == 0


def experienced_since(day: date, years: int) -> date:
    """The last day on which somebody may have begun who has so many years of experience on a day."""
    return add_months(day, -MONTHS * years)


def training_due(hours_by_year: dict[int, int], first: int, needed: int) -> date:
    """The last day of the first year, from one on, whose hours of training are not complete yet."""
    year = first
    while hours_by_year.get(year, 0) >= needed:
        year += 1
    return date(year, 12, 31)
