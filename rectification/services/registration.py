"""登记: findings and their items, one or thousands in one transaction."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Reach
from core import clock
from core.services import calendar, log, uploads
from documents.services import series
from inspections.models import Finding, FindingPhoto, FindingSource
from inspections.states import SourceKind
from rectification.models import HistoryEntry, Item, Standing
from rectification.services import coming_in, drafting, recording
from rectification.services.drafting import FindingGiven, SourceGiven
from rectification.services.evidence import is_taken
from rectification.workflow import NotAllowedError, WorkflowError

__all__ = [
    "FindingGiven",
    "SourceGiven",
    "put_on_ledger",
    "record_finding",
    "register",
    "register_finding",
    "register_many",
]

BATCH = 500


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
    """Record a finding with its sources, without putting it on the ledger. Raises WorkflowError about nothing.

    A row of a list may name nothing but its problem: there the list itself says what it is about.
    """
    if not (given.enterprise or given.project or given.park or given.place.strip() or given.lead_organization):
        raise WorkflowError(_("Say what it is about: an enterprise, a park or a place."), "enterprise")
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


@clock.still()
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
        drafting.item_of(finding, given, actor, number)
        for finding, given, number in zip(findings, givens, numbers, strict=True)
    ]
    for item in items:
        item.rebound_of = rebound_of
    _take_source_deadlines(items)
    coming_in.lay_down_deadlines(items, givens)
    entries = [recording.entry(item, "register", actor, from_state="", before={}, given={}) for item in items]
    entries += coming_in.bring_in(items, givens, actor)
    Item.objects.bulk_create(items, batch_size=BATCH)
    _link_assisting(items, givens)
    HistoryEntry.objects.bulk_create(entries, batch_size=BATCH)
    log.record_all(recording.log_row(entry.item, entry) for entry in entries)
    Standing.objects.bulk_create([recording.standing(item, item.registered_at) for item in items], batch_size=BATCH)
    return items


def _record_findings(givens: Sequence[FindingGiven], actor: User) -> list[Finding]:
    if not actor.records_findings:
        raise NotAllowedError(_("Your role does not register findings."))
    for given in givens:
        _refuse_foreign(given, actor)
    findings = [drafting.finding_of(given, actor) for given in givens]
    Finding.objects.bulk_create(findings, batch_size=BATCH)
    _hang_photos(findings, givens, actor)
    sources = [drafting.sources_of(finding, given, actor) for finding, given in zip(findings, givens, strict=True)]
    FindingSource.objects.bulk_create(chain.from_iterable(sources), batch_size=BATCH)
    return findings


def _refuse_foreign(given: FindingGiven, actor: User) -> None:
    """An enterprise records its own self-checks, a park committee what lies in its parks, a county role the county."""
    if actor.reach == Reach.OWN and not _is_own_self_check(given, actor):
        raise NotAllowedError(_("An enterprise records the findings of its own self-checks."), "source")
    if actor.reach == Reach.PARK and not _lies_in_own_park(given, actor):
        raise NotAllowedError(_("A park committee records findings in its own parks."), "park")
    _refuse_mismatch(given)


def _refuse_mismatch(given: FindingGiven) -> None:
    """Park, enterprise and project that are named together belong together."""
    if given.enterprise and given.park and given.enterprise.park_id != given.park.pk:
        raise WorkflowError(_("This enterprise does not lie in that park."), "enterprise")
    if given.project and given.enterprise and given.project.enterprise_id != given.enterprise.pk:
        raise WorkflowError(_("This project is not one of that enterprise."), "project")


def _is_own_self_check(given: FindingGiven, actor: User) -> bool:
    is_own = given.enterprise is not None and given.enterprise.organization_id == actor.organization_id
    return is_own and all(source.kind == SourceKind.SELF for source in given.sources)


def _lies_in_own_park(given: FindingGiven, actor: User) -> bool:
    """The park that was named, else the one of the enterprise."""
    park = given.park or (given.enterprise.park if given.enterprise else None)
    return park is not None and park.committee_id == actor.organization_id


def _hang_photos(findings: Sequence[Finding], givens: Sequence[FindingGiven], actor: User) -> None:
    photos = [(finding, file) for finding, given in zip(findings, givens, strict=True) for file in given.photos]
    for _place, file in photos:
        if file.uploader_id != actor.pk or is_taken(file):
            raise WorkflowError(_("“%(name)s” is not yours to use or is in use already.") % {"name": file}, "evidence")
    FindingPhoto.objects.bulk_create(FindingPhoto(finding=finding, attachment=file) for finding, file in photos)
    uploads.release(file for _finding, file in photos)


def _numbers(findings: Sequence[Finding]) -> Iterable[str]:
    year = clock.today().year
    counties = {finding.county_id for finding in findings if finding.county_id is not None}
    taken: dict[int | None, Iterator[int]] = {
        county: iter(series.take(f"item:{county}:{year}", sum(f.county_id == county for f in findings)))
        for county in sorted(counties)
    }
    return [f"{year}-{next(taken[finding.county_id]):04d}" for finding in findings]


def _take_source_deadlines(items: Sequence[Item]) -> None:
    demands: dict[int, list[FindingSource]] = {}
    for source in FindingSource.objects.filter(finding__in=[item.finding_id for item in items]):
        demands.setdefault(source.finding_id, []).append(source)
    in_force = calendar.current()
    for item in items:
        drafting.take_demanded(item, demands.get(item.finding_id, []), in_force)


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
