"""登记: findings and their items, one or thousands in one transaction."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services import calendar, log
from documents.services import series
from inspections.models import Finding, FindingSource
from inspections.services.recording import record_findings, refuse_without_place
from rectification.models import HistoryEntry, Item, Standing
from rectification.rules.item_numbers import ITEMS
from rectification.services import coming_in, drafting, recording
from rectification.services.drafting import ItemGiven

__all__ = [
    "ItemGiven",
    "put_on_ledger",
    "register",
    "register_finding",
    "register_many",
]

BATCH = 500


@transaction.atomic
def register(
    given: ItemGiven, *, actor: User, rebound_of: Item | None = None, found_looking_back_at: Item | None = None
) -> Item:
    """Record a finding and put it on the ledger, PENDING; what came of a look-back says of which item it was."""
    if given.lead_organization is None:
        refuse_without_place(given)
    [finding] = record_findings([given], actor)
    return put_on_ledger([finding], [given], actor=actor, rebound_of=rebound_of, looked_at=found_looking_back_at)[0]


@transaction.atomic
def register_many(givens: Sequence[ItemGiven], *, actor: User) -> list[Item]:
    """Record many findings and items in one transaction and a number of queries that hardly grows."""
    findings = record_findings(givens, actor)
    return put_on_ledger(findings, givens, actor=actor)


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
    givens: Sequence[ItemGiven | None],
    *,
    actor: User,
    rebound_of: Item | None = None,
    looked_at: Item | None = None,
) -> list[Item]:
    """Make the items of findings of one county; runs in the caller's transaction."""
    numbers = _numbers(findings)
    items = [
        drafting.item_of(finding, given, actor, number)
        for finding, given, number in zip(findings, givens, numbers, strict=True)
    ]
    for item in items:
        item.rebound_of, item.found_looking_back_at = rebound_of, looked_at
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


def _numbers(findings: Sequence[Finding]) -> Iterable[str]:
    year = clock.today().year
    counties = {finding.county_id for finding in findings if finding.county_id is not None}
    taken: dict[int | None, Iterator[int]] = {
        county: iter(series.take(ITEMS.key_of(county=county, year=year), sum(f.county_id == county for f in findings)))
        for county in sorted(counties)
    }
    return [ITEMS.written(next(taken[finding.county_id]), year=year) for finding in findings]


def _take_source_deadlines(items: Sequence[Item]) -> None:
    demands: dict[int, list[FindingSource]] = {}
    for source in FindingSource.objects.filter(finding__in=[item.finding_id for item in items]):
        demands.setdefault(source.finding_id, []).append(source)
    in_force = calendar.current()
    for item in items:
        drafting.take_demanded(item, demands.get(item.finding_id, []), in_force)


def _link_assisting(items: Sequence[Item], givens: Sequence[ItemGiven | None]) -> None:
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
