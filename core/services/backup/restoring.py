"""Bring a snapshot back: everything is checked before anything changes, and all rows come in one transaction."""

import gzip
import hashlib
import shutil
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.services import calendar, catalogs, log, statistics, stored_files
from core.services.backup import manifest as manifests
from core.services.backup import schema, seal, tables, triggers
from core.services.backup.manifest import FilePart, Manifest, TablePart
from core.services.backup.writing import OBJECTS, PARTIAL, SNAPSHOTS

LOADED_AT_START = ("contenttypes", "auth")


class NotEmptyError(DomainError):
    """The database holds data already, and nobody has said that they are to be replaced."""


def newest(folder: Path) -> Path:
    """The newest finished snapshot of a backup folder, or the snapshot itself. Raises NoBackupError."""
    if (folder / manifests.NAME).is_file():
        return folder
    snapshots = finished(folder)
    if not snapshots:
        raise manifests.NoBackupError(_("There is no finished backup in %(folder)s.") % {"folder": folder})
    return snapshots[-1]


def finished(folder: Path) -> list[Path]:
    """The finished snapshots of a backup folder, the oldest first."""
    return sorted(path for path in (folder / SNAPSHOTS).glob("*") if not path.name.startswith(PARTIAL))


def restore(folder: Path, *, force: bool = False) -> Manifest:
    """Replace an empty database (any with `force`) and the stored files by a snapshot; returns what it holds.

    Raises DamagedBackupError, NoBackupError, NotEmptyError, NotOwnerError, OtherSchemaError or SealedError; then
    nothing has changed but files that no row names.
    """
    snapshot = newest(folder)
    schema.refuse_who_owns_nothing()
    objects = snapshot.parent.parent / OBJECTS
    held = manifests.read(snapshot)
    manifests.verify(held, snapshot, objects)
    if held.encrypted:
        smallest = min(held.tables, key=lambda part: part.size)
        seal.refuse_without_key(manifests.table_path(snapshot, smallest.table))
    is_empty = not holds_data()
    if not is_empty and not force:
        raise NotEmptyError(_("The database is not empty. With --force it is replaced by the backup."))
    models = schema.prepare(held, is_empty=is_empty)
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=root) as work:
        stored = _Stored(snapshot, objects, Path(work), held.encrypted)
        for part in held.files:
            _restore_file(part, root / part.name, stored)
        _restore_rows(held.tables, models, stored)
    schema.bring_up_to_date()
    calendar.forget_current()
    statistics.refresh()
    log.record("system.restore", actor=None, after=manifests.facts(held))
    return held


def holds_data() -> bool:
    """Whether there is more than migrations and catalogs bring by themselves."""
    present = schema.tables_now()
    loaded = set(catalogs.loaded_models())
    ours = (model for model in tables.tables(apps).values() if model._meta.app_label not in LOADED_AT_START)
    return any(
        model._base_manager.exists()
        for model in ours
        if model not in loaded and model._meta.label != "core.CalendarDay" and model._meta.db_table in present
    )


@dataclass(frozen=True)
class _Stored:
    """Where the parts lie, and where decrypted ones may lie meanwhile."""

    snapshot: Path
    objects: Path
    work: Path
    encrypted: bool

    def table(self, part: TablePart) -> AbstractContextManager[Path]:
        path = manifests.table_path(self.snapshot, part.table)
        return seal.opened(path, self.work, encrypted=self.encrypted)

    def file(self, part: FilePart) -> AbstractContextManager[Path]:
        path = manifests.object_path(self.objects, part.content_sha256, self.encrypted)
        return seal.opened(path, self.work, encrypted=self.encrypted)


def _restore_file(part: FilePart, target: Path, stored: _Stored) -> None:
    if target.is_file() and stored_files.sha256_of(target) == part.content_sha256:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{PARTIAL}{target.name}")
    with stored.file(part) as source:
        shutil.copyfile(source, partial)
    if stored_files.sha256_of(partial) != part.content_sha256:
        partial.unlink()
        raise manifests.damaged(part.name)
    partial.replace(target)


def _restore_rows(parts: list[TablePart], models: Apps, stored: _Stored) -> None:
    known = tables.tables(models)
    with transaction.atomic(), triggers.out_of_the_way():
        _wait_without_limit()
        _empty(list(known.values()))
        for part in parts:
            with stored.table(part) as plain:
                _restore_table(part, known[part.table], plain)
        _set_sequences(list(known.values()))


def _restore_table(part: TablePart, table: tables.Table, plain: Path) -> None:
    """Write the rows and read them again: what stands in the database is what stood there."""
    with gzip.open(plain) as lines:
        tables.insert(table, part.columns, lines)
    digest = hashlib.sha256()
    for line in tables.lines(table, part.columns):
        digest.update(line)
    if digest.hexdigest() != part.content_sha256:
        raise manifests.damaged(part.table)


def _wait_without_limit() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _empty(models: list[tables.Table]) -> None:
    quote = connection.ops.quote_name
    names = [quote(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)}")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables


def _set_sequences(models: list[tables.Table]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
