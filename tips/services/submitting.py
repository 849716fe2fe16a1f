"""举报: somebody without an account tells something, once, and gets a receipt with which it is found again.

Nothing of where it comes from is kept: the log says that the house has taken it in, without address and device.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock, request_facts
from core.errors import DomainError
from core.models import Attachment
from core.request_facts import UNTRACED
from core.services import calendar, log
from core.services.acting import refuse_missing
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from parks.models import Park
from tips.models import Reporter, Tip
from tips.rules import receipts
from tips.services import public_uploads, rates, telling
from tips.services.places import county_of
from tips.services.public_uploads import key_of
from tips.states import Channel

SHOWN_AGAIN = timedelta(minutes=30)
"""So long its receipt is shown again to the browser that has sent a form: sent once more, or loaded anew."""


@dataclass(frozen=True)
class TipGiven:
    """What somebody tells, and who, where that is said."""

    text: str
    place: str = ""
    when: str = ""
    kind: ProblemCategory | None = None
    park: Park | None = None
    enterprise: Enterprise | None = None
    name: str = ""
    phone: str = ""
    photos: Sequence[Attachment] = ()
    channel: str = Channel.WEB

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.phone)


@dataclass(frozen=True)
class Receipt:
    """What whoever has told something keeps."""

    tip: Tip
    code: str
    is_new: bool = True

    @property
    def number(self) -> str:
        return receipts.grouped(self.tip.number)


class SentBeforeError(DomainError):
    """The form has been sent before, with other words or a while ago: its receipt is not shown again."""

    status = 409


def submit(given: TipGiven, *, form: str, address: str) -> Receipt:
    """Take a tip in from somebody without an account; the same form twice is one tip.

    Raises DomainError for what is missing, TooOftenError, SentBeforeError; then nothing is written.
    """
    refuse_missing(("text", "place"), {"text": given.text, "place": given.place or given.park or given.enterprise})
    key, said = key_of(form), _fingerprint(given)
    if known := Tip.objects.filter(form=key).first():
        return _receipt_again(known, form, said)
    rates.count_tip(address)
    with request_facts.within(UNTRACED):
        try:
            return _taken(given, form=key, said=said)
        except IntegrityError:
            return _receipt_again(Tip.objects.get(form=key), form, said)


@transaction.atomic
def _taken(given: TipGiven, *, form: str, said: str) -> Receipt:
    receipt = written(given, form=form, said=said)
    public_uploads.release(given.photos)
    log.record("tip.submit", receipt.tip, actor=None, after={"channel": given.channel})
    telling.tell(receipt.tip, telling.office(receipt.tip), telling.RECEIVED, telling.HAS_COME_IN)
    return receipt


def written(given: TipGiven, *, form: str | None = None, said: str = "", recorded_by: User | None = None) -> Receipt:
    """The rows of a new tip; runs in the caller's transaction."""
    today, in_force = clock.today(), calendar.current()
    tip = Tip.objects.create(
        county=county_of(given.park, given.enterprise),
        number=receipts.new_number(),
        form=form,
        said=said,
        channel=given.channel,
        kind=given.kind,
        text=given.text,
        place=given.place,
        when=given.when,
        park=given.park or (given.enterprise.park if given.enterprise else None),
        enterprise=given.enterprise,
        is_named=given.is_named,
        received_at=clock.now(),
        recorded_by=recorded_by,
        accept_by=in_force.add_days(today, settings.TIP_ACCEPT_DAYS),
        due=in_force.add_days(today, settings.TIP_ANSWER_DAYS),
    )
    tip.photos.set(given.photos)
    code = receipts.new_code()
    Reporter.objects.create(tip=tip, name=given.name, phone=given.phone, code=code)
    return Receipt(tip, receipts.grouped(code))


def receipt_of(form: str) -> Receipt | None:
    """The receipt of a form that was taken in within the half hour; None for any other one."""
    since = clock.now() - SHOWN_AGAIN
    reporter = Reporter.objects.select_related("tip").filter(tip__form=key_of(form), tip__received_at__gt=since).first()
    return Receipt(reporter.tip, receipts.grouped(reporter.code), is_new=False) if reporter and reporter.code else None


def _receipt_again(tip: Tip, form: str, said: str) -> Receipt:
    receipt = receipt_of(form) if tip.said == said else None
    if receipt is None:
        raise SentBeforeError(
            _("This form was sent before. What stands here now is not sent: send it as a further tip.")
        )
    return receipt


def _fingerprint(given: TipGiven) -> str:
    """By which a form that comes twice is told from one that was changed in between; it tells nothing of the words."""
    files = sorted({file.original_sha256 for file in given.photos})
    words = [given.text, given.place, given.when, given.kind, given.park, given.enterprise, given.name, given.phone]
    return salted_hmac("tips.said", repr([[str(each) for each in words], files]), algorithm="sha256").hexdigest()
