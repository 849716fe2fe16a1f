"""提示的决定: the two steps by which a person decides on what an engine proposes, the same for every engine."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.states import ProposalState as State
from core.steps import Step, Weight, everybody
from core.who import Rule, condition

Row = TypeVar("Row", bound=Model)
ANYWHERE: frozenset[str] = frozenset()
STALE = _("The facts of this proposal have changed since you opened it.")
DISMISSED = _("Dismissed; other facts may propose it again.")
RECORDED = _("Recorded as a problem.")


@condition(lambda: Q(state=State.PROPOSED))
def undecided(proposal: object) -> bool:
    """Nobody has decided on it, and it holds."""
    return getattr(proposal, "state", "") == State.PROPOSED


def decided(proposal: object) -> str:
    return gettext("This proposal has been decided on or withdrawn already.")


def decisions(who: Rule[object], refused: str | Promise) -> tuple[Step[Model, str | None], Step[Model, str | None]]:
    """Confirm, by which it becomes a problem, and dismiss, with a reason."""
    step: Callable[..., Step[Model, str | None]] = Step
    said = {"refused": refused, "otherwise": decided}
    confirmed, dismissed = pgettext_lazy("violation", "Confirmed"), pgettext_lazy("violation", "Dismissed")
    more = (Weight.JUDGES, everybody, undecided)
    return (
        step("confirm", confirmed, ANYWHERE, State.CONFIRMED.value, who, (), *more, done=RECORDED, **said),
        step("dismiss", dismissed, ANYWHERE, State.DISMISSED.value, who, ("reason",), *more, done=DISMISSED, **said),
    )
