"""回访: whoever has told something looks it up, answers questions, says whether the answer satisfies."""

import hmac
from collections.abc import Sequence

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock, request_facts
from core.errors import DomainError, WrongStateError
from core.models import Attachment
from core.request_facts import UNTRACED
from core.services import log
from core.services.acting import refuse_missing
from tips.models import Heard, Reporter, Tip
from tips.rules import receipts
from tips.services import public_uploads, rates, telling
from tips.services.public_uploads import key_of
from tips.services.submitting import SentBeforeError
from tips.states import ENDED, DoneKind, Side, TipState

SALT, KEY_SECONDS = "tips.following", 3600
MOST_ROUNDS = 2
"""It is taken up again once."""


def look_up(number: str, code: str, *, address: str) -> Tip:
    """The tip of a receipt number, if the code is right; both wrong ways are answered alike.

    Raises TooOftenError, DomainError.
    """
    rates.count_look_up(address)
    digits = receipts.digits_of(number)[: receipts.NUMBER_SIGNS]
    rates.count_code(digits)
    reporter = Reporter.objects.select_related("tip").filter(tip__number=digits).first()
    kept, typed = (reporter.code if reporter else ""), receipts.digits_of(code)
    if reporter is None or not kept or not hmac.compare_digest(kept, typed):
        raise DomainError(_("There is no tip with this number and code. Compare both with your receipt."))
    rates.forget_code(digits)
    return reporter.tip


def said_beside(tip: Tip, answer: str) -> QuerySet[Heard]:
    """The dialogue without the answer that the page shows for itself."""
    rows = tip.dialogue.prefetch_related("photos")
    if not answer or tip.answered_at is None:
        return rows
    return rows.exclude(side=Side.HANDLER, at=tip.answered_at, text=tip.answer)


def pass_for(tip: Tip) -> str:
    """What the page of the dialogue carries for an hour instead of number and code."""
    return signing.dumps(tip.pk, salt=SALT)


def tip_of(carried: str) -> Tip | None:
    """The tip of a page of the dialogue; None where it is too old or none of ours."""
    try:
        key = signing.loads(carried, salt=SALT, max_age=KEY_SECONDS)
    except signing.BadSignature:
        return None
    return Tip.objects.filter(pk=key).exclude(reporter__code="").first()


def reply(tip: Tip, text: str, photos: Sequence[Attachment], *, form: str, address: str) -> bool:
    """The reporter writes something; the same form twice is said once. Answers whether it is new.

    Raises SentBeforeError for a form that was sent with other words or photos, TooOftenError, DomainError.
    """
    refuse_missing(("text",), {"text": text})
    key = key_of(form)
    if said := Heard.objects.filter(tip=tip, form=key).first():
        return _refuse_other_words(said, text, photos)
    rates.count_look_up(address)
    with request_facts.within(UNTRACED), transaction.atomic():
        locked = Tip.objects.select_for_update(of=("self",)).get(pk=tip.pk)
        if locked.state in ENDED:
            raise WrongStateError(_("This tip has ended; tell what is new as a further tip."))
        said, is_new = Heard.objects.get_or_create(
            tip=locked, form=key, defaults={"side": Side.REPORTER, "text": text, "at": clock.now()}
        )
        if is_new:
            _record(locked, said, photos)
    return is_new or _refuse_other_words(said, text, photos)


def _refuse_other_words(said: Heard, text: str, photos: Sequence[Attachment]) -> bool:
    """What the form has said already is nothing new, what was changed since is not taken for said."""
    if said.text != text or {file.pk for file in photos} != set(said.photos.values_list("pk", flat=True)):
        raise SentBeforeError(_("This form was sent before. What stands here now is not sent: send it once more."))
    return False


def _record(tip: Tip, said: Heard, photos: Sequence[Attachment]) -> None:
    said.photos.set(photos)
    public_uploads.release(photos)
    log.record("tip.reply", tip, actor=None)
    tip.version += 1
    tip.save(update_fields=["version"])
    telling.tell(tip, telling.handlers(tip), telling.SAID, telling.HAS_SAID)


def say_satisfied(tip: Tip, *, is_satisfied: bool, why: str, address: str) -> tuple[Tip, bool]:
    """What the reporter says of the answer: content closes it; not content takes it up again, once.

    The same said twice changes nothing. Answers the tip and whether anything is new. Raises TooOftenError,
    DomainError for what is missing, WrongStateError.
    """
    if not is_satisfied:
        refuse_missing(("why",), {"why": why})
    if _has_judged(tip, is_satisfied=is_satisfied, why=why):
        return tip, False
    rates.count_look_up(address)
    with request_facts.within(UNTRACED), transaction.atomic():
        locked = Tip.objects.select_for_update(of=("self",)).get(pk=tip.pk)
        if locked.state != TipState.ANSWERED:
            raise WrongStateError(_("There is no answer now about which you could say something."))
        _judge(locked, is_satisfied=is_satisfied, why=why)
        locked.version += 1
        locked.save()
        told = {"state": locked.state, "is_satisfied": is_satisfied}
        log.record("tip.judge-answer", locked, actor=None, before={"state": TipState.ANSWERED}, after=told)
    return locked, True


def _has_judged(tip: Tip, *, is_satisfied: bool, why: str) -> bool:
    """Whether it has been said already, with these words or without any."""
    is_taken_up = not is_satisfied and tip.is_open and tip.rounds > 1
    if not is_taken_up and not (tip.state == TipState.CLOSED and tip.is_satisfied == is_satisfied):
        return False
    return not why.strip() or tip.dialogue.filter(side=Side.REPORTER, text=why).exists()


def _judge(tip: Tip, *, is_satisfied: bool, why: str) -> None:
    tip.is_satisfied = is_satisfied
    if why.strip():
        Heard.objects.create(tip=tip, side=Side.REPORTER, text=why, at=clock.now())
    if is_satisfied or tip.rounds >= MOST_ROUNDS:
        tip.state, tip.ended_on = TipState.CLOSED, clock.today()
        return
    tip.state, tip.rounds, tip.is_satisfied = TipState.HANDLING, tip.rounds + 1, None
    # Nobody confirms again what was judged before: a second round has a verdict of its own.
    tip.verdict, tip.proposed_by, tip.confirmed_by, tip.confirmed_at = "", None, None, None
    if tip.done == DoneKind.DONE:
        tip.done = DoneKind.GOING
    telling.tell(tip, telling.handlers(tip), telling.REOPENED, telling.AGAIN)
