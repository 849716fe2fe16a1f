"""导入: a list of problems comes onto the ledger in one transaction, and goes off it again while nobody has acted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services import log, stored_files
from enterprises.models import Enterprise
from enterprises.states import EnterpriseKind, OperatingState
from inspections.models import FindingSource
from inspections.services import superior_lists
from inspections.services.recording import SourceGiven
from intake.models import ImportBatch, ImportedRow
from intake.services import import_batches, list_photos, withdrawing
from intake.services.list_photos import Hung, PhotoGiven
from parks.models import Park
from rectification.models import HistoryEntry, Item
from rectification.services import recording, registration, sources
from rectification.services.registration import ItemGiven

CHUNK = 2_000
_KINDS = (
    ("管委会", OrganizationKind.PARK_COMMITTEE),
    ("管理委员会", OrganizationKind.PARK_COMMITTEE),
    ("镇", OrganizationKind.TOWNSHIP),
    ("乡", OrganizationKind.TOWNSHIP),
    ("街道", OrganizationKind.TOWNSHIP),
    ("镇人民政府", OrganizationKind.TOWNSHIP),
    ("乡人民政府", OrganizationKind.TOWNSHIP),
    ("街道办事处", OrganizationKind.TOWNSHIP),
    ("局", OrganizationKind.DEPARTMENT),
    ("分局", OrganizationKind.DEPARTMENT),
    ("大队", OrganizationKind.DEPARTMENT),
    ("办公室", OrganizationKind.OFFICE),
    ("公司", OrganizationKind.ENTERPRISE),
    ("厂", OrganizationKind.ENTERPRISE),
)


@dataclass(frozen=True)
class ListGiven:
    """Which file a list came in, and how it was read."""

    file_name: str
    sha256: str
    sheet: str
    title: str = ""
    source: str = ""
    park: Park | None = None
    batch: ImportBatch | None = None
    created_units: tuple[int, ...] = ()
    path: Path | None = None
    """Where it lies while it is imported: its pictures are unpacked from it."""
    content: bytes = b""
    """The file itself, where it isn't kept with a batch yet: it may have to be sent back."""


