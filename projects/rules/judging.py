"""法律顺序的判定 (R5): the facts of a project in, what is unlawful out; the same facts always give the same.

An approval counts only if its day is not after the day on which the state began and it was valid then. What came
afterwards ends the act and doesn't undo it. A closed project is not judged.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

from core.rules.months import add_months
from projects.rules.facts import Facts, Paper
from projects.rules.requirements import (
    ACCEPTANCE,
    BUILT_ON,
    CHANGED,
    OPINION,
    OVERRUN,
    REQUIREMENTS,
    TRIAL,
    TRIAL_PLAN,
    Requirement,
)

A_DAY = timedelta(days=1)


class Why(StrEnum):
    """What is wrong with a paper: the cases that the explanation tells apart."""

    MISSING = "MISSING"
    UNSIGNED = "UNSIGNED"
    UNDATED = "UNDATED"
    LATE = "LATE"
    LAPSED = "LAPSED"
    OVERRUN = "OVERRUN"
    CHANGED = "CHANGED"


@dataclass(frozen=True)
class Ground:
    """What a paper lacks. `day` is that of the late paper, the last day of the lapsed one, the limit or the change.

    `cured` is the day on which the paper that was lacking came, if it did.
    """

    paper: str
    why: Why
    day: date | None = None
    cured: date | None = None


@dataclass(frozen=True)
class Breach:
    """What is unlawful: code and case, when the act began and, if it did, ended; the papers that are its grounds."""

    code: str
    part: str
    state: str
    began: date | None
    grounds: tuple[Ground, ...]
    is_major: bool = False

    @property
    def ended(self) -> date | None:
        """The day on which the last lacking paper came; None while one is lacking."""
        cured = [ground.cured for ground in self.grounds]
        return max(day for day in cured if day) if all(cured) else None

    def law_of(self, on: date) -> date:
        """The day whose law is cited (R11.2): that of the verdict for a state that lasts, else that of the act."""
        return self.began if self.ended and self.began else on


def breaches(facts: Facts, on: date) -> tuple[Breach, ...]:
    """What is unlawful on a day, in the order of the table."""
    known = facts.as_of(on)
    if known.is_closed:
        return ()
    return (*_ahead_of_papers(known, on), *_opinion_unused(known, on), *_overrun(known, on), *_changed(known))


def _ahead_of_papers(facts: Facts, on: date) -> Iterator[Breach]:
    for row in REQUIREMENTS:
        if facts.reached(row.states) and (facts.is_hazardous or not row.is_hazardous):
            began = facts.began(row.states)
            if row.since is None or (began is not None and began >= row.since):
                yield from _of_row(row, facts, began, on)


def _of_row(row: Requirement, facts: Facts, began: date | None, on: date) -> Iterator[Breach]:
    grounds = [ground for kind in row.papers if (ground := _lack(row, facts, kind, began, on))]
    lapsed = [ground for ground in grounds if row.lapsed_part and ground.why == Why.LAPSED]
    others = [ground for ground in grounds if ground not in lapsed]
    if others:
        yield _breach(row, row.part, facts, others, on)
    if lapsed:
        yield _breach(row, row.lapsed_part, facts, lapsed, on)


def _breach(row: Requirement, part: str, facts: Facts, grounds: Sequence[Ground], on: date) -> Breach:
    began = facts.began(row.states)
    state = next(spell.state for spell in facts.spells if spell.state in row.states and spell.began == began)
    breach = Breach(row.code, part, state, _act_began(row, grounds, began), tuple(grounds))
    return replace(breach, is_major=row.major_since is not None and (breach.ended or on) >= row.major_since)


def _act_began(row: Requirement, grounds: Sequence[Ground], began: date | None) -> date | None:
    """A licence that ran out later makes production unlawful from the day after its last one."""
    ends = [ground.day + A_DAY for ground in grounds if row.lasting and ground.why == Why.LAPSED and ground.day]
    return max(min(ends), began) if began and len(ends) == len(grounds) else began


def _lack(row: Requirement, facts: Facts, kind: str, began: date | None, on: date) -> Ground | None:
    if kind in facts.waived:
        return None
    papers = facts.papers.get(kind, ())
    if not papers:
        return Ground(kind, Why.UNSIGNED if kind in facts.unsigned else Why.MISSING)
    months = facts.terms.get(kind) if row.lapsed_part else None
    if row.lasting and facts.state in row.states and (now := _lapsed(kind, papers, on, months)):
        return now
    return _lack_then(kind, papers, began, months) if began else None


def lacking_now(facts: Facts, on: date) -> dict[str, Ground]:
    """What each paper lacks on a day, by its kind: of a state not reached yet, as if that began on the day.

    One that came late is there now; one that was valid when its state began has done its part, unless it must last.
    """
    known, found = facts.as_of(on), {}
    for row in REQUIREMENTS:
        if known.is_hazardous or not row.is_hazardous:
            began = on if row.lasting or not known.reached(row.states) else known.began(row.states)
            for kind in row.papers:
                ground = _lack(row, known, kind, began, on)
                if ground and not ground.cured:
                    found[kind] = ground
    return found


def _lack_then(kind: str, papers: Sequence[Paper], began: date, months: int | None) -> Ground | None:
    """What was lacking on the day the state began."""
    if not any(paper.day for paper in papers):
        return Ground(kind, Why.UNDATED)
    if lapsed := _lapsed(kind, papers, began, months):
        return lapsed
    if any(paper.day and paper.day <= began for paper in papers):
        return None
    first = min(paper.day for paper in papers if paper.day)
    return Ground(kind, Why.LATE, first, cured=first)


def _lapsed(kind: str, papers: Sequence[Paper], on: date, months: int | None) -> Ground | None:
    """That papers were there by a day and none of them was valid on it any more."""
    there = [(paper, paper.day) for paper in papers if paper.day and paper.day <= on]
    ends = [end for paper, day in there if (end := _end(paper, day, on, months)) and end < on]
    if not there or len(ends) < len(there):
        return None
    return Ground(kind, Why.LAPSED, max(ends), cured=_first_after(papers, on))


def _first_after(papers: Sequence[Paper], on: date) -> date | None:
    """The first day after another on which a paper came or was renewed."""
    days = chain.from_iterable((paper.day, paper.renewed) for paper in papers)
    return _earliest(day for day in days if _is_after(day, on))


def _end(paper: Paper, day: date, on: date, months: int | None) -> date | None:
    """The last day of validity, as it stood on a day: as written, else so many months from its day or renewal."""
    if paper.until or not months:
        return paper.until
    renewed = paper.renewed if paper.renewed and paper.renewed <= on else day
    return add_months(max(day, renewed), months)


def _opinion_unused(facts: Facts, on: date) -> Iterator[Breach]:
    """意见书失效: the project has not been begun within the term of the opinion (安监总局令45号)."""
    papers = facts.papers.get(OPINION, ())
    if not facts.spells or facts.reached(BUILT_ON) or OPINION in facts.waived or not facts.is_hazardous:
        return
    if ground := _lapsed(OPINION, papers, on, facts.terms.get(OPINION)):
        assert ground.day is not None
        yield Breach("A04", "意见书失效", facts.state, ground.day + A_DAY, (ground,))


def _overrun(facts: Facts, on: date) -> Iterator[Breach]:
    """超期: the trial went on after its longest term, and the safety facilities had not been accepted by then."""
    began, months = facts.began(TRIAL), facts.terms.get(TRIAL_PLAN)
    if began is None or not months or not facts.is_hazardous or ACCEPTANCE in facts.waived:
        return
    limit, over = add_months(began, months), _trial_over(facts, began)
    accepted = _earliest(paper.day for paper in facts.papers.get(ACCEPTANCE, ()))
    if min(over or on, accepted or on) > limit:
        ground = Ground(ACCEPTANCE, Why.OVERRUN, limit, cured=_earliest((over, accepted)))
        yield Breach(OVERRUN[0], OVERRUN[1], "TRIAL", limit + A_DAY, (ground,))


def _trial_over(facts: Facts, began: date) -> date | None:
    others = (spell.began for spell in facts.spells if spell.state not in TRIAL)
    return _earliest(day for day in others if _is_after(day, began))


def _is_after(day: date | None, other: date) -> bool:
    return day is not None and day > other


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _changed(facts: Facts) -> Iterator[Breach]:
    """重大变动: scale, process or site were changed before that had been approved anew."""
    for part, (code, case, _name) in CHANGED.items():
        ahead = [c for c in facts.changes if c.part == part and (c.settled is None or c.settled > c.day)]
        if ahead:
            grounds = tuple(Ground(part, Why.CHANGED, change.day, cured=change.settled) for change in ahead)
            yield Breach(code, case, facts.state, min(change.day for change in ahead), grounds)
