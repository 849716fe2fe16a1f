"""合规检查: the engine proposes what is unlawful, once for each project and case, and withdraws what holds no more.

It runs in the transaction of each change of a project and every night. What a person has confirmed stays.
"""

from collections.abc import Collection
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from core import clock
from core.services import runs
from core.services.proposing import Done, Work
from core.states import ProposalEventKind
from projects.models import Project, Violation, ViolationEvent
from projects.models.violations import as_json
from projects.rules.judging import Breach, breaches
from projects.services.facts import facts_of

JOB = "enterprises.check_project_compliance"
AT_ONCE = 10_000
"""Projects of one transaction: more than a county has."""


Writes = Work[Violation, ViolationEvent]


def _event(violation: Violation, kind: ProposalEventKind, on: date, at: datetime) -> ViolationEvent:
    return ViolationEvent(violation=violation, kind=kind, on=on, at=at, grounds=violation.grounds)


def check_all(on: date) -> Done:
    """Check every project as of a day. Twice is harmless."""
    done = Done(on.isoformat())
    every = iter(Project.objects.order_by("pk").values_list("pk", flat=True))
    while keys := list(islice(every, AT_ONCE)):
        _check(keys, done, on)
    if on == clock.today():
        runs.note(JOB, on, proposed=done.proposed, changed=done.changed, withdrawn=done.withdrawn)
    return done


def check_projects(keys: Collection[int]) -> Done:
    """Check some projects as of today, in the transaction of what has changed them."""
    today = clock.today()
    done = Done(today.isoformat())
    _check(keys, done, today)
    return done


@transaction.atomic
def _check(keys: Collection[int], done: Done, on: date) -> None:
    # Locked in their order, so that two who check at once wait for each other and propose nothing twice.
    projects = list(Project.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    facts = facts_of(projects)
    known = {(row.project_id, row.code, row.part): row for row in Violation.objects.filter(project__in=keys)}
    work: Writes = Work(on, done, _event)
    for project in projects:
        done.looked_at += 1
        for breach in breaches(facts[project.pk], on):
            violation = known.pop((project.pk, breach.code, breach.part), None)
            _meet(violation or Violation(project=project, code=breach.code, part=breach.part), breach, work)
    for violation in known.values():
        work.withdraw(violation)
    work.write(Violation, ViolationEvent, COLUMNS)


def _meet(violation: Violation, breach: Breach, work: Writes) -> None:
    """Propose it, say what has changed of its facts, or leave it as it is."""
    said = (violation.grounds, violation.began_on, violation.of_state, violation.is_major) if violation.pk else None
    is_same = said == (as_json(breach), breach.began, breach.state, breach.is_major)
    violation.take(breach)
    work.meet(violation, is_same=is_same)


COLUMNS = ("state", "of_state", "began_on", "ended_on", "is_major", "grounds", "proposed_on", "version")
