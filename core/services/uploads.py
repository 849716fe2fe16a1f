"""Files that were chosen on a page and wait there: held one by one, used together, forgotten after a while (V36)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.models import Attachment, HeldUpload
from core.querysets import HeldUploadQuerySet
from core.rules.bounds import wholes
from core.services import attachments, stored_files

if TYPE_CHECKING:
    from accounts.models import User

MOST_HELD = 30
DROP, DROP_DUE = "core.drop_held_uploads", time(3, 40)


THING, ACT = r"[A-Za-z][A-Za-z0-9_.-]*(:[A-Za-z0-9-]{1,36})?", r"[A-Za-z][A-Za-z0-9_-]*"


@dataclass(frozen=True)
class FormPlace:
    """The form that files are chosen in: its user, the thing it is about, the act.

    The page says both when it sends a file. A form whose words the door would refuse is a fault of ours, told when
    the form is made (ValueError), not when somebody's photo is refused.
    """

    owner: "User"
    thing: str
    act: str

    def __post_init__(self) -> None:
        if not (re.fullmatch(THING, self.thing) and re.fullmatch(ACT, self.act)):
            raise ValueError(f"no place of a form: {self.thing!r}, {self.act!r}")

    def rows(self) -> HeldUploadQuerySet:
        return HeldUpload.objects.filter(owner=self.owner.pk, thing=self.thing, act=self.act)


@dataclass(frozen=True)
class Chosen:
    """A file as it is chosen: what it is meant for, and what the device says of it."""

    file: File
    kind: str
    field: str
    token: UUID | None = None
    device_sha256: str = ""


@dataclass
class Gathered:
    """The files that go with a form, and what is wrong with the others, each by name."""

    files: list[Attachment] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def hold(place: FormPlace, chosen: Chosen) -> HeldUpload:
    """Take one file in for a form. The same one sent again is held once. Raises DomainError that names the file."""
    known = HeldUpload.objects.filter(owner=place.owner.pk, token=chosen.token).exclude(token=None).first()
    if known is not None:
        return known
    if place.rows().count() >= MOST_HELD:
        raise DomainError(_("A form takes %(most)s files; take one away first.") % {"most": MOST_HELD}, "file")
    try:
        with stored_files.all_or_none(), transaction.atomic():
            return _held(place, chosen)
    except IntegrityError:
        return HeldUpload.objects.get(owner=place.owner.pk, token=chosen.token)


def _held(place: FormPlace, chosen: Chosen) -> HeldUpload:
    stored = attachments.store(chosen.file, kind=chosen.kind, uploader=place.owner, device_sha256=chosen.device_sha256)
    return HeldUpload.objects.create(
        attachment=stored,
        owner=place.owner,
        thing=place.thing,
        act=place.act,
        field=chosen.field,
        token=chosen.token,
        held_at=clock.now(),
    )


def gather(place: FormPlace, name: str, held: Sequence[str], chosen: Iterable[Chosen]) -> Gathered:
    """The files of one field of a form: those held already, by key, and those that come with the form itself.

    Each is held, so that all stay whatever is wrong with the form or with one of them.
    """
    rows = list(place.rows().filter(field=name, pk__in=wholes(held)).select_related("attachment"))
    gathered = Gathered()
    if len(rows) < len(set(held)):
        gathered.complaints.append(_("A file is not here any more; look through the list and send again."))
    for each in chosen:
        try:
            rows.append(hold(place, each))
        except DomainError as refusal:
            gathered.complaints.append(str(refusal))
    gathered.files = [row.attachment for row in rows]
    return gathered


def release(files: Iterable[Attachment]) -> None:
    """The files are used: they hang at what they prove; runs in the caller's transaction."""
    HeldUpload.objects.filter(attachment__in=[file.pk for file in files]).delete()


def take_away(owner: "User", keys: Iterable[int]) -> None:
    """The person doesn't want these files; those of somebody else are not touched."""
    for row in HeldUpload.objects.filter(owner=owner.pk, pk__in=list(keys)).select_related("attachment"):
        attachments.remove(row.attachment)


def drop_old() -> int:
    """Forget what has been waiting for longer than HELD_UPLOAD_DAYS; returns how many."""
    before = clock.now() - timedelta(days=settings.HELD_UPLOAD_DAYS)
    old = HeldUpload.objects.filter(held_at__lt=before).select_related("attachment")
    for row in (dropped := list(old)):
        attachments.remove(row.attachment)
    return len(dropped)
