"""推演: what would be unlawful with other days; nothing touches the file until somebody takes them over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from core import clock
from core.services import calendar, editing
from projects.models import Project, ProjectApproval, ProjectStateSpell
from projects.rules.approvals import ORDER
from projects.rules.facts import Facts
from projects.rules.judging import Breach, breaches
from projects.rules.requirements import NAMES
from projects.rules.supposing import ASSUMED_STATES, Needed, Supposed, needed, supposed
from projects.services import approvals, states
from projects.services.explaining import BEGAN, names_of_papers, sentence
from projects.services.facts import facts_of
from projects.services.reading import Cited, cited, laws_of_violations


@dataclass(frozen=True)
class Would:
    """What would be unlawful, with its sentence and its law."""

    breach: Breach
    name: str
    sentence: str
    law: Cited


@dataclass(frozen=True)
class Asked:
    """A paper that has to be there by a day, in words."""

    needed: Needed
    paper: str
    state: str


@dataclass(frozen=True)
class Verdict:
    """What would be unlawful on a day, and what has to be applied for by when."""

    on: date
    would: Sequence[Would]
    asked: Sequence[Asked]


def facts_on_file(project: Project) -> Facts:
    return facts_of([project])[project.pk]


def offered(facts: Facts) -> tuple[str, ...]:
    """The approvals whose days may be supposed: not those that don't apply."""
    return tuple(kind for kind in ORDER if kind not in facts.waived | facts.unsigned)


def verdict(facts: Facts, other: Supposed) -> Verdict:
    """Judged on the last of the days, or today where that is later."""
    today, names, laws = clock.today(), names_of_papers(), laws_of_violations()
    as_if = supposed(facts, other)
    on = max(today, other.last or today)
    would = [
        Would(breach, str(NAMES[breach.code, breach.part]), sentence(breach, names), cited(breach, laws, on))
        for breach in breaches(as_if, on)
    ]
    asked = [Asked(each, names[each.paper], str(BEGAN[each.state])) for each in _needed(as_if, today)]
    return Verdict(on, would, asked)


def _needed(facts: Facts, today: date) -> list[Needed]:
    return sorted(needed(facts, today, calendar.current()), key=lambda each: (each.apply_by or each.by, each.paper))


@transaction.atomic
def take_over(project: Project, other: Supposed, *, actor: User) -> None:
    """Write these days into the file. Raises NotKeeperError, or DomainError for a day that is still to come."""
    editing.refuse_reader(actor)
    for day in (*other.states.values(), *other.approvals.values()):
        states.refuse_to_come(day, "")
    for kind, day in other.approvals.items():
        _approve(project, kind, day, actor)
    for state in ASSUMED_STATES:
        if state in other.states:
            _enter(project, state, other.states[state], actor)


def _approve(project: Project, kind: str, day: date, actor: User) -> None:
    known = project.approvals.filter(kind=kind).first()
    if known is None:
        new = ProjectApproval(project=project, kind_id=kind, approved_on=day)
        approvals.put_on_file(new, actor=actor, names=("kind", "approved_on"))
    else:
        approvals.correct(known, actor=actor, version=known.version, values={"approved_on": day})


def _enter(project: Project, state: str, day: date, actor: User) -> None:
    known = project.spells.standing().filter(state=state).first()
    if known is None:
        states.enter(ProjectStateSpell(project=project, state=state, began_on=day), actor=actor)
    else:
        editing.change(known, actor=actor, version=known.version, values={"began_on": day})