@dataclass(frozen=True)
class RowGiven:
    """A row to be taken: a new finding, or a further source of an item that is on the ledger."""

    row: int
    fingerprint: str
    finding: ItemGiven
    item_id: int | None = None
    sheet: str = ""
    part: int = 0
    photos: tuple[PhotoGiven, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as it is told to a person."""
        row = _("row %(row)d") % {"row": self.row}
        return f"{self.sheet} {row}"


@dataclass(frozen=True)
class UnitGiven:
    """A unit that a list names and the ledger doesn't know; an enterprise with the park in which it is said to lie."""

    name: str
    is_enterprise: bool = False
    park: Park | None = None


def lock_county(actor: User) -> None:
    """Let one import after the other into a county, so that the same list can't come in twice at once."""
    if actor.organization.county_id is not None:
        list(Organization.objects.select_for_update(of=("self",)).filter(pk=actor.organization.county_id))


@transaction.atomic
def create_units(units: Iterable[UnitGiven], *, actor: User) -> list[Organization]:
    """Create units that a list names."""
    county = actor.organization.county
    if county is None:
        raise WorkflowError(_("Units can be created for a county only."), "organization")
    return [_create_unit(given, county, actor) for given in units]


def _create_unit(given: UnitGiven, county: Organization, actor: User) -> Organization:
    kind = OrganizationKind.ENTERPRISE if given.is_enterprise else _kind(given.name)
    unit = create_organization(name=given.name[:120], kind=kind, parent=county, actor=actor)
    if given.is_enterprise:
        Enterprise.objects.create(
            name=unit.name,
            county=county,
            organization=unit,
            park=given.park,
            kind=EnterpriseKind.OTHER,
            state=OperatingState.OPERATING,
        )
    return unit


def _kind(name: str) -> OrganizationKind:
    fitting = [(len(ending), kind) for ending, kind in _KINDS if name.endswith(ending)]
    return max(fitting)[1] if fitting else OrganizationKind.OTHER


@stored_files.all_or_none()
@transaction.atomic
def write(brought: ListGiven, rows: Sequence[RowGiven], *, actor: User) -> ImportBatch:
    """Register the new findings and add the further sources, all of them or none."""
    if not (actor.is_active and actor.imports_lists):
        raise NotAllowedError(_("Your role does not import lists."))
    batch, hung = _batch(brought, actor), Hung()
    rows = _in_order(rows, actor)
    new = [row for row in rows if row.item_id is None]
    for start in range(0, len(new), CHUNK):
        _register(new[start : start + CHUNK], batch, hung, actor)
    for row in rows:
        if row.item_id is not None:
            _add_source(row, row.item_id, batch, actor)
            if row.photos:
                hung.refuse(row.place, _("The problem was on the ledger already; its photos are not taken."))
    batch.summary = hung.summary
    log.record("list.take", batch, actor=actor, after={"items": len(new), "further": len(rows) - len(new)})
    return batch


def _in_order(rows: Sequence[RowGiven], actor: User) -> list[RowGiven]:
    """The rows with their places in the lists of superiors: in their own order, behind what stands there already."""
    if actor.organization.county_id is None:
        return list(rows)
    kinds = {source.kind for row in rows for source in row.finding.sources}
    last = superior_lists.last_place(actor.organization.county_id, kinds)
    return [_at(row, place) for place, row in enumerate(rows, last + 1)]


def _at(row: RowGiven, place: int) -> RowGiven:
    sources = tuple(replace(source, position=place) for source in row.finding.sources)
    return replace(row, finding=replace(row.finding, sources=sources))


def _batch(brought: ListGiven, actor: User) -> ImportBatch:
    batch = brought.batch or ImportBatch(uploaded_by=actor, organization=actor.organization, uploaded_at=clock.now())
    batch.file_name, batch.sha256 = brought.file_name[:200], brought.sha256
    batch.sheet, batch.title = brought.sheet[:120], brought.title[:200]
    batch.source, batch.park = brought.source, brought.park
    batch.created_units = list(brought.created_units)
    batch.stage, batch.progress, batch.imported_at = ImportBatch.Stage.IMPORTED, 100, clock.now()
    if brought.content and not batch.file:
        name = batch.sha256 + import_batches.suffix_of(batch.file_name)
        batch.file.save(name, ContentFile(brought.content), save=False)
    batch.save()
    return batch


def _register(rows: Sequence[RowGiven], batch: ImportBatch, hung: Hung, actor: User) -> None:
    items = registration.register_many([row.finding for row in rows], actor=actor)
    findings = [item.finding_id for item in items]
    source_of = dict(FindingSource.objects.filter(finding__in=findings).values_list("finding", "pk"))
    ImportedRow.objects.bulk_create(
        [_imported(batch, row, source_id=source_of[finding]) for finding, row in zip(findings, rows, strict=True)],
        batch_size=CHUNK,
    )
    for item, row in zip(items, rows, strict=True):
        if row.photos:
            list_photos.hang(item, row.photos, row.place, hung, actor=actor)


def _add_source(row: RowGiven, item_id: int, batch: ImportBatch, actor: User) -> None:
    item = Item.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=item_id)
    source = _unsaved(row.finding.sources[0])
    sources.add_sources(item, [source], actor=actor, reason=_("From the list %(name)s") % {"name": batch.file_name})
    _imported(batch, row, source_id=source.pk).save(force_insert=True)


def _imported(batch: ImportBatch, row: RowGiven, *, source_id: int) -> ImportedRow:
    return ImportedRow(
        batch=batch, source_id=source_id, sheet=row.sheet[:120], row=row.row, part=row.part, fingerprint=row.fingerprint
    )


def _unsaved(given: SourceGiven) -> FindingSource:
    return FindingSource(**given.__dict__)


