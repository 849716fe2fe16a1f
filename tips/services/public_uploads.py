"""Photos of people without an account: taken in one by one with their form, used with it, forgotten after a while."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.rules import file_kinds
from core.rules.bounds import wholes
from core.services import attachments, stored_files
from core.states import AttachmentKind
from tips.models import PublicUpload


@dataclass
class Photos:
    """The photos that wait with a form, those that it has sent already, and what is wrong with the others."""

    held: list[PublicUpload] = field(default_factory=list)
    sent: list[Attachment] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[Attachment]:
        """All that come with the form; one that came twice is one."""
        return [*self.sent, *(row.attachment for row in self.held)]


def key_of(form: str) -> str:
    """How a form is known in the database: who reads that can't open it."""
    return hashlib.sha256(f"tips {form}".encode()).hexdigest()


def gather(form: str, chosen: Iterable[File], unwanted: Sequence[str] = ()) -> Photos:
    """What was chosen before and is still wanted, and what comes now; each stays whatever is wrong with another."""
    key = key_of(form)
    for row in PublicUpload.objects.filter(form=key, pk__in=wholes(unwanted)).select_related("attachment"):
        attachments.remove(row.attachment)
    gathered = Photos(list(PublicUpload.objects.filter(form=key).select_related("attachment")))
    gathered.sent = list(_sent_with(key))
    for file in chosen:
        if _print_of(file) not in {known.original_sha256 for known in gathered.files}:
            _take(gathered, key, file)
    return gathered


def hand_on(form: str, to: str) -> None:
    """What waits with a form waits with another one from now on."""
    PublicUpload.objects.filter(form=key_of(form)).update(form=key_of(to))


def _take(gathered: Photos, key: str, file: File) -> None:
    try:
        gathered.held.append(_hold(key, file, len(gathered.held)))
    except DomainError as refusal:
        gathered.refusals.append(str(refusal))


def _sent_with(key: str) -> QuerySet[Attachment]:
    """The photos of what this form has sent: a form that comes twice brings them once more."""
    return Attachment.objects.filter(Q(tips__form=key) | Q(tip_dialogue__form=key)).distinct()


def _print_of(file: File) -> str:
    """By which the same bytes are known again, whatever the file is called this time."""
    told = hashlib.sha256()
    for part in file.chunks():
        told.update(part)
    return told.hexdigest()


def release(files: Iterable[Attachment]) -> None:
    """They hang at what they show; runs in the caller's transaction."""
    PublicUpload.objects.filter(attachment__in=[file.pk for file in files]).delete()


def drop_old() -> int:
    """Forget what nobody has sent within HELD_UPLOAD_DAYS; answers how many."""
    before = clock.now() - timedelta(days=settings.HELD_UPLOAD_DAYS)
    old = list(PublicUpload.objects.filter(held_at__lt=before).select_related("attachment"))
    for row in old:
        attachments.remove(row.attachment)
    return len(old)


def _hold(key: str, file: File, held: int) -> PublicUpload:
    """Take one photo in under a name of ours: what somebody calls a file may tell who it is.

    What is wrong with one is said of the name that its owner knows; that name is not kept.
    """
    if held >= settings.TIP_PHOTOS:
        raise DomainError(_("%(most)s photos are taken; leave one out first.") % {"most": settings.TIP_PHOTOS})
    kind = file_kinds.kind_by_extension(file_kinds.extension_of(file_kinds.clean_name(file.name or "")))
    if kind is None or not kind.is_photo:
        said = _("“%(name)s”: only photos are taken (JPEG, PNG, WebP, HEIC).")
        raise DomainError(said % {"name": file_kinds.clean_name(file.name or "")})
    called = _("Photo %(n)s") % {"n": held + 1} + ".jpg"
    with stored_files.all_or_none(), transaction.atomic():
        stored = attachments.store(file, kind=AttachmentKind.BEFORE, uploader=None, kept_as=called)
        return PublicUpload.objects.create(attachment=stored, form=key, held_at=clock.now())
