"""登记: findings and their items, one or thousands in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import Reach
from core import clock
from core.models import Attachment
from core.services import calendar, series
from enterprises.models import Enterprise, Project
from inspections.models import Finding, FindingPhoto, FindingSource, ProblemCategory
from inspections.states import Level, SourceKind
from parks.models import Park
from rectification.models import HistoryEntry, Item
from rectification.rules import deadlines
from rectification.services import recording
from rectification.services.evidence import is_taken
from rectification.states import DeadlineRule, State
from rectification.workflow import NotAllowedError, WorkflowError

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
    """What is known of a problem when it is registered; `lead_organization` is a proposal until assigned."""

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
    lead_organization: Organization | None = None
    assisting: Sequence[Organization] = ()
    measures: str = ""
    responsible_person: str = ""
    requirement: str = ""
    photos: Sequence[Attachment] = ()


@transaction.atomic
def register(given: FindingGiven, *, actor: User, rebound_of: Item | None = None) -> Item:
    """Record a finding and put it on the ledger, PENDING."""
    finding = record_finding(given, actor=actor)
    return put_on_ledger([finding], [given], actor=actor, rebound_of=rebound_of)[0]


@transaction.atomic
def register_many(givens: Sequence[FindingGiven], *, actor: User) -> list[Item]:
    """Record many findings and items in one transaction and a number of queries that hardly grows."""
    findings = _record_findings(givens, actor)
    return put_on_ledger(findings, givens, actor=actor)


@transaction.atomic
def record_finding(given: FindingGiven, *, actor: User) -> Finding:
    """Record a finding with its sources, without putting it on the ledger."""
    return _record_findings([given], actor)[0]


@transaction.atomic
def register_finding(finding: Finding, *, actor: User) -> Item:
    """Put a recorded finding on the ledger. Raises WorkflowError if it is there already."""
    if not actor.records_findings:
        raise NotAllowedError(_("Your role does not register findings."))
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if Item.objects.filter(finding=finding).exists():
        raise WorkflowError(_("This finding is on the ledger already."), "finding")
    return put_on_ledger([finding], [None], actor=actor)[0]


def put_on_ledger(
    findings: Sequence[Finding],
    givens: Sequence[FindingGiven | None],
    *,
    actor: User,
    rebound_of: Item | None = None,
) -> list[Item]:
    """Make the items of findings of one county; runs in the caller's transaction."""
    numbers = _numbers(findings)
    items = [
        _item(finding, given, actor, number) for finding, given, number in zip(findings, givens, numbers, strict=True)
    ]
    for item in items:
        item.rebound_of = rebound_of
    _take_source_deadlines(items)
    Item.objects.bulk_create(items, batch_size=BATCH)
    _link_assisting(items, givens)
    entries = [recording.entry(item, "register", actor, from_state="", before={}, given={}) for item in items]
    HistoryEntry.objects.bulk_create(entries, batch_size=BATCH)
    return items


def _record_findings(givens: Sequence[FindingGiven], actor: User) -> list[Finding]:
    if not actor.records_findings:
        raise NotAllowedError(_("Your role does not register findings."))
    for given in givens:
        _refuse_foreign(given, actor)
    findings = [_finding(given, actor) for given in givens]
    Finding.objects.bulk_create(findings, batch_size=BATCH)
    _hang_photos(findings, givens, actor)
    FindingSource.objects.bulk_create(_sources(findings, givens, actor), batch_size=BATCH)
    return findings


