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
from enterprises.models import Enterprise
from inspections.models import Finding, FindingPhoto, FindingSource, FindingSpot, ProblemCategory
from inspections.services import citing, judging, superior_lists
from inspections.states import Level, SourceKind
from law.models import Basis, Criterion, Instrument
from law.services import citing as law
from law.services import repealed
from maps.services.choosing import Chosen
from parks.models import Park
from projects.models import Project, Violation
from safety.models import Shortfall

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
    position: int | None = None
    """Its place in the list that it came with; what comes without one stands behind all that is there."""


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
    violation: Violation | None = None
    shortfall: Shortfall | None = None
    bases: Sequence[Basis] = ()
    """What it cites; `legal_basis` is a free text beside them."""
    criterion: Criterion | None = None
    """What makes it major; its clause is cited beside the duty."""
    spot: Chosen | None = None
    """Where on a plan of its park it is."""
    act_on: date | None = None
    """The day of an act that has ended, whose law is cited (R11, 2); of what lasts it is the day it was found."""

    @property
    def law_of(self) -> date:
        """The day whose law it cites."""
        return self.act_on or self.found_on


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
    ended = repealed.ended() if any(given.legal_basis for given in givens) else []
    refused = next(chain.from_iterable(refusals(given, actor, ended) for given in givens), None)
    if refused is not None:
        raise refused
    findings = [finding_of(given, actor) for given in givens]
    Finding.objects.bulk_create(findings, batch_size=BATCH)
    _hang_photos(findings, givens, actor)
    of_each = (sources_of(finding, given, actor) for finding, given in zip(findings, givens, strict=True))
    sources = list(chain.from_iterable(of_each))
    superior_lists.place(sources)
    FindingSource.objects.bulk_create(sources, batch_size=BATCH)
    FindingSpot.objects.bulk_create(_spots_of(findings, givens), batch_size=BATCH)
    citing.cite(
        ((finding, citable(given), given.law_of) for finding, given in zip(findings, givens, strict=True)), actor
    )
    return findings


def _spots_of(findings: Sequence[Finding], givens: Sequence[FindingGiven]) -> Iterator[FindingSpot]:
    for finding, given in zip(findings, givens, strict=True):
        if given.spot is not None:
            yield FindingSpot(finding=finding, plan=given.spot.plan, x=given.spot.x, y=given.spot.y)


def refusals(
    given: FindingGiven, actor: User | None, ended: Sequence[Instrument] | None = None
) -> Iterator[WorkflowError]:
    """All that stands against recording a finding; without an actor what does whoever records it.

    `ended` are the instruments of `law.services.repealed.ended`, for whoever asks about many findings.
    """
    if actor is not None:
        yield from _foreign(given, actor)
    yield from _mismatches(given)
    if given.found_on > clock.today():
        yield WorkflowError(_("The day of the finding lies in the future."), "found_on")
    yield from _against_the_law(given, ended)


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
    if given.spot and _park_of(given) not in (None, given.spot.plan.park):
        yield WorkflowError(_("This spot lies in another park than the enterprise."), "spot")
    if given.project and given.enterprise and given.project.enterprise_id != given.enterprise.pk:
        yield WorkflowError(_("This project is not one of that enterprise."), "project")


def _against_the_law(given: FindingGiven, ended: Sequence[Instrument] | None) -> Iterator[WorkflowError]:
    """What it cites must have been in force on the day on which it was found, and so must what its free text names."""
    try:
        law.refuse_uncitable(given.bases, given.law_of, "bases")
        if given.criterion is not None:
            judging.refuse_criterion(given.criterion, given.found_on, given.level)
            law.refuse_uncitable(judging.clause_of(given.criterion, given.found_on), given.found_on, "criterion")
    except WorkflowError as refused:
        yield refused
    if gone := repealed.refusal(given.legal_basis, given.law_of, ended):
        yield gone


def citable(given: FindingGiven) -> list[Basis]:
    """All that is cited for a problem: what was given, and the clause of the criterion that makes it major."""
    clause = judging.clause_of(given.criterion, given.found_on) if given.criterion else []
    return [*given.bases, *clause]


def _is_own_self_check(given: FindingGiven, actor: User) -> bool:
    is_own = given.enterprise is not None and given.enterprise.organization_id == actor.organization_id
    return is_own and all(source.kind == SourceKind.SELF for source in given.sources)


def _park_of(given: FindingGiven) -> Park | None:
    """The park that was named, else the one of the enterprise."""
    return given.park or (given.enterprise.park if given.enterprise else None)


def _lies_in_own_park(given: FindingGiven, actor: User) -> bool:
    park = _park_of(given)
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
        violation=given.violation,
        shortfall=given.shortfall,
        place=given.place,
        legal_basis=given.legal_basis,
        criterion=given.criterion,
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
            position=source.position,
            added_by=actor,
            added_at=now,
        )
        for source in given.sources
    ]
