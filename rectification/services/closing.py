"""公示、销号、退回、回头看: the end of an item, and whether it lasts."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from rectification.models import Item, LookBack, SignOff
from rectification.services import chains, evidence, modes
from rectification.services.assigning import set_deadline
from rectification.services.effects import effect
from rectification.services.rebounding import open_found, open_rebound
from rectification.states import DeadlineRule, LookBackResult, Signer
from rectification.workflow import Given


@effect("publish")
def publish(item: Item, actor: User, given: Given) -> None:
    """公示: for the given number of working days, or the county's usual one."""
    modes.refuse_stop(item)
    days = given.get("days") or settings.LEDGER_PUBLICITY_WORKING_DAYS
    item.publicity_until = calendar.current().add_working_days(clock.today(), days)
    _sign(item, actor, given)


@effect("sign-off")
def sign_off(item: Item, actor: User, given: Given) -> None:
    """销号: take the next step of the chain; the last one closes."""
    modes.refuse_stop(item)
    if item.is_being_published:
        raise WorkflowError(_("Publicity runs until %(day)s.") % {"day": item.publicity_until})
    if item.next_signer == Signer.SUPERIOR_CONSENT:
        _refuse_without_letter(given)
    is_last = item.sign_offs_done + 1 == len(item.sign_off_chain)
    _sign(item, actor, given)
    if is_last:
        item.closed_at = clock.now()
        item.void_proposed_by, item.void_reason, item.merged_into = None, "", None


@effect("return")
def send_back(item: Item, actor: User, given: Given) -> None:
    """退回: the work was not enough after all; a new round begins, with a new date where one is given."""
    if given.get("deadline"):
        if given["deadline"] < clock.today():
            raise WorkflowError(_("The new deadline lies in the past."), "deadline")
        set_deadline(item, given["deadline"], DeadlineRule.RETURNED, start_event="returned")
    item.passed_on = item.submitted_on = item.publicity_until = item.awaited_officer = None
    chains.begin_anew(item)
    item.round += 1


@effect("look-back")
def look_back(item: Item, actor: User, given: Given) -> None:
    """回头看: the closed item stays closed; a rebound opens a new one linked to it."""
    if given["result"] not in LookBackResult.values:
        raise WorkflowError(_("Say whether it has held or rebounded."), "result")
    _refuse_while_rebound_is_open(item)
    evidence.attach(item, given.get("evidence") or (), step="look-back", actor=actor)
    LookBack.objects.create(item=item, result=given["result"], opinion=given["opinion"], by=actor, at=clock.now())
    if given["result"] == LookBackResult.REBOUND:
        open_rebound(item, actor, given["opinion"])
    if problem := given.get("new_problem"):
        open_found(item, actor, problem)


def _refuse_while_rebound_is_open(item: Item) -> None:
    """One rebound at a time: what has come back is on the ledger already, and has not held while it stands there."""
    again = item.rebounds.open().order_by("pk").first()
    if again is not None:
        raise WorkflowError(
            _("It has come back already: %(number)s is open. Look back again once that item has ended.")
            % {"number": again.number},
            "result",
        )


def _sign(item: Item, actor: User, given: Given) -> None:
    SignOff.objects.create(
        item=item,
        round=item.round,
        signer=item.next_signer or "",
        by=actor,
        at=clock.now(),
        opinion=given.get("opinion") or "",
        letter_number=given.get("letter_number") or "",
        letter_date=given.get("letter_date"),
    )
    chains.step_forward(item)


def _refuse_without_letter(given: Given) -> None:
    for name in ("letter_number", "letter_date"):
        if not given.get(name):
            raise WorkflowError(_("This step records the superior's consent: number and date of the letter."), name)
