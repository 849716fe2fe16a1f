"""现场签名: who has signed the answers of a visit: the officers of the team and the plant, drawn or with a reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from checklists.models import Signature
from checklists.services import asking
from checklists.services.answering import refuse_stranger
from checklists.states import SignerKind
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, log, stored_files
from core.states import AttachmentKind
from visits.models import Officer, Visit


@dataclass(frozen=True)
class Given:
    """What somebody signs; without an `officer` it is the plant's person, or one of park or township (`is_local`).

    `picture` is None where nothing was drawn.
    """

    name: str
    answers_sha256: str
    officer: Officer | None = None
    picture: File | None = None
    is_refused: bool = False
    note: str = ""
    token: UUID | None = None
    written_at: datetime | None = None
    is_local: bool = False

    @property
    def kind(self) -> SignerKind:
        if self.officer is not None:
            return SignerKind.OFFICER
        return SignerKind.LOCAL if self.is_local else SignerKind.PLANT


@dataclass(frozen=True)
class Signer:
    """Who is to sign, and the latest signature; `is_present` says whether it stands for the answers as they are."""

    kind: str
    officer: Officer | None
    name: str
    signature: Signature | None
    is_present: bool


def sign(visit: Visit, given: Given, *, actor: User) -> Signature:
    """Keep a signature; one that a device sends again is kept once.

    Raises NotAllowedError for who does not inspect there, DomainError for an officer of another visit, or for one
    that is neither drawn nor says why.
    """
    refuse_stranger(visit, actor)
    _refuse_unfit(visit, given)
    with stored_files.all_or_none(), transaction.atomic():
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
        known = Signature.objects.filter(recorded_by=actor.pk, token=given.token).exclude(token=None).first()
        return known or _kept(visit, given, actor)


def _refuse_unfit(visit: Visit, given: Given) -> None:
    if given.officer is not None and given.officer.visit_id != visit.pk:
        raise DomainError(_("This officer does not go on this visit."), "officer")
    if given.is_refused and not given.note.strip():
        raise DomainError(_("Write down why it is refused."), "note")
    if given.picture is None and not given.note.strip():
        raise DomainError(_("Draw the signature, or write down why it was not drawn."), "drawn")


def _kept(visit: Visit, given: Given, actor: User) -> Signature:
    made = Signature.objects.create(
        visit=visit,
        kind=given.kind,
        officer=given.officer,
        name=given.officer.name if given.officer else given.name.strip(),
        is_refused=given.is_refused,
        note=given.note.strip(),
        picture=_stored(given, actor),
        answers_sha256=given.answers_sha256,
        signed_at=clock.now(),
        written_at=given.written_at,
        recorded_by=actor,
        token=given.token,
    )
    log.record("checklist.sign", made, actor=actor, after={"refused": made.is_refused})
    return made


def _stored(given: Given, actor: User) -> Attachment | None:
    """Whoever refuses has drawn nothing."""
    if given.picture is None or given.is_refused:
        return None
    return attachments.store(given.picture, kind=AttachmentKind.DOCUMENT, uploader=actor)


def signers_of(visit: Visit) -> list[Signer]:
    """The team, the plant, and park or township, each with the latest signature; who has none has not signed."""
    present = asking.hash_on(visit)
    rows = Signature.objects.filter(visit=visit).select_related("picture", "officer").order_by("signed_at", "pk")
    latest = {(row.kind, row.officer_id): row for row in rows}
    asked: list[tuple[SignerKind, Officer | None]] = [
        *((SignerKind.OFFICER, officer) for officer in visit.officers.all()),
        (SignerKind.PLANT, None),
        (SignerKind.LOCAL, None),
    ]
    return [
        _signer(kind, officer, latest.get((kind, officer.pk if officer else None)), present) for kind, officer in asked
    ]


def _signer(kind: SignerKind, officer: Officer | None, row: Signature | None, present: str) -> Signer:
    name = officer.name if officer else row.name if row else ""
    return Signer(kind, officer, name, row, row is not None and row.answers_sha256 == present)
