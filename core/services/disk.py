"""How full the disks are on which files and backups are stored (security S63)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import faults
from core.errors import DomainError

FOLDERS = (("MEDIA_ROOT", gettext_lazy("Uploaded files")), ("BACKUP_DIR", gettext_lazy("Backups")))


class DiskFullError(DomainError):
    """There is no room for another file."""

    status = 507


@dataclass(frozen=True)
class Disk:
    """The disk of one folder: `per_cent` in use, and what is free in bytes."""

    name: str
    label: str | Promise
    per_cent: int
    free: int

    @property
    def is_filling(self) -> bool:
        return self.per_cent >= settings.DISK_WARN_PER_CENT


def disks() -> list[Disk]:
    """The disk of each folder that grows."""
    return [_disk(name, label) for name, label in FOLDERS]


def refuse_when_full() -> None:
    """Raises DiskFullError where the uploads' disk is so full that the database would be next."""
    if _disk(*FOLDERS[0]).per_cent >= settings.DISK_REFUSE_PER_CENT:
        raise _refusal()


def refuse_beyond(size: int) -> None:
    """Raises DiskFullError where a file of so many bytes would fill the uploads' disk."""
    disk = _disk(*FOLDERS[0])
    if disk.per_cent >= settings.DISK_REFUSE_PER_CENT or size >= disk.free * (100 - disk.per_cent) // 100:
        raise _refusal()


@contextmanager
def refused_when_full() -> Iterator[None]:
    """A disk that is found full while a file is written is the same refusal as one that was known to be."""
    try:
        yield
    except OSError as fault:
        if faults.of(fault) is not faults.FULL:
            raise
        raise _refusal() from fault


def _refusal() -> DiskFullError:
    return DiskFullError(_("The server's disk is full: no file can be taken. Tell the administrator."), "file")


def _disk(name: str, label: str | Promise) -> Disk:
    folder = Path(getattr(settings, name))
    while not folder.is_dir():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return Disk(name, label, per_cent=usage.used * 100 // (usage.used + usage.free), free=usage.free)
