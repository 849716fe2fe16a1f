"""名录导入: a list of files is written in one transaction, and taken back row by row while nobody has changed them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.fields import scoped
from core.querysets import address, manager_of, model_of
from core.services import editing, log, stored_files
from enterprises.models import Enterprise
from intake.models import ImportBatch, RegisterEntry
from intake.services import import_batches
from intake.services.importing import ListGiven, lock_county

CHUNK = 500
SHOWN_ENTRIES = 20


@dataclass(frozen=True)
class EntryGiven:
    """What became of a row of a list: the file it means, whether it was added, what it had before."""

    file: models.Model
    sheet: str
    row: int
    said: Mapping[str, str] = field(default_factory=dict)
    was_added: bool = False
    before: Mapping[str, object] = field(default_factory=dict)


def change(
    known: models.Model,
    values: Mapping[str, object],
    entry: EntryGiven,
    *,
    actor: User,
    write: Callable[..., models.Model] = editing.change,
) -> EntryGiven:
    """Write what the list says otherwise of a known file; the entry then keeps what was there before."""
    if not values:
        return entry
    before = {name: _kept(getattr(known, name)) for name in values}
    changed = write(known, actor=actor, version=version_of(known), values=values)
    return EntryGiven(changed, entry.sheet, entry.row, entry.said, before=before)


def _kept(value: object) -> object:
    """A value as it can be written back: of a row its key."""
    return value.pk if isinstance(value, models.Model) else value


@stored_files.all_or_none()
@transaction.atomic
def write(
    brought: ListGiven,
    kind: str,
    entries: Callable[[], Sequence[EntryGiven]],
    left: Mapping[str, int],
    *,
    actor: User,
) -> ImportBatch:
    """Write all rows of a list, or none; `entries` writes them and says what became of each."""
    if not (actor.is_active and actor.keeps_files):
        raise NotAllowedError(_("Your role does not import lists."))
    lock_county(actor)
    batch = _batch(brought, kind, actor)
    written = entries()
    RegisterEntry.objects.bulk_create([_row(batch, entry) for entry in written], batch_size=CHUNK)
    added = sum(entry.was_added for entry in written)
    changed = sum(bool(entry.before) for entry in written)
    batch.summary = {**left, "imported": added, "changed": changed}
    batch.save(update_fields=["summary"])
    log.record("list.take", batch, actor=actor, after={"kind": kind, "added": added, "changed": changed})
    return batch


def _batch(brought: ListGiven, kind: str, actor: User) -> ImportBatch:
    batch = brought.batch or ImportBatch(uploaded_by=actor, organization=actor.organization, uploaded_at=clock.now())
    batch.file_name, batch.sha256, batch.register = brought.file_name[:200], brought.sha256, kind
    batch.sheet, batch.title = brought.sheet[:120], brought.title[:200]
    batch.stage, batch.progress, batch.imported_at = ImportBatch.Stage.IMPORTED, 100, clock.now()
    if brought.content and not batch.file:
        name = batch.sha256 + import_batches.suffix_of(batch.file_name)
        batch.file.save(name, ContentFile(brought.content), save=False)
    batch.save()
    return batch


def _row(batch: ImportBatch, entry: EntryGiven) -> RegisterEntry:
    return RegisterEntry(
        batch=batch,
        subject=address(entry.file),
        version=version_of(entry.file),
        sheet=entry.sheet[:120],
        row=entry.row,
        was_added=entry.was_added,
        before=dict(entry.before),
        said=dict(entry.said),
    )


def can_be_undone(batch: ImportBatch) -> bool:
    """Whether a list is in; which of its rows can be taken back is told when that is done."""
    return batch.stage == ImportBatch.Stage.IMPORTED


@dataclass(frozen=True)
class WayBack:
    """How files of a kind are written when a list is taken back."""

    change: Callable[..., models.Model] = editing.change
    removed: Callable[[models.Model, User], None] = lambda file, actor: None
    withdraw: Callable[[models.Model, User], None] | None = None


@transaction.atomic
def undo(batch: ImportBatch, *, actor: User, by: WayBack = WayBack()) -> ImportBatch:
    """Take back what a list has brought: what was added goes, what was changed is as before.

    A file that somebody has changed since, or to which something belongs by now, stays as it is and is named.
    """
    batch = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=batch.pk)
    if not can_be_undone(batch):
        raise WorkflowError(_("This list is not in; nothing can be taken back."))
    written = list(batch.entries.exclude(was_added=False, before={}).order_by("-pk"))
    stay = [name for entry in written if (name := _take_back(entry, actor, by))]
    batch.stage = ImportBatch.Stage.UNDONE
    told = {"by": actor.name, "at": clock.now().isoformat(), "count": len(written) - len(stay), "stay": stay}
    batch.summary = {**batch.summary, "rows_taken_back": told}
    batch.save(update_fields=["stage", "summary"])
    log.record("list.undo", batch, actor=actor, after={"files": told["count"], "stay": stay})
    return batch


def _take_back(entry: RegisterEntry, actor: User, by: WayBack) -> str:
    """Empty where it was taken back, else the name of the file that stays."""
    kind, _sep, key = entry.subject.partition(":")
    file = scoped(model_of(kind)).visible_to(actor).select_for_update(of=("self",)).filter(pk=key).first()
    if file is None:
        return ""
    if version_of(file) != entry.version or (entry.was_added and _is_needed(file)):
        return str(file)
    if not entry.was_added:
        values = {name: _value(file, name, kept) for name, kept in entry.before.items()}
        by.change(file, actor=actor, version=version_of(file), values=values)
        return ""
    if by.withdraw:
        by.withdraw(file, actor)
        return ""
    stays = _remove(file, actor)
    if not stays:
        by.removed(file, actor)
    return stays


def _is_needed(file: models.Model) -> bool:
    """Whether rows would go with it that this list has not brought."""
    related = [each for each in file._meta.related_objects if getattr(each, "on_delete", None) is models.CASCADE]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: file}).exists()
        for each in related
        if each.related_model is not None and each.related_model is not RegisterEntry
    )


def _remove(file: models.Model, actor: User) -> str:
    """Take a file out that the list had brought, with the unit through which an enterprise acts."""
    unit = file.organization if isinstance(file, Enterprise) else None
    name = str(file)
    try:
        with transaction.atomic():
            log.record("unit.remove" if isinstance(file, Organization) else "file.remove", file, actor=actor)
            file.delete()
            if unit is not None:
                log.record("unit.remove", unit, actor=actor)
                unit.delete()
    except ProtectedError:
        return name
    return ""


def _value(file: models.Model, name: str, kept: object) -> object:
    column = file._meta.get_field(name)
    if isinstance(column, models.ForeignKey):
        return None if kept is None else manager_of(type(file), name).filter(pk=kept).first()
    return column.to_python(kept) if isinstance(column, models.Field) else kept


def entries_of(file: models.Model, reader: User) -> list[RegisterEntry]:
    """The rows of lists that mean a file, the newest first, as this reader may see them."""
    rows = RegisterEntry.objects.read_by(reader).filter(subject=address(file), batch__stage=ImportBatch.Stage.IMPORTED)
    return list(rows.exclude(said={}).select_related("batch").order_by("-pk")[:SHOWN_ENTRIES])


def written(batch: ImportBatch) -> list[RegisterEntry]:
    """The rows of a list that added or changed a file."""
    return list(batch.entries.exclude(was_added=False, before={}))


@dataclass(frozen=True)
class FileShown:
    """A file that a list has brought, and where its page is."""

    name: str
    url: str


def files_of(entries: Sequence[RegisterEntry], user: User) -> list[tuple[RegisterEntry, FileShown]]:
    """The entries with their files, as far as they are there and this user sees them."""
    keys: dict[str, list[str]] = {}
    for entry in entries:
        kind, _sep, key = entry.subject.partition(":")
        keys.setdefault(kind, []).append(key)
    files: dict[str, FileShown] = {}
    for kind, pks in keys.items():
        rows = scoped(model_of(kind)).visible_to(user).filter(pk__in=pks)
        files |= {address(row): FileShown(str(row), url_of(row)) for row in rows}
    return [(entry, files[entry.subject]) for entry in entries if entry.subject in files]


def url_of(file: models.Model | None) -> str:
    """The page of a file, or of the file in which it stands; empty where it has none."""
    page = getattr(getattr(file, "dossier", file), "get_absolute_url", None)
    return page() if page else ""


def version_of(file: models.Model) -> int:
    """How often a file has been changed; 0 where that isn't counted."""
    return int(getattr(file, "version", 0))
