"""Photos of people without an account: taken in one by one with their form, used with it, forgotten after a while."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
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
    """The photos that wait with a form, and what is wrong with the others."""

    held: list[PublicUpload] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[Attachment]:
        return [row.attachment for row in self.held]


def key_of(form: str) -> str:
    """How a form is known in the database: who reads that can't open it."""
    return hashlib.sha256(f"tips {form}".encode()).hexdigest()


def gather(form: str, chosen: Iterable[File], unwanted: Sequence[str] = ()) -> Photos:
    """What was chosen before and is still wanted, and what comes now; each stays whatever is wrong with another."""
    key = key_of(form)
    for row in PublicUpload.objects.filter(form=key, pk__in=wholes(unwanted)).select_related("attachment"):
        attachments.remove(row.attachment)
    gathered = Photos(list(PublicUpload.objects.filter(form=key).select_related("attachment")))
    for file in chosen:
        try:
            gathered.held.append(_hold(key, file, len(gathered.held)))
        except DomainError as refusal:
            gathered.refusals.append(str(refusal))
    return gathered


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
    """Take one photo in under a name of ours: what somebody calls a file may tell who it is."""
    if held >= settings.TIP_PHOTOS:
        raise DomainError(_("%(most)s photos are taken; leave one out first.") % {"most": settings.TIP_PHOTOS})
    ending = file_kinds.extension_of(file_kinds.clean_name(file.name or ""))
    kind = file_kinds.kind_by_extension(ending)
    if kind is None or not kind.is_photo:
        raise DomainError(_("Only photos are taken (JPEG, PNG, WebP, HEIC)."))
    file.name = f"{_('Photo')}{held + 1}.{ending}"
    with stored_files.all_or_none(), transaction.atomic():
        stored = attachments.store(file, kind=AttachmentKind.BEFORE, uploader=None)
        return PublicUpload.objects.create(attachment=stored, form=key, held_at=clock.now())
