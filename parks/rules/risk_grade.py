"""园区安全风险等级: from scores and veto items to the grade (应急〔2023〕123号; domain rules R3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parks.states import GRADES_FROM, ParkGrade


@dataclass(frozen=True)
class Scores:
    """The three scores of a round, of 100; what is not known is None."""

    own: Decimal | None = None
    city: Decimal | None = None
    province: Decimal | None = None

    @property
    def ruling(self) -> Decimal | None:
        """The score that counts: the provincial review rules, else the city's check, else the own score."""
        return next((score for score in (self.province, self.city, self.own) if score is not None), None)


def grade_of(score: Decimal) -> ParkGrade:
    """Below 60 A, from 60 B, from 70 C, from 85 D."""
    return next(grade for least, grade in GRADES_FROM if score >= least)


def graded(scores: Scores, vetoes: Collection[str] = (), published: str = "") -> str:
    """The grade of a round: A by any veto item, else by the ruling score, else what was published; empty if nothing."""
    if vetoes:
        return ParkGrade.A
    ruling = scores.ruling
    return published if ruling is None else grade_of(ruling)


def course(grades: Sequence[str]) -> list[tuple[str, str]]:
    """From which grade to which each round led, of the rounds in their order; before the first there is none."""
    return list(zip(["", *grades], grades, strict=False))
