"""The daily backup and the daily drill: a backup is worth something only when it has been restored (security S62)."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core import on_disk
from core.services import runs
from core.services.backup import manifest as manifests
from core.services.backup import restoring, writing

BACKUP, DRILL = "core.backup", "core.restore_drill"
BACKUP_DUE, DRILL_DUE = time(2, 0), time(3, 30)
LONGEST_SECONDS = 4 * 3600
Figures = dict[str, object]


class DrillError(RuntimeError):
    """The newest backup can't be restored, or what was restored is not in order."""


def run(now: datetime) -> list[str]:
    """Do what is due today and not done yet: the backup, then its drill. Returns the names of the jobs done."""
    works: dict[str, Callable[[], Figures]] = {BACKUP: back_up, DRILL: drill}
    return [name for name, work in works.items() if _run_once(name, timezone.localtime(now).date(), now, work)]


def _run_once(name: str, today: date, now: datetime, work: Callable[[], Figures]) -> bool:
    last = runs.last_finished(name)
    if not runs.named(name).is_due(now) or (last is not None and last.on >= today):
        return False
    with runs.observed(name, today):
        runs.note(name, today, **work())
    return True


def back_up() -> Figures:
    """Write a snapshot into the folder of the settings and let go of those that are too old."""
    folder = Path(settings.BACKUP_DIR)
    _place, written = writing.write(folder)
    forget_old(folder, timedelta(days=settings.BACKUP_DAYS), datetime.fromisoformat(written.made_at))
    return manifests.facts(written)


def forget_old(folder: Path, age: timedelta, now: datetime) -> None:
    """Remove snapshots older than the age, never the newest, and the objects that none of the others names."""
    snapshots = restoring.finished(folder)
    for snapshot in snapshots[:-1]:
        if now - datetime.fromisoformat(manifests.read(snapshot).made_at) > age:
            shutil.rmtree(snapshot)
    named = {name for snapshot in restoring.finished(folder) for name in _objects_of(manifests.read(snapshot))}
    for stored in (folder / writing.OBJECTS).glob("*/*"):
        if stored.name not in named:
            stored.unlink()


def _objects_of(held: manifests.Manifest) -> set[str]:
    return {manifests.object_path(Path(), part.content_sha256, held.encrypted).name for part in held.files}


def drill() -> Figures:
    """Restore the newest backup into a scratch database and folder, and count there what must always be true.

    Raises PlaceError where the folder of the backups is gone, DrillError where what it holds is not in order.
    """
    with on_disk.named(), tempfile.TemporaryDirectory(prefix=writing.PARTIAL, dir=settings.BACKUP_DIR) as scratch:
        restored = _manage(Path(scratch), "restore", str(settings.BACKUP_DIR), "--force", "--json")
        _manage(Path(scratch), "check_invariants", "--json")
    return dict(json.loads(restored))


def _manage(scratch: Path, *command: str) -> str:
    """A command on the scratch database. Raises DrillError with its last line."""
    database = settings.BACKUP_DRILL_DATABASE_URL or f"sqlite:///{scratch / 'scratch.sqlite3'}"
    environment = {**os.environ, "DATABASE_URL": database, "MEDIA_ROOT": str(scratch / "media")}
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    done = subprocess.run(  # noqa: S603 - our own command
        program, env=environment, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise DrillError(f"{command[0]}: {lines[-1] if lines else done.returncode}")
    return done.stdout
