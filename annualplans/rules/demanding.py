"""频次: what is asked of a body at a plant in a year, by what the plant is (domain rules R7)."""

from dataclasses import dataclass

ROUNDS = 2
"""Major hazard source enterprises: two full-coverage rounds a year, levels 1 to 4 all covered (R7, C)."""
BY_GRADE = {"A": 12, "B": 12, "C": 4, "D": 2}
"""Park of grade A or B monthly, C quarterly, D half-yearly: where a plan begins, a product rule (R7, P)."""
TEAM_DAYS = 8
"""Inspection days of a team in a month with which a plan begins: a product rule."""
HIGH = (1, 2)
"""Levels of a major hazard source that are counted as high."""


@dataclass(frozen=True)
class Frequencies:
    """Visits a year of a body: by the grade of the park, without one, and rounds by the level of the source."""

    by_grade: dict[str, int]
    no_grade: int
    rounds_high: int
    rounds_low: int


def rounds_of(asked: Frequencies, level: int | None) -> int:
    """Full-coverage rounds at a plant whose most severe source is of this level (1 is the most severe)."""
    if level is None:
        return 0
    return asked.rounds_high if level in HIGH else asked.rounds_low


def visits_of(asked: Frequencies, grade: str, level: int | None) -> int:
    """Visits beside the rounds: each round counts as one of those that the grade asks."""
    by_grade = asked.by_grade.get(grade, asked.no_grade)
    return max(0, by_grade - rounds_of(asked, level))


def day_limits(teams: int, team_days: int, working_days: list[int]) -> list[int]:
    """Inspection days of a body by month: no team goes on more days than there are working days."""
    return [teams * min(team_days, days) for days in working_days]