def items_of(batch: ImportBatch) -> list[Item]:
    """The items that a list has brought or added a source to."""
    return list(Item.objects.filter(finding__sources__imported_row__batch=batch).order_by("pk"))


def can_be_undone(batch: ImportBatch) -> bool:
    """Whether the list is on the ledger and nobody has acted on what it brought."""
    if batch.stage != ImportBatch.Stage.IMPORTED:
        return False
    return not any(_acted_on(item, batch) for item in items_of(batch) if item.version > 1)


def _acted_on(item: Item, batch: ImportBatch) -> bool:
    """Whether anything has happened since the import but sources that came and went again."""
    since = [entry.transition for entry in _entries_since(item, batch) if entry.transition != recording.COME_IN]
    return since.count("add-source") + since.count("undo-import") < len(since) or (
        since.count("add-source") != since.count("undo-import")
    )


def _entries_since(item: Item, batch: ImportBatch) -> list[HistoryEntry]:
    """The history after the entry by which the list came to this item."""
    entries = list(HistoryEntry.objects.filter(item=item).order_by("version"))
    position = entries.index(_entry_of(item, batch, entries))
    return entries[position + 1 :]


def _entry_of(item: Item, batch: ImportBatch, entries: Sequence[HistoryEntry]) -> HistoryEntry:
    """How the list came to this item: as a further source, or with its registration."""
    brought = FindingSource.objects.filter(finding=item.finding_id, imported_row__batch=batch)
    keys = set(brought.values_list("pk", flat=True))
    added = [entry for entry in entries if keys.intersection(entry.given.get("sources", ()))]
    return added[-1] if added else entries[0]


@transaction.atomic
def undo(batch: ImportBatch, *, actor: User) -> ImportBatch:
    """Take a list off the ledger again as if it had never come: its items, its further sources and its new units."""
    batch = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=batch.pk)
    items = {item.pk: item for item in items_of(batch)}
    locked = list(Item.objects.select_for_update(of=("self",)).filter(pk__in=items).order_by("pk"))
    if not can_be_undone(batch):
        raise WorkflowError(_("Somebody has acted on this list already; it can't be taken back as a whole."))
    brought: list[str] = []
    further: list[str] = []
    for item in locked:
        (brought if _take_back(item, batch, actor) else further).append(item.number)
    ImportedRow.objects.filter(batch=batch).delete()
    withdrawing.remove_units(batch.created_units, actor=actor)
    batch.stage = ImportBatch.Stage.UNDONE
    told = {"by": actor.name, "at": clock.now().isoformat(), "numbers": brought, "further": further}
    batch.summary = {**batch.summary, "taken_back": told}
    batch.save(update_fields=["stage", "summary"])
    log.record("list.undo", batch, actor=actor, after={"items": brought, "further": further})
    return batch


@clock.still()
def _take_back(item: Item, batch: ImportBatch, actor: User) -> bool:
    """Whether the list had brought the item itself, and not only a further source of it."""
    came = _entry_of(item, batch, list(HistoryEntry.objects.filter(item=item).order_by("version")))
    reason = _("The import of %(name)s was taken back.") % {"name": batch.file_name}
    if came.transition != "add-source":
        withdrawing.withdraw(item, actor=actor, reason=reason, batch=batch)
        return True
    from_state, before = item.state, recording.snapshot(item)
    _restore(item, came.before)
    FindingSource.objects.filter(finding=item.finding_id, imported_row__batch=batch).delete()
    item.version += 1
    item.save()
    recording.record(item, "undo-import", actor, from_state=from_state, before=before, given={"reason": reason})
    return False


def _restore(item: Item, before: dict[str, Any]) -> None:
    """Give the item the deadline back that it had before the further source came."""
    for name in ("deadline", "original_deadline"):
        if name in before:
            setattr(item, name, date.fromisoformat(before[name]) if before[name] else None)
    item.deadline_derivation = before.get("deadline_derivation", item.deadline_derivation)
