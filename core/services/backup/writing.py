"""Make a snapshot: one moment of the database, then the files that it names."""

import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core import clock
from core.services import log, stored_files
from core.services.backup import manifest, seal, tables
from core.services.backup.manifest import FilePart, Manifest, TablePart
from core.services.moment import one_moment
from core.version import VERSION

SNAPSHOTS, OBJECTS = "snapshots", "objects"
PARTIAL = ".partial-"


def write(folder: Path) -> tuple[Path, Manifest]:
    """Write a snapshot below the folder; it counts once it is finished. Returns where it is and what it holds."""
    moment = clock.now()
    finished = folder / SNAPSHOTS / f"{moment:%Y-%m-%dT%H-%M-%S-%f}"
    with _partial(finished) as snapshot, one_moment():
        written = Manifest(
            made_at=moment.isoformat(),
            version=VERSION,
            encrypted=seal.is_used(),
            migrations=sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations()),
        )
        (snapshot / "tables").mkdir()
        rows = [_write_table(snapshot, table) for _name, table in sorted(tables.tables(apps).items())]
        files, missing = _write_files(folder / OBJECTS)
        written = replace(written, tables=rows, files=files, missing=missing)
        written.write(snapshot)
    log.record("system.backup", actor=None, after=manifest.facts(written))
    return finished, written


@contextmanager
def _partial(finished: Path) -> Iterator[Path]:
    """A folder that bears its name only when everything in it is written and on the disk."""
    finished.parent.mkdir(parents=True, exist_ok=True)
    snapshot = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=finished.parent))
    try:
        yield snapshot
        os.sync()
        snapshot.rename(finished)
    except BaseException:
        shutil.rmtree(snapshot, ignore_errors=True)
        raise


def _write_table(snapshot: Path, table: tables.Table) -> TablePart:
    target = manifest.table_path(snapshot, table._meta.db_table)
    plain = target.with_suffix(".plain")
    columns, digest, rows = list(tables.columns(table)), hashlib.sha256(), 0
    with gzip.open(plain, "wb", compresslevel=5) as lines:
        for line in tables.lines(table, columns):
            digest.update(line)
            lines.write(line)
            rows += 1
    seal.close(plain, target)
    plain.unlink()
    return TablePart(
        table=table._meta.db_table,
        columns=columns,
        rows=rows,
        content_sha256=digest.hexdigest(),
        sha256=stored_files.sha256_of(target),
        size=target.stat().st_size,
    )


def _write_files(objects: Path) -> tuple[list[FilePart], list[str]]:
    root = Path(settings.MEDIA_ROOT)
    files, missing = [], []
    for name in sorted(set(stored_files.named())):
        try:
            files.append(_write_file(root / name, name, objects))
        except (FileNotFoundError, IsADirectoryError):
            missing.append(name)
    return files, missing


def _write_file(source: Path, name: str, objects: Path) -> FilePart:
    """Store the content under its hash, if no earlier snapshot has done so."""
    content = stored_files.sha256_of(source)
    target = manifest.object_path(objects, content, seal.is_used())
    if not _is_stored(target, content):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{PARTIAL}{os.getpid()}-{target.name}")
        seal.close(source, partial)
        partial.replace(target)
    return FilePart(name, content, stored_files.sha256_of(target), target.stat().st_size)


def _is_stored(target: Path, content: str) -> bool:
    """An encrypted object is taken as it stands; the drill opens each."""
    return target.is_file() and (seal.is_used() or stored_files.sha256_of(target) == content)
