"""Files that come in: received, read apart, photos drawn anew, stored under a random name, then recorded.

Nothing of a foreign file is opened in this process (security S38-S41, S68).
"""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import bounded, clock
from core.bounded import RefusedError
from core.bounded.photos import Photo
from core.errors import DomainError, WorkflowError
from core.models import Attachment
from core.rules import file_kinds
from core.rules.file_kinds import FileKind
from core.services import disk, stored_files

if TYPE_CHECKING:
    from accounts.models import User

CHUNK = 256 * 1024
INCOMING = "incoming"


@dataclass(frozen=True)
class Received:
    """A file on our disk whose content nobody has looked into yet."""

    path: Path
    size: int
    sha256: str
    head: bytes
    tail: bytes


def store(file: File, *, kind: str, uploader: "User | None", device_sha256: str = "", kept_as: str = "") -> Attachment:
    """Take a file in; without an uploader it comes from somebody who has no account.

    It keeps its own name, or is `kept_as` another one; what is wrong with it is said of its own.

    Raises DomainError (field `file`, names the file) for what is not taken; then nothing is left. The file is on
    the disk, whole and synchronised, before its row is written, so there is never a row without its file.
    """
    disk.refuse_when_full()
    name = file_kinds.clean_name(file.name or "")
    promised = file_kinds.kind_by_extension(file_kinds.extension_of(name))
    if promised is None:
        raise _refusal(name, _("Files of this type are not taken; photos, PDF, Word and Excel files are."))
    row = Attachment(uploader=uploader, kind=kind, name=kept_as or name, device_sha256=device_sha256)
    with stored_files.all_or_none(), disk.refused_when_full(), _received(file, name, promised.most_bytes) as received:
        photo = _examined(received, name, promised, declared=getattr(file, "content_type", None) or "")
        _refuse_beyond_the_day(uploader, received.size)
        row.original_sha256 = received.sha256
        _fill(row, received, photo, promised)
        row.received_at = clock.now()
        try:
            row.clean_fields()
        except ValidationError as fault:
            raise _refusal(name, " ".join(fault.messages)) from fault
        row.save(force_insert=True)
    return row


def same_elsewhere(attachment: Attachment) -> bool:
    """Whether the same original has been handed in before: a photo used twice proves nothing the second time."""
    return Attachment.objects.same_as(attachment).exists()


def refuse_used(files: Iterable[Attachment], actor: "User", *, field: str) -> None:
    """Raises WorkflowError about a file that is another person's, or that proves something already."""
    given = list(files)
    used = Attachment.objects.in_use([file.pk for file in given]) if given else set()
    for file in given:
        if file.uploader_id != actor.pk or file.pk in used:
            raise WorkflowError(_("“%(name)s” is not yours to use or is in use already.") % {"name": file}, field)


def remove(row: Attachment) -> None:
    """Take a file away that hangs at nothing: its row, then its bytes."""
    row.delete()
    transaction.on_commit(lambda: discard(row))


def _refusal(name: str, why: str) -> DomainError:
    return DomainError(_("“%(name)s”: %(why)s") % {"name": name, "why": why}, "file")


def _refuse_beyond_the_day(uploader: "User | None", more: int) -> None:
    """So that one unit, or people without an account, can't fill the disk of all."""
    begins = clock.start_of_today()
    today = Attachment.objects.filter(received_at__gte=begins)
    if uploader is None:
        today, most = today.filter(uploader=None), settings.PUBLIC_UPLOAD_BYTES_A_DAY
        said = _("As many photos have come in today as can be taken in one day; send the text without them.")
    else:
        today, most = today.filter(uploader__organization=uploader.organization_id), settings.UPLOAD_BYTES_A_DAY
        said = _("Your unit has handed in as much as can be taken in one day.")
    taken = today.aggregate(bytes=Sum("size"))["bytes"] or 0
    if taken + more > most:
        raise DomainError(said, "file")


@contextmanager
def _received(file: File, name: str, most_bytes: int) -> Iterator[Received]:
    """The file on the disk, synchronised; refused while it comes in and not after, and gone where it isn't used."""
    folder = Path(settings.MEDIA_ROOT) / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.part"
    told, size, head, tail = hashlib.sha256(), 0, b"", b""
    try:
        with path.open("wb") as out:
            for part in file.chunks(CHUNK):
                size += len(part)
                if size > most_bytes:
                    limit = most_bytes // (1024 * 1024)
                    raise _refusal(name, _("The file is larger than %(limit)s MB.") % {"limit": limit})
                told.update(part)
                head, tail = (head or part[: file_kinds.HEAD]), (tail + part)[-file_kinds.TAIL :]
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise _refusal(name, _("The file is empty."))
        yield Received(path, size, told.hexdigest(), head, tail)
    finally:
        path.unlink(missing_ok=True)


def _examined(received: Received, name: str, promised: FileKind, *, declared: str) -> Photo | None:
    """What a bounded child makes of the file: a photo drawn anew, or None for a paper that holds nothing active."""
    extension = file_kinds.extension_of(name)
    agrees = file_kinds.content_agrees(extension, received.head, received.tail)
    if not (agrees and file_kinds.type_agrees(promised, declared)):
        raise _refusal(name, _("It is not what its name says."))
    try:
        photo: Photo | None = bounded.run("core.bounded.files:examine", str(received.path), extension)
    except RefusedError as refused:
        raise _refusal(name, str(refused)) from refused
    return photo


def _fill(row: Attachment, received: Received, photo: Photo | None, promised: FileKind) -> None:
    """Bring the bytes to their place and say in the row what they are."""
    row.content_type = promised.content_type
    if photo is None:
        row.file.name = _moved(received.path, file_kinds.extension_of(row.name))
        row.stored_sha256, row.size = received.sha256, received.size
        return
    row.width, row.height = photo.width, photo.height
    row.claimed_taken_at = photo.claim.taken_at
    row.claimed_latitude, row.claimed_longitude = photo.claim.latitude, photo.claim.longitude
    # Of somebody who has no account it could tell who it is.
    row.claimed_device = photo.claim.device if row.uploader_id else ""
    row.name = f"{row.name.rpartition('.')[0] or row.name}.jpg"
    row.thumbnail.name = _write(photo.thumbnail, "jpg")
    row.file.name = _write(photo.content, "jpg")
    row.stored_sha256, row.size = hashlib.sha256(photo.content).hexdigest(), len(photo.content)


def discard(row: Attachment) -> None:
    """Take the files of a row that is no more off the disk."""
    for name in filter(None, (row.file.name, row.thumbnail.name)):
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def _write(content: bytes, extension: str) -> str:
    """Write, synchronise, then rename: the name appears only when the file is whole."""
    partial = stored_files.begin(_place(extension).with_suffix(".part"))
    with partial.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return _moved(partial, extension)


def _moved(whole: Path, extension: str) -> str:
    """Give a synchronised file its place and its name, below the folder of uploads."""
    path = stored_files.begin(_place(extension))
    whole.rename(path)
    _synchronise(path.parent)
    return path.relative_to(settings.MEDIA_ROOT).as_posix()


def _place(extension: str) -> Path:
    """A random name in the folder of the day."""
    folder = Path(settings.MEDIA_ROOT) / f"{clock.today():%Y/%m/%d}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{uuid.uuid4().hex}.{extension}"


def _synchronise(folder: Path) -> None:
    """The name of a file is only safe once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