def _refuse_foreign(given: FindingGiven, actor: User) -> None:
    """An enterprise records its own self-checks, a park committee what lies in its parks, a county role the county."""
    if actor.reach == Reach.OWN:
        own = given.enterprise is not None and given.enterprise.organization_id == actor.organization_id
        if not own or any(source.kind != SourceKind.SELF for source in given.sources):
            raise NotAllowedError(_("An enterprise records the findings of its own self-checks."), "source")
    if actor.reach == Reach.PARK:
        park = given.park or (given.enterprise.park if given.enterprise else None)
        if park is None or park.committee_id != actor.organization_id:
            raise NotAllowedError(_("A park committee records findings in its own parks."), "park")
    if given.enterprise and given.park and given.enterprise.park_id != given.park.pk:
        raise WorkflowError(_("This enterprise does not lie in that park."), "enterprise")
    if given.project and given.enterprise and given.project.enterprise_id != given.enterprise.pk:
        raise WorkflowError(_("This project is not one of that enterprise."), "project")


def _hang_photos(findings: Sequence[Finding], givens: Sequence[FindingGiven], actor: User) -> None:
    photos = [(finding, file) for finding, given in zip(findings, givens, strict=True) for file in given.photos]
    for _place, file in photos:
        if file.uploader_id != actor.pk or is_taken(file):
            raise WorkflowError(_("“%(name)s” is not yours to use or is in use already.") % {"name": file}, "evidence")
    FindingPhoto.objects.bulk_create(FindingPhoto(finding=finding, attachment=file) for finding, file in photos)


def _finding(given: FindingGiven, actor: User) -> Finding:
    if given.found_on > clock.today():
        raise WorkflowError(_("The day of the finding lies in the future."), "found_on")
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


def _sources(findings: Sequence[Finding], givens: Sequence[FindingGiven], actor: User) -> Iterable[FindingSource]:
    now = clock.now()
    for finding, given in zip(findings, givens, strict=True):
        for source in given.sources:
            yield FindingSource(
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


def _numbers(findings: Sequence[Finding]) -> Iterable[str]:
    year = clock.today().year
    counties = {finding.county_id for finding in findings}
    taken = {
        county: iter(series.take(f"item:{county}:{year}", sum(f.county_id == county for f in findings)))
        for county in sorted(counties)
    }
    return [f"{year}-{next(taken[finding.county_id]):04d}" for finding in findings]


def _item(finding: Finding, given: FindingGiven | None, actor: User, number: str) -> Item:
    return Item(
        number=number,
        county_id=finding.county_id,
        finding=finding,
        title=finding.title,
        level=finding.level,
        category_id=finding.category_id,
        park_id=finding.park_id,
        enterprise_id=finding.enterprise_id,
        project_id=finding.project_id,
        found_on=finding.found_on,
        state=State.PENDING,
        lead_organization=given.lead_organization if given else None,
        measures=given.measures if given else "",
        responsible_person=given.responsible_person if given else "",
        requirement=given.requirement if given else "",
        registered_by=actor,
        registered_by_organization_id=actor.organization_id,
        registered_at=clock.now(),
    )


def _take_source_deadlines(items: Sequence[Item]) -> None:
    """The strictest of what the sources demand is the deadline until one is set on assignment."""
    demands: dict[int, list[FindingSource]] = {}
    for source in FindingSource.objects.filter(finding__in=[item.finding_id for item in items]):
        demands.setdefault(source.finding_id, []).append(source)
    in_force = calendar.current()
    for item in items:
        sources = demands.get(item.finding_id, [])
        item.undated_kind = next((source.undated_kind for source in sources if source.undated_kind), "")
        day = deadlines.strictest(source.deadline for source in sources)
        if day is not None:
            found = deadlines.fixed(
                day, rule=DeadlineRule.SOURCE, start_event="registered", start=clock.today(), calendar=in_force
            )
            item.deadline = item.original_deadline = found.day
            item.deadline_derivation = found.derivation.as_json()


def _link_assisting(items: Sequence[Item], givens: Sequence[FindingGiven | None]) -> None:
    through = Item.assisting.through
    through.objects.bulk_create(
        [
            through(item_id=item.pk, organization_id=unit.pk)
            for item, given in zip(items, givens, strict=True)
            for unit in (given.assisting if given else ())
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
