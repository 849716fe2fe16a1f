"""The facts of projects as the rules read them, in a fixed number of queries however many projects."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from django.db import models

from core.rules.months import add_months
from enterprises.models import Permit, PermitKind
from enterprises.states import PermitState
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.rules.facts import Change, Facts, Paper, Spell
from projects.states import RecordKind

PERMITS = ("PM21", "PM24", "PM25", "PM29")
"""What a project needs besides and its enterprise has: licence, registration, discharge permit, emergency plan."""
CHANGES = {RecordKind.CHANGE_ENVIRONMENT: "ENVIRONMENT", RecordKind.CHANGE_SAFETY: "SAFETY"}
Papers = dict[str, tuple[Paper, ...]]


def facts_of(projects: Collection[Project]) -> dict[int, Facts]:
    """The facts of each project, by its key."""
    keys = [project.pk for project in projects]
    terms = terms_of_kinds()
    spells = _by(_read(_Spell, ProjectStateSpell.objects.standing().filter(project__in=keys)), "project_id")
    approvals = _by(_read(_Approval, ProjectApproval.objects.filter(project__in=keys)), "project_id")
    records = _by(_read(_Record, ProjectRecord.objects.filter(project__in=keys)), "project_id")
    of_enterprises = {project.enterprise_id for project in projects}
    permits = _by(
        Permit.objects.filter(enterprise__in=of_enterprises, kind__in=PERMITS).prefetch_related("changes"),
        "enterprise_id",
    )
    found = {}
    for project in projects:
        key = project.pk
        rows = _Rows(spells[key], approvals[key], records[key], permits[project.enterprise_id])
        found[key] = _facts(project, rows, terms)
    return found


def facts_from(project: Project, approvals: Sequence[ProjectApproval], spells: Sequence[ProjectStateSpell]) -> Facts:
    """The facts of one project by rows that have been read, without its records and the permits of its enterprise."""
    standing = [spell for spell in spells if not spell.struck_because]
    return _facts(project, _Rows(standing, approvals, (), ()), terms_of_kinds())


def terms_of_kinds() -> dict[str, int]:
    """For how many months a kind of approval holds, as the catalogue says with its source."""
    kinds = PermitKind.objects.exclude(validity_months=None)
    return {code: months for code, months in kinds.values_list("code", "validity_months") if months}


class _Spell(NamedTuple):
    """The columns that are judged: models of so many rows, here and below, would take most of the time."""

    project_id: int
    state: str
    began_on: date | None


class _Approval(NamedTuple):
    project_id: int
    kind_id: str
    approved_on: date | None
    valid_until: date | None
    renewed_on: date | None
    not_applicable_reason: str
    not_applicable_by_id: int | None

    @property
    def is_waived(self) -> bool:
        """As `ProjectApproval.is_waived`."""
        return bool(self.not_applicable_reason and self.not_applicable_by_id)


class _Record(NamedTuple):
    project_id: int
    kind: str
    held_on: date
    settled_on: date | None


Columns = TypeVar("Columns", _Spell, _Approval, _Record)


def _read(columns: type[Columns], rows: models.QuerySet) -> Iterator[Columns]:
    return map(columns._make, rows.values_list(*columns._fields))


def _by(rows: Iterable, column: str) -> defaultdict[int, list]:
    found: defaultdict[int, list] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


@dataclass
class _Rows:
    """The rows of one project, as columns or as models that are there already."""

    spells: Sequence[_Spell | ProjectStateSpell]
    approvals: Sequence[_Approval | ProjectApproval]
    records: Sequence[_Record]
    permits: Sequence[Permit]


def _facts(project: Project, rows: _Rows, terms: Mapping[str, int]) -> Facts:
    said_away = [approval for approval in rows.approvals if approval.not_applicable_reason]
    waived = frozenset(approval.kind_id for approval in said_away if approval.is_waived)
    return Facts(
        spells=tuple(Spell(spell.state, spell.began_on) for spell in rows.spells),
        papers=_papers(rows, terms),
        waived=waived,
        unsigned=frozenset(approval.kind_id for approval in said_away) - waived,
        changes=tuple(
            Change(CHANGES[RecordKind(record.kind)], record.held_on, record.settled_on)
            for record in rows.records
            if record.kind in CHANGES
        ),
        is_hazardous=project.uses_hazardous_chemicals,
        terms=terms,
    )


def _papers(rows: _Rows, terms: Mapping[str, int]) -> Papers:
    """The papers by kind: a record counts from the day on which all of it was settled."""
    papers: defaultdict[str, list[Paper]] = defaultdict(list)
    for approval in rows.approvals:
        if not approval.not_applicable_reason:
            papers[approval.kind_id].append(Paper(approval.approved_on, approval.valid_until, approval.renewed_on))
    for record in rows.records:
        if record.kind not in CHANGES and record.settled_on:
            papers[record.kind].append(Paper(record.settled_on))
    for permit in rows.permits:
        papers[permit.kind_id].append(Paper(_issued(permit, terms), _until(permit)))
    return {kind: tuple(found) for kind, found in papers.items()}


def _issued(permit: Permit, terms: Mapping[str, int]) -> date | None:
    """The day since which there is a permit, renewals counted; where only its end is known, its term before that."""
    known, months = permit.first_issued_on or permit.valid_from or permit.issued_on, terms.get(permit.kind_id)
    if known or not (permit.valid_until and months):
        return known
    return add_months(permit.valid_until, -months)


def _until(permit: Permit) -> date | None:
    """The last day on which it is in force: before it was suspended or revoked, where it has been."""
    if permit.state == PermitState.VALID:
        return permit.valid_until
    since = max((change.since for change in permit.changes.all()), default=None)
    ends = [day for day in (permit.valid_until, since and since - timedelta(days=1)) if day]
    return min(ends, default=None)
