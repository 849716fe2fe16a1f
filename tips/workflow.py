"""举报的办理: accepted or not, checked, judged by two persons, answered, closed; the reporter may have it reopened once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.steps import Step, Table, Weight, always
from core.who import ALL, Rule, condition, rule
from tips.models import Tip
from tips.states import TipState as State

if TYPE_CHECKING:
    from accounts.models import User


def sees_tips(user: "User") -> bool:
    """The roles named to handle what people tell (S33)."""
    return user.handles_complaints


def takes_in(user: "User") -> bool:
    """Whether the person may take in what somebody tells by phone, letter or in person."""
    return user.handles_complaints and user.organization.county_id is not None


def keeps_batches(user: "User") -> bool:
    """Whether the person enters the batches that superiors send: the coordinating office of a county."""
    return user.handles_all_complaints and user.organization.county_id is not None


def _rows_of_office(user: "User") -> Q | None:
    return ALL if user.handles_all_complaints else None


@rule(_rows_of_office)
def coordinator(tip: Tip, user: "User") -> bool:
    """The county's coordinating office."""
    return user.handles_all_complaints


def _rows_of_handler(user: "User") -> Q | None:
    if user.handles_all_complaints:
        return ALL
    return Q(unit=user.organization_id) if user.handles_complaints else None


@rule(_rows_of_handler)
def handler(tip: Tip, user: "User") -> bool:
    """An officer of the unit that handles it; the coordinator."""
    return user.handles_all_complaints or (user.handles_complaints and tip.unit_id == user.organization_id)


def _rows_of_own(user: "User") -> Q | None:
    return Q(unit=user.organization_id) if user.handles_complaints else None


@rule(_rows_of_own)
def own(tip: Tip, user: "User") -> bool:
    """An officer of the unit that handles it: on whose desk it stands."""
    return user.handles_complaints and tip.unit_id == user.organization_id


def _rows_of_leader(user: "User") -> Q | None:
    if user.handles_all_complaints:
        return ALL
    return Q(unit=user.organization_id) if user.is_department_head else None


@rule(_rows_of_leader)
def leader(tip: Tip, user: "User") -> bool:
    """The head of the unit that handles it; the coordinator (rules R8: department leader)."""
    return user.handles_all_complaints or (user.is_department_head and tip.unit_id == user.organization_id)


@rule(lambda user: ~Q(proposed_by=user.pk) | Q(proposed_by=None))
def another(tip: Tip, user: "User") -> bool:
    """Somebody else than who has proposed the verdict."""
    return tip.proposed_by_id != user.pk


confirmer: Rule[Tip] = (leader & another).said("The head of the unit or the coordinator: not who has proposed it.")


@condition(lambda: Q(due_before=None, batch=None))
def not_extended_yet(tip: Tip) -> bool:
    """A period is extended once; the day of a batch is its superior's."""
    return tip.due_before is None and tip.batch_id is None


def _silent_since() -> Q:
    before = clock.now() - timedelta(days=settings.TIP_SILENCE_DAYS)
    return Q(answered_at__lte=before)


@condition(_silent_since)
def silent(tip: Tip) -> bool:
    """The reporter had time to say whether the answer satisfies."""
    days = timedelta(days=settings.TIP_SILENCE_DAYS)
    return tip.answered_at is not None and tip.answered_at <= clock.now() - days


def _why_not_extended(tip: Tip) -> str:
    return str(DAY_OF_SUPERIOR if tip.batch_id else ONCE)


def _wait(tip: Tip) -> str:
    return (
        str(_("The reporter still has time to say whether the answer satisfies."))
        if tip.answered_at
        else str(NOT_YOURS)
    )


