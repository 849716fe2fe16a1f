"""What was written down in the field comes in: each photo with its receipt, then the finding, once (V23)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from checklists.models import ItemAnswer
from checklists.services import answering
from checklists.states import Said
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import HeldUpload
from core.services import uploads
from core.services.uploads import Chosen, FormPlace
from field.models import FieldReceipt
from rectification.models import Item
from rectification.services import registration
from rectification.services.registration import ItemGiven
from visits.models import Visit
from visits.services import findings
from visits.states import AHEAD, VisitState
from visits.workflow import registers_on

ENDED = (VisitState.CLOSED, VisitState.CANCELLED)
PHOTOS = "photos"
"""The field of the form in which they are held."""


@dataclass(frozen=True)
class Written:
    """What a device says of a finding besides the finding: its own name for it, when and where it was written down."""

    token: UUID
    fingerprint: str
    at: datetime
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accuracy: int | None = None
    origin: "Origin | None" = None


@dataclass(frozen=True)
class Origin:
    """On which visit a finding was made and, where it came of a checklist, of which item of which list."""

    visit: Visit
    kind: str = ""
    code: str = ""


class NotEnteredError(DomainError):
    """What belongs to a visit waits on the device until the visit has been entered, or filled in."""

    status = 425

    def __init__(self) -> None:
        super().__init__(_("The visit has not been entered yet; what belongs to it waits on the device."))


class OtherWordsError(DomainError):
    """Under this name a finding has come in that says something else; `receipt` is its own."""

    status = 409

    def __init__(self, receipt: FieldReceipt) -> None:
        said = _("It is on the ledger as %(number)s, as it was sent first; what was changed since is not.")
        super().__init__(said % {"number": receipt.item.number})
        self.receipt = receipt


def refuse_early(visit: Visit) -> None:
    """Raises NotEnteredError for a visit that is still ahead."""
    if visit.state in AHEAD:
        raise NotEnteredError


def place_of(owner: User, token: UUID) -> FormPlace:
    """Where the photos of one finding wait for it."""
    return FormPlace(owner, f"field:{token.hex}", "capture")


def take_photo(owner: User, finding: UUID, chosen: Chosen) -> HeldUpload | None:
    """Hold a photo for its finding; the same one sent again is held once.

    None where the finding has come in already: its photos came before it. Raises DomainError for what is not taken.
    """
    _refuse_stranger(owner)
    if FieldReceipt.objects.filter(owner=owner.pk, token=finding).exists():
        return None
    return uploads.hold(place_of(owner, finding), chosen)


@transaction.atomic
def receive(written: Written, given: Callable[[], ItemGiven], *, actor: User) -> FieldReceipt:
    """Put a finding on the ledger, or answer the receipt that it has already.

    `given` is asked only for one that is new, and may refuse it. One person's findings come in one after the other,
    so that two requests with one finding never both find it new; the constraint of the table holds beside that.
    Raises OtherWordsError where the same name has come with other words.
    """
    _refuse_stranger(actor)
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    known = FieldReceipt.objects.select_related("item").filter(owner=actor.pk, token=written.token).first()
    if known is not None:
        if known.fingerprint != written.fingerprint:
            raise OtherWordsError(known)
        return known
    return FieldReceipt.objects.create(
        owner=actor,
        token=written.token,
        fingerprint=written.fingerprint,
        item=_registered(written, given(), actor),
        written_at=written.at,
        latitude=written.latitude,
        longitude=written.longitude,
        accuracy=written.accuracy,
        received_at=clock.now(),
    )


def _registered(written: Written, given: ItemGiven, actor: User) -> Item:
    """On the ledger, of its visit and of its answer where it has them.

    Once the result of the visit has been told, or while it has not been entered, a finding belongs to no visit;
    one of a checklist item waits on the device until the visit has been entered or filled in.
    """
    origin = written.origin
    if origin is None or origin.visit.state in ENDED or (not origin.code and not registers_on(origin.visit, actor)):
        return registration.register(given, actor=actor)
    refuse_early(origin.visit)
    if not origin.code:
        return findings.register(origin.visit, given, actor=actor)
    said = answering.Given(Said.UNMET, written_at=written.at)
    row = ItemAnswer.objects.filter(run__visit=origin.visit, question__code=origin.code, said=Said.UNMET).first()
    row = row or answering.answer(origin.visit, origin.kind, origin.code, said, actor=actor)
    return answering.register(row, given, actor=actor)


def _refuse_stranger(actor: User) -> None:
    if not actor.records_findings:
        raise NotAllowedError(_("Your role does not register findings."))
