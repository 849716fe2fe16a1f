"""一企一档 as one file: asked for by a person, put together by a job, kept for a while."""

import shutil
import uuid
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from operator import methodcaller
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, WorkflowError
from core.fields import Read, scoped
from core.models import Attachment
from core.panels import Chapter
from core.querysets import address, model_of
from core.services import disk, log, stored_files
from core.services.stored_files import sha256_of
from documents import dossier_kinds, dossiers
from documents.dossier_kinds import DossierKind
from documents.dossiers import Enclosed
from documents.models import Dossier
from documents.services.enclosing import enclosed_in
from documents.services.files import rendered
from documents.states import DossierForm, FileKind

LEASE = timedelta(minutes=20)
MOST_TRIES, MOST_AT_ONCE = 3, 2
READ, WRITTEN = 50, 65
"""How far it is when the file has been read, and when the document is written, in per cent."""
BLOCK = 1024 * 1024
MEGABYTE = 1024 * 1024
Chapters = Callable[[str, User], Sequence[Chapter]]
"""What reads the chapters of a file at its address in the name of a person."""


@transaction.atomic
def ask(file: Read, form: DossierForm, *, actor: User) -> Dossier:
    """Let a job put a file together that the actor may see; two at once a unit. Raises DomainError."""
    disk.refuse_when_full()
    kind = dossier_kinds.named(file._meta.label_lower)
    if Dossier.objects.running().filter(organization=actor.organization_id).count() >= MOST_AT_ONCE:
        raise WorkflowError(_("Two files are being put together for your unit; wait until one is ready."))
    dossier = Dossier.objects.create(
        subject=address(file),
        title=f"{kind.title}：{file}"[:200],
        form=form,
        asked_by=actor,
        organization=actor.organization,
        role=actor.role,
        asked_at=clock.now(),
    )
    log.record("dossier.ask", file, actor=actor, after={"form": str(form)})
    return dossier


def claim(dossier_id: int) -> Dossier | None:
    """Take the work for the length of a lease; None where nothing is to be done or somebody is at it."""
    now = clock.now()
    free = Dossier.objects.waiting_for_a_worker(now).filter(pk=dossier_id)
    if not free.update(claimed_until=now + LEASE, tries=F("tries") + 1):
        return None
    dossier = Dossier.objects.select_related("asked_by__organization").get(pk=dossier_id)
    if dossier.tries > MOST_TRIES:
        _fail(dossier, _("Putting it together broke off several times. Tell the system administrator."))
        return None
    return dossier


def build(dossier_id: int, read: Chapters) -> None:
    """Put together what was asked for; why it could not be done is told on its page."""
    dossier = claim(dossier_id)
    if dossier is None:
        return
    try:
        with stored_files.all_or_none(), disk.refused_when_full():
            _write(dossier, read)
    except DomainError as refused:
        _fail(dossier, str(refused))


def build_waiting(now: datetime, read: Chapters) -> list[int]:
    """Put together whatever was asked for and nobody is at, whatever has become of its message."""
    waiting = list(Dossier.objects.waiting_for_a_worker(now).values_list("pk", flat=True))
    for dossier_id in waiting:
        build(dossier_id, read)
    return waiting


def is_still_visible(dossier: Dossier, reader: User) -> bool:
    """Whether the reader may still know of what the file is of."""
    _kind, file = _file_of(dossier)
    return scoped(type(file)).visible_to(reader).filter(pk=file.pk).exists()


def drop_outlived(now: datetime) -> int:
    """Take what was kept long enough off the disk; the row stays."""
    dropped = 0
    for dossier in Dossier.objects.outlived(now):
        Path(dossier.whole_file.path).unlink(missing_ok=True)
        dossier.whole_file, dossier.stage = "", Dossier.Stage.EXPIRED
        dossier.save(update_fields=["whole_file", "stage"])
        dropped += 1
    return dropped


def _write(dossier: Dossier, read: Chapters) -> None:
    reader = dossier.asked_by
    kind, file = _file_of(dossier)
    chapters = read(methodcaller("get_absolute_url")(file), reader)
    enclosed = enclosed_in(chapters, reader, kind)
    _advance(dossier, READ)
    who = _("Taken out by %(who)s, %(when)s; it says what this person may read.") % {
        "who": reader.full_label,
        "when": f"{timezone.localtime(clock.now()):%Y-%m-%d %H:%M}",
    }
    document = dossiers.document_of(dossier.title, chapters, enclosed, who)
    name = f"dossiers/{uuid.uuid4().hex}.{dossier.form}"
    path = stored_files.begin(Path(settings.MEDIA_ROOT) / name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if dossier.form == DossierForm.ZIP:
        index = rendered(dossiers.index_of(dossier.title, enclosed, who), FileKind.DOCX)
        _pack(
            dossier, path, {dossier.title: rendered(document, FileKind.DOCX), _("List of attachments"): index}, enclosed
        )
    else:
        path.write_bytes(rendered(document, FileKind(dossier.form)))
    _finish(dossier, name, path, sum(map(len, enclosed.values())))


def _file_of(dossier: Dossier) -> tuple[DossierKind, Read]:
    named, _colon, key = dossier.subject.rpartition(":")
    model = model_of(named)
    file = model()
    file.pk = int(key)
    return dossier_kinds.named(model._meta.label_lower), file


def _pack(
    dossier: Dossier, path: Path, papers: Mapping[str, bytes], enclosed: Mapping[str, Sequence[Enclosed]]
) -> None:
    """Write the archive to the disk file by file; no more than a block of one is in memory."""
    files = list(chain.from_iterable(enclosed.values()))
    size = sum(each.attachment.size for each in files)
    if size > settings.DOSSIER_MEGABYTES * MEGABYTE:
        raise DomainError(
            _("The attachments have %(size)s MB, more than the %(most)s MB of an archive: take the Word document.")
            % {"size": size // MEGABYTE, "most": settings.DOSSIER_MEGABYTES}
        )
    disk.refuse_beyond(size)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in papers.items():
            archive.writestr(f"{_plain(name)}.docx", content)
        _advance(dossier, WRITTEN)
        for done, each in enumerate(files, start=1):
            _add(archive, each.attachment, each.path)
            if done % 20 == 0:
                _advance(dossier, WRITTEN + (100 - WRITTEN) * done // len(files))


def _add(archive: zipfile.ZipFile, attachment: Attachment, path: str) -> None:
    """One attachment as it is stored; where the disk has lost it, a line says so in its place."""
    received = timezone.localtime(attachment.received_at)
    entry = zipfile.ZipInfo(path, received.timetuple()[:6])
    try:
        with attachment.file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, BLOCK)
    except FileNotFoundError:
        archive.writestr(f"{path}.txt", _("The file is missing on the server: %(name)s") % {"name": attachment.name})


def _plain(name: str) -> str:
    return name.replace("/", "_").replace("\\", "_")


def _advance(dossier: Dossier, progress: int) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(progress=progress, claimed_until=clock.now() + LEASE)


def _finish(dossier: Dossier, name: str, path: Path, files: int) -> None:
    now = clock.now()
    Dossier.objects.running().filter(pk=dossier.pk).update(
        stage=Dossier.Stage.DONE,
        progress=100,
        whole_file=name,
        size=path.stat().st_size,
        sha256=sha256_of(path),
        files=files,
        expires_at=now + timedelta(hours=settings.DOSSIER_HOURS),
        claimed_until=None,
    )


def _fail(dossier: Dossier, reason: str) -> None:
    Dossier.objects.running().filter(pk=dossier.pk).update(stage=Dossier.Stage.FAILED, error=reason, claimed_until=None)