OFFICE = _("The coordinating office decides who deals with a tip.")
NOT_YOURS = _("The unit that handles a tip, or the coordinating office, takes this step while it stands so.")
BY_ANOTHER = _(
    "A verdict is confirmed or sent back by the head of the unit or the coordinating office: not by who has proposed it."
)
ONCE = _("The period of a tip is extended once.")
DAY_OF_SUPERIOR = _("The superior has set the day of the batch; it is changed on the page of the batch.")
OFFICE_OF_BATCHES = _("Batches from above are entered by the coordinating office of the county.")
STALE = _("Somebody has dealt with this tip since you opened it.")
NEW, HANDLING, PROPOSED, CONFIRMED, ANSWERED = (
    frozenset({state.value})
    for state in (State.RECEIVED, State.HANDLING, State.PROPOSED, State.CONFIRMED, State.ANSWERED)
)
RUNNING = HANDLING | PROPOSED | CONFIRMED
W = Weight
# fmt: off
TIPS = Table[Tip](
    "tip",
    #    name         label                                          from       to                       who          given                                      weight      waits when
    Step("accept",    pgettext_lazy("tip", "Accept and assign"),     NEW,       State.HANDLING.value,    coordinator, ("unit",),                                 W.JUDGES,   coordinator, always,
         refused=OFFICE, done=_("Accepted; the unit has been told and the reporter reads it.")),
    Step("hand-over", pgettext_lazy("tip", "Not ours, hand over"),   NEW,       State.HANDED_OVER.value, coordinator, ("handed_to", "answer"),                   W.JUDGES,   coordinator, always,
         refused=OFFICE, done=_("Handed over; the reporter reads to whom and why.")),
    Step("repeat",    pgettext_lazy("tip", "Repeat of an earlier one"), NEW,    State.REPEAT.value,      coordinator, ("first",),                                W.JUDGES,   coordinator, always,
         refused=OFFICE, done=_("Linked with the earlier one; the reporter reads how that one stands.")),
    Step("ask",       pgettext_lazy("tip", "Ask the reporter"),      RUNNING,   None,                    handler,     ("text",),                                 W.ORDINARY, None, always,
         refused=NOT_YOURS, done=_("Asked; the reporter reads it with the receipt number.")),
    Step("extend",    pgettext_lazy("tip", "Extend the period"),     RUNNING,   None,                    leader,      ("due", "reason"),                         W.JUDGES,   None, not_extended_yet,
         refused=NOT_YOURS, otherwise=_why_not_extended, done=_("Extended; the earlier day stays visible.")),
    Step("propose",   pgettext_lazy("tip", "Propose a verdict"),     HANDLING,  State.PROPOSED.value,    handler,     ("verdict", "reasons"),                    W.JUDGES,   own, always,
         refused=NOT_YOURS, done=_("Proposed; a second person confirms it or sends it back.")),
    Step("confirm",   pgettext_lazy("tip", "Confirm the verdict"),   PROPOSED,  State.CONFIRMED.value,   confirmer,   (),                                        W.APPROVES, confirmer, always,
         refused=BY_ANOTHER, button=pgettext_lazy("tip", "Confirm the verdict"),
         means=_("The verdict holds. Where something is true a problem is put on the ledger with the words of the proposal; nobody finds the reporter there."),
         done=_("Confirmed; the reporter has to be answered now.")),
    Step("send-back", pgettext_lazy("tip", "Send the verdict back"), PROPOSED,  State.HANDLING.value,    confirmer,   ("reason",),                               W.JUDGES,   None, always,
         refused=BY_ANOTHER, done=_("Sent back to whoever has proposed it.")),
    Step("stage",     pgettext_lazy("tip", "Stage completed"),       CONFIRMED, None,                    handler,     ("stage_text", "stage_share", "stage_next"), W.JUDGES, None, always,
         refused=NOT_YOURS, done=_("Kept; it stays open, and the reporter reads the stage.")),
    Step("answer",    pgettext_lazy("tip", "Answer the reporter"),   CONFIRMED, State.ANSWERED.value,    handler,     ("answer",),                               W.JUDGES,   own, always,
         refused=NOT_YOURS, done=_("Answered; the reporter reads it with the receipt number.")),
    Step("close",     pgettext_lazy("tip", "Close"),                 ANSWERED,  State.CLOSED.value,      handler,     (),                                        W.JUDGES,   own, silent,
         refused=NOT_YOURS, otherwise=_wait, button=pgettext_lazy("tip", "Close"),
         means=_("It ends with the answer that was given; the reporter has not said anything about it."), done=_("Closed.")),
    rows=lambda user: Tip.objects.visible_to(user),
    told=lambda tip, given: {"state": tip.state},
    stale=STALE,
)
# fmt: on
