"""What is known of a project when it is judged: states with the days they began, papers with their days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

CLOSED = "CLOSED"


@dataclass(frozen=True)
class Spell:
    """A state (codes of PROJECT_STATE) and the day on which it began; None where nobody knows the day."""

    state: str
    began: date | None


@dataclass(frozen=True)
class Paper:
    """An approval, permit or record: its day, the last day of its validity, the day it was renewed or re-examined."""

    day: date | None
    until: date | None = None
    renewed: date | None = None


@dataclass(frozen=True)
class Change:
    """A material change of scale, process or site (重大变动): made on a day, approved anew on another or not yet."""

    part: str
    day: date
    settled: date | None = None


@dataclass(frozen=True)
class Facts:
    """A project as it is judged. `spells` stand in their order; `papers` by kind (PM01 …, PUNCH_LIST, PSSR).

    `waived` are kinds that don't apply, with reason and signer; `unsigned` those whose reason nobody has signed.
    `terms` gives the months for which a kind holds, from the catalogue.
    """

    spells: tuple[Spell, ...] = ()
    papers: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()
    unsigned: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    is_hazardous: bool = True
    terms: Mapping[str, int] = field(default_factory=dict)

    def as_of(self, on: date) -> "Facts":
        """Without what lies after a day."""
        return replace(
            self,
            spells=tuple(spell for spell in self.spells if spell.began is None or spell.began <= on),
            papers={kind: _papers_on(papers, on) for kind, papers in self.papers.items()},
            changes=tuple(
                replace(change, settled=_by(change.settled, on)) for change in self.changes if change.day <= on
            ),
        )

    @property
    def state(self) -> str:
        """The last state; empty where none is known."""
        return self.spells[-1].state if self.spells else ""

    @property
    def is_closed(self) -> bool:
        return self.state == CLOSED

    def reached(self, states: frozenset[str]) -> bool:
        return any(spell.state in states for spell in self.spells)

    def began(self, states: frozenset[str]) -> date | None:
        """The first day on which it was in one of these states; None where no day is known."""
        return min((spell.began for spell in self.spells if spell.state in states and spell.began), default=None)


def _papers_on(papers: tuple[Paper, ...], on: date) -> tuple[Paper, ...]:
    """Those that there are on a day; one that is renewed later is not renewed yet."""
    there = (paper for paper in papers if paper.day is None or paper.day <= on)
    return tuple(replace(paper, renewed=None) if paper.renewed and paper.renewed > on else paper for paper in there)


def _by(day: date | None, on: date) -> date | None:
    """The day, where it is not after the other."""
    return day if day and day <= on else None
