"""Files that come in: checked, photos re-encoded, stored under a random name, then recorded (security S38-S41)."""

import hashlib
import io
import os
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.rules import file_kinds
from core.services import disk, photos

CHUNK = 256 * 1024


def store(file: File, *, kind: str, uploader: Any) -> Attachment:
    """Take a file in. Raises DomainError (field `file`) for what is not taken; then nothing is kept.

    The file is on the disk, whole and synchronised, before its row is written, so there
    is never a row without its file.
    """
    disk.refuse_when_full()
    name = file_kinds.clean_name(file.name or "")
    extension = file_kinds.extension_of(name)
    promised = file_kinds.kind_by_extension(extension)
    if promised is None:
        raise DomainError(_("Files of this type are not taken; photos, PDF, Word and Excel files are."), "file")
    content = _read(file, promised.most_bytes)
    declared = getattr(file, "content_type", None) or ""
    if not (file_kinds.type_agrees(promised, declared) and file_kinds.content_agrees(extension, content)):
        raise DomainError(_("“%(name)s” is not what its name says, so it is not taken.") % {"name": name}, "file")
    _refuse_beyond_the_day(uploader, len(content))
    row = Attachment(uploader=uploader, kind=kind, name=name, received_at=clock.now())
    row.original_sha256 = hashlib.sha256(content).hexdigest()
    if promised.is_photo:
        return _store_photo(row, content)
    return _keep(row, content, extension, promised.content_type)


def same_elsewhere(attachment: Attachment) -> bool:
    """Whether the same original has been handed in before: a photo used twice proves nothing the second time."""
    others = Attachment.objects.filter(original_sha256=attachment.original_sha256)
    return others.exclude(pk=attachment.pk).exists()


def _refuse_beyond_the_day(uploader: Any, more: int) -> None:
    """So that one unit can't fill the disk of all."""
    begins = clock.start_of_today()
    today = Attachment.objects.filter(uploader__organization=uploader.organization_id, received_at__gte=begins)
    taken = today.aggregate(bytes=Sum("size"))["bytes"] or 0
    if taken + more > settings.UPLOAD_BYTES_A_DAY:
        raise DomainError(_("Your unit has handed in as much as can be taken in one day."), "file")


def _read(file: File, most_bytes: int) -> bytes:
    """The bytes, refused while they come in and not after."""
    parts, size = [], 0
    for part in file.chunks(CHUNK):
        size += len(part)
        if size > most_bytes:
            limit = most_bytes // (1024 * 1024)
            raise DomainError(_("The file is larger than %(limit)s MB.") % {"limit": limit}, "file")
        parts.append(part)
    if not size:
        raise DomainError(_("The file is empty."), "file")
    return b"".join(parts)


def _store_photo(row: Attachment, content: bytes) -> Attachment:
    photo = photos.encode(content)
    row.width, row.height = photo.width, photo.height
    row.claimed_taken_at = photo.claim.taken_at
    row.claimed_latitude, row.claimed_longitude = photo.claim.latitude, photo.claim.longitude
    row.claimed_device = photo.claim.device
    row.name = f"{row.name.rpartition('.')[0] or row.name}.jpg"
    row.thumbnail.name = _write(photo.thumbnail, "jpg")
    return _keep(row, photo.content, "jpg", "image/jpeg")


def _keep(row: Attachment, content: bytes, extension: str, content_type: str) -> Attachment:
    row.file.name = _write(content, extension)
    row.stored_sha256 = hashlib.sha256(content).hexdigest()
    row.content_type = content_type
    row.size = len(content)
    try:
        row.save(force_insert=True)
    except Exception:
        discard(row)
        raise
    return row


def discard(row: Attachment) -> None:
    """Take the files of a row that has not come to be off the disk."""
    for name in filter(None, (row.file.name, row.thumbnail.name)):
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def _write(content: bytes, extension: str) -> str:
    """Write, synchronise, then rename: the name appears only when the file is whole."""
    folder = Path(settings.MEDIA_ROOT) / f"{clock.today():%Y/%m/%d}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.{extension}"
    partial = path.with_suffix(".part")
    with io.FileIO(partial, "w") as out:
        out.write(content)
        os.fsync(out.fileno())
    partial.rename(path)
    _synchronise(folder)
    return path.relative_to(settings.MEDIA_ROOT).as_posix()


def _synchronise(folder: Path) -> None:
    """The name of a file is only safe once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
