"""登记: a finding is recorded with its sources and photos; putting it on the ledger is the ledger's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Reach
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.models import Attachment
from core.services import attachments, log, uploads
from enterprises.models import Enterprise, Project
from inspections.models import Finding, FindingPhoto, FindingSource, ProblemCategory
from inspections.states import Level, SourceKind
from parks.models import Park

BATCH = 500


@dataclass(frozen=True)
class SourceGiven:
    """What one master says of a problem."""

    kind: str
    number: str = ""
    wording: str = ""
    list_title: str = ""
    found_on: date | None = None
    deadline: date | None = None
    deadline_text: str = ""
    undated_kind: str = ""
    progress_text: str = ""


@dataclass(frozen=True)
class FindingGiven:
    """What is known of a problem when it is recorded."""

    title: str
    description: str
    found_on: date
    sources: Sequence[SourceGiven]
    level: str = Level.GENERAL
    category: ProblemCategory | None = None
    park: Park | None = None
    enterprise: Enterprise | None = None
    project: Project | None = None
    place: str = ""
    legal_basis: str = ""
    photos: Sequence[Attachment] = ()


def sources_open_to(actor: User) -> list[SourceKind]:
    """Which sources a person may record, the usual one first."""
    if actor.reach == Reach.OWN:
        return [SourceKind.SELF]
    if actor.reach == Reach.PARK:
        return [SourceKind.PARK_PATROL]
    return [SourceKind.COUNTY_CHECK, *(kind for kind in SourceKind if kind != SourceKind.COUNTY_CHECK)]


def title_of(text: str) -> str:
    """The first sentence or line of a description, 80 characters at most."""
    first = re.split(r"[\n。；;]", text.strip(), maxsplit=1)[0].strip()
    return first[:80] or text[:80]


@transaction.atomic
def record_finding(given: FindingGiven, *, actor: User) -> Finding:
    """Record a finding with its sources, without putting it on the ledger. Raises WorkflowError about nothing."""
    refuse_without_place(given)
    [finding] = record_findings([given], actor)
    told = {"level": finding.level, "category": finding.category, "found_on": finding.found_on}
    log.record("finding.record", finding, actor=actor, after=told)
    return finding


def refuse_without_place(given: FindingGiven) -> None:
    """Raises WorkflowError for a finding that says nowhere what it is about."""
    if not (given.enterprise or given.project or given.park or given.place.strip()):
        raise WorkflowError(_("Say what it is about: an enterprise, a park or a place."), "enterprise")


def record_findings(givens: Sequence[FindingGiven], actor: User) -> list[Finding]:
    """Record findings with sources and photos, in a number of queries that hardly grows; a list may name no place."""
    if not actor.records_findings:
        raise NotAllowedError(_("Your role does not register findings."))
    refused = next(chain.from_iterable(refusals(given, actor) for given in givens), None)
    if refused is not None:
        raise refused
    findings = [finding_of(given, actor) for given in givens]
    Finding.objects.bulk_create(findings, batch_size=BATCH)
    _hang_photos(findings, givens, actor)
    sources = [sources_of(finding, given, actor) for finding, given in zip(findings, givens, strict=True)]
    FindingSource.objects.bulk_create(chain.from_iterable(sources), batch_size=BATCH)
    return findings


def refusals(given: FindingGiven, actor: User | None) -> Iterator[WorkflowError]:
    """All that stands against recording a finding; without an actor what does whoever records it."""
    if actor is not None:
        yield from _foreign(given, actor)
    yield from _mismatches(given)
    if given.found_on > clock.today():
        yield WorkflowError(_("The day of the finding lies in the future."), "found_on")


def _foreign(given: FindingGiven, actor: User) -> Iterator[WorkflowError]:
    """An enterprise records its own self-checks, a park committee what lies in its parks, a county role the county."""
    if actor.reach == Reach.OWN and not _is_own_self_check(given, actor):
        yield NotAllowedError(_("An enterprise records the findings of its own self-checks."), "source")
    if actor.reach == Reach.PARK and not _lies_in_own_park(given, actor):
        yield NotAllowedError(_("A park committee records findings in its own parks."), "park")
    if not (given.enterprise or given.park) and actor.organization.county_id is None:
        yield WorkflowError(_("Say which park or enterprise it concerns."), "park")


def _mismatches(given: FindingGiven) -> Iterator[WorkflowError]:
    """Park, enterprise and project that are named together belong together."""
    if given.enterprise and given.park and given.enterprise.park_id != given.park.pk:
        yield WorkflowError(_("This enterprise does not lie in that park."), "enterprise")
    if given.project and given.enterprise and given.project.enterprise_id != given.enterprise.pk:
        yield WorkflowError(_("This project is not one of that enterprise."), "project")


def _is_own_self_check(given: FindingGiven, actor: User) -> bool:
    is_own = given.enterprise is not None and given.enterprise.organization_id == actor.organization_id
    return is_own and all(source.kind == SourceKind.SELF for source in given.sources)


def _lies_in_own_park(given: FindingGiven, actor: User) -> bool:
    """The park that was named, else the one of the enterprise."""
    park = given.park or (given.enterprise.park if given.enterprise else None)
    return park is not None and park.committee_id == actor.organization_id


def _hang_photos(findings: Sequence[Finding], givens: Sequence[FindingGiven], actor: User) -> None:
    photos = [(finding, file) for finding, given in zip(findings, givens, strict=True) for file in given.photos]
    attachments.refuse_used((file for _finding, file in photos), actor, field="evidence")
    FindingPhoto.objects.bulk_create(FindingPhoto(finding=finding, attachment=file) for finding, file in photos)
    uploads.release(file for _finding, file in photos)


def finding_of(given: FindingGiven, actor: User) -> Finding:
    """The finding that an actor records now."""
    place = given.enterprise or given.park or None
    return Finding(
        county_id=place.county_id if place else _county_of(actor),
        title=given.title[:200],
        description=given.description,
        level=given.level,
        category=given.category,
        park=given.park or (given.enterprise.park if given.enterprise else None),
        enterprise=given.enterprise,
        project=given.project,
        place=given.place,
        legal_basis=given.legal_basis,
        found_on=given.found_on,
        recorded_by=actor,
        recorded_by_organization_id=actor.organization_id,
        recorded_at=clock.now(),
    )


def _county_of(actor: User) -> int:
    county_id = actor.organization.county_id
    if county_id is None:
        raise WorkflowError(_("Say which park or enterprise it concerns."), "park")
    return county_id


def sources_of(finding: Finding, given: FindingGiven, actor: User) -> list[FindingSource]:
    """Its sources, as added now."""
    now = clock.now()
    return [
        FindingSource(
            finding=finding,
            kind=source.kind,
            number=source.number,
            wording=source.wording,
            list_title=source.list_title,
            found_on=source.found_on,
            deadline=source.deadline,
            deadline_text=source.deadline_text,
            undated_kind=source.undated_kind,
            progress_text=source.progress_text,
            added_by=actor,
            added_at=now,
        )
        for source in given.sources
    ]
