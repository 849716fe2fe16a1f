"""What a page shows when it asks for a step: the form, what is judged by it, and what may be decided in its place."""

from accounts.models import User
from core.errors import WorkflowError
from rectification import workflow
from rectification.forms.steps import FORMS, StepForm
from rectification.models import Item
from rectification.services import reading, telling
from rectification.services.rechecking import recheck_of
from rectification.services.refusals import last_refusal
from rectification.workflow import Transition, Turn


def of_step(item: Item, step: Transition, form: StepForm, user: User) -> dict[str, object]:
    """A step with its form, and the other verdicts of the same turn."""
    return {
        "item": item,
        "step": step,
        "form": form,
        "refusal": _refusal(form, step),
        "instead": workflow.instead(item, step, user),
        "last_refusal": last_refusal(item),
    }


def judged(item: Item, turn: Turn, user: User) -> dict[str, object]:
    """What is looked at before any verdict of a turn."""
    shown = dict.fromkeys(part for step in turn.steps for part in FORMS[step.name].shows)
    return reading.beside(item, shown, user)


def in_pane(item: Item, turn: Turn | None, user: User) -> dict[str, object]:
    """An item beside the list of the desk: its verdicts, or the form of the only step there is; none where it waits."""
    context: dict[str, object] = {"turn": turn, "is_in_pane": True}
    context |= {"whose_turn": telling.whose_turn(item), "recheck": recheck_of(item)}
    if turn is None:
        return context | {"last_refusal": last_refusal(item), **reading.beside(item, ["rounds"], user)}
    context |= judged(item, turn, user)
    if len(turn.steps) > 1:
        return context | {"last_refusal": last_refusal(item), "verdicts": in_order(turn)}
    (step,) = turn.steps
    return context | of_step(item, step, FORMS[step.name](item=item, user=user), user)


def in_order(turn: Turn) -> list[Transition]:
    """The verdicts of a turn as the keys 1 and 2 mean them: what agrees first, what sends back after it."""
    return sorted(turn.steps, key=lambda step: step.asks.refused is not None)


def _refusal(form: StepForm, step: Transition) -> str:
    """Why the step can't be taken at all, for whoever comes by an old link; empty where it can."""
    try:
        workflow.check_turn(form.item, step, form.user)
    except WorkflowError as refusal:
        return str(refusal)
    return ""
