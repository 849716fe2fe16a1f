"""推演: the facts of a project with other days, and what has to be applied for by when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.rules.working_days import Calendar
from projects.rules.facts import Facts, Paper, Spell
from projects.rules.requirements import REQUIREMENTS, Requirement

ASSUMED_STATES = ("BUILDING", "BUILT", "TRIAL", "OPERATING")


@dataclass(frozen=True)
class Review:
    """How long the authority has for a paper, from the complete application on, with the source of that."""

    days: int
    is_working: bool
    source: str


REVIEWS = {
    "PM04": Review(60, is_working=False, source="生态环境法典第102条（报告书）"),
    "PM05": Review(45, is_working=False, source="安监总局令第45号"),
    "PM06": Review(20, is_working=True, source="安监总局令第45号"),
}
"""R4: D31, D21 and D22; of other papers no period is on record."""


@dataclass(frozen=True)
class Supposed:
    """Other days than those on file: when states begin, when approvals come."""

    states: Mapping[str, date]
    approvals: Mapping[str, date]

    @property
    def last(self) -> date | None:
        return max((*self.states.values(), *self.approvals.values()), default=None)


@dataclass(frozen=True)
class Needed:
    """A paper that has to be there by a day, and when it is to be applied for where the review has a period."""

    paper: str
    state: str
    by: date
    apply_by: date | None
    review: Review | None


def supposed(facts: Facts, other: Supposed) -> Facts:
    """The facts as they would be on file, were these days taken over."""
    spells = list(facts.spells)
    for state, day in other.states.items():
        known = next((place for place, spell in enumerate(spells) if spell.state == state), None)
        if known is None:
            spells.append(Spell(state, day))
        else:
            spells[known] = Spell(state, day)
    in_order = sorted(spells, key=lambda spell: (spell.began is not None, spell.began or date.min))
    papers = {kind: _with_day(facts.papers.get(kind, ()), day) for kind, day in other.approvals.items()}
    return replace(facts, spells=tuple(in_order), papers={**facts.papers, **papers})


def _with_day(papers: tuple[Paper, ...], day: date) -> tuple[Paper, ...]:
    return tuple(replace(paper, day=day) for paper in papers) or (Paper(day),)


def needed(facts: Facts, today: date, calendar: Calendar) -> Iterator[Needed]:
    """What is not there yet for the states whose day is still to come."""
    for row in REQUIREMENTS:
        began = facts.began(row.states)
        if began is None or began <= today or (row.is_hazardous and not facts.is_hazardous):
            continue
        for kind in row.papers:
            if kind not in facts.waived and not _is_there(facts, kind, today, began):
                yield _needed(row, kind, began, calendar)


def _is_there(facts: Facts, kind: str, today: date, began: date) -> bool:
    """Whether it is there today and will be valid on the day on which the state begins."""
    there = (paper for paper in facts.papers.get(kind, ()) if paper.day and paper.day <= today)
    return any(paper.until is None or paper.until >= began for paper in there)


def _needed(row: Requirement, kind: str, began: date, calendar: Calendar) -> Needed:
    review = REVIEWS.get(kind)
    state = next(state for state in ASSUMED_STATES if state in row.states)
    return Needed(kind, state, began, _apply_by(began, review, calendar) if review else None, review)


def _apply_by(by: date, review: Review, calendar: Calendar) -> date:
    """The last day on which the whole period of the review still lies before the day."""
    if not review.is_working:
        return by - timedelta(days=review.days)
    day, left = by, review.days
    while left > 0:
        left -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return day
