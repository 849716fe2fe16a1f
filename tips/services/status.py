"""办理情况: how a tip stands, in plain words for whoever has told it; nothing of the ledger or of others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tips.models import Tip
from tips.states import DoneKind, TipState

CHECKS = gettext_lazy("%(unit)s checks it. You are answered here by %(due)s.")
SENTENCES: Mapping[TipState, Promise] = {
    TipState.RECEIVED: gettext_lazy("By %(accept)s it is decided who deals with it. Look in again then."),
    TipState.HANDLING: CHECKS,
    TipState.PROPOSED: CHECKS,
    TipState.CONFIRMED: gettext_lazy("%(unit)s has checked it. You are answered here by %(due)s."),
    TipState.HANDED_OVER: gettext_lazy("It is not ours to decide; it has gone to: %(to)s."),
}


@dataclass(frozen=True)
class Status:
    """What the page of the dialogue says of a tip."""

    heading: str
    sentences: tuple[str, ...]
    verdict: str
    answer: str
    may_reply: bool
    may_judge: bool


def status_of(tip: Tip) -> Status:
    """The status of a tip; of a repeat that of the first one, which is checked for both."""
    shown = tip.first if tip.state == TipState.REPEAT and tip.first is not None else tip
    is_answered = shown.state in (TipState.ANSWERED, TipState.CLOSED, TipState.HANDED_OVER) and bool(shown.answer)
    is_judged = bool(shown.verdict) and shown.confirmed_at is not None
    return Status(
        heading=_heading(tip, shown),
        sentences=tuple(_sentences(tip, shown)),
        verdict=shown.get_verdict_display() if is_judged else "",
        answer=shown.answer if is_answered else "",
        may_reply=tip.is_open or tip.state == TipState.ANSWERED,
        may_judge=tip.state == TipState.ANSWERED,
    )


def _heading(tip: Tip, shown: Tip) -> str:
    if shown.state in (TipState.HANDLING, TipState.PROPOSED, TipState.CONFIRMED):
        return pgettext("tip", "Being handled")
    return {
        TipState.RECEIVED: _("We have received it"),
        TipState.ANSWERED: _("You have been answered"),
        TipState.CLOSED: _("It has been closed"),
        TipState.HANDED_OVER: _("It has been handed over"),
    }[TipState(shown.state)]


def _sentences(tip: Tip, shown: Tip) -> Iterator[str]:
    if shown is not tip:
        yield _("The same matter has been told before; both are dealt with together.")
    said = {
        "unit": shown.unit.name if shown.unit else "",
        "due": date_format(shown.due, "DATE_FORMAT"),
        "accept": date_format(shown.accept_by, "DATE_FORMAT"),
        "to": shown.handed_to,
    }
    if (sentence := SENTENCES.get(TipState(shown.state))) is not None:
        yield sentence % said
    if shown.due_before is not None and shown.is_open:
        yield _("The period has been extended once.")
    if shown.done == DoneKind.STAGED and shown.stage_next is not None:
        facts = {
            "share": shown.stage_share,
            "day": date_format(shown.stage_next, "DATE_FORMAT"),
            "text": shown.stage_text,
        }
        yield _("A stage is completed (%(share)s %%): %(text)s Next date: %(day)s.") % facts
    if tip.rounds > 1:
        yield _("You were not satisfied with the first answer; it has been taken up again.")
