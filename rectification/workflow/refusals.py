"""Why a step is refused: the person first, then the state, then what is missing."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import NotAllowedError, WorkflowError, WrongStateError
from core.services.acting import refuse_missing
from core.services.holding import refuse_held
from rectification.models import Item
from rectification.workflow.table import TRANSITIONS, Given, Transition
from rectification.workflow.who import Guard, barred_from_voiding, of_the_lead, outside_reviewer


def check_turn(item: Item, step: Transition, actor: User) -> None:
    """Refuse the wrong person, then the wrong state."""
    refusal = refusal_at(item, step, actor)
    if refusal is not None:
        raise refusal


def refusal_at(item: Item, step: Transition, actor: User) -> WorkflowError | None:
    """Why a person can't take a step now: the person, or the state where another one would let this person."""
    if step.may(item, actor):
        return None if step.fits(item) else _wrong_state(item, step)
    if not step.fits(item) and _waits_for_its_turn(item, step, actor):
        return _wrong_state(item, step)
    return NotAllowedError(why_not(item, step, actor))


def _wrong_state(item: Item, step: Transition) -> WrongStateError:
    return WrongStateError(
        gettext("“%(step)s” is not possible: the item is in the state “%(state)s”.")
        % {"step": step.label, "state": item.get_state_display()},
        state=item.state,
        version=item.version,
    )


def _waits_for_its_turn(item: Item, step: Transition, actor: User) -> bool:
    """Whether the step asks the chain, which begins later, and the person signs in chains: it is too early or late."""
    signs = actor.is_coordinator or (actor.is_department_head and not of_the_lead(item, actor))
    return (
        step.name in ("sign-off", "return") and signs and not (has_rectified(item, actor) or has_reviewed(item, actor))
    )


def check(item: Item, step: Transition, actor: User, given: Given) -> None:
    """Refuse what the table forbids: person first, then state, then what is missing."""
    check_turn(item, step, actor)
    if step.judges:
        refuse_held(actor)
    refuse_missing(step.required, given)


def has_rectified(item: Item, actor: User) -> bool:
    return actor.pk in item.rectifier_ids


def has_reviewed(item: Item, actor: User) -> bool:
    return actor.pk in item.reviewer_ids


def has_proposed_to_void(item: Item, actor: User) -> bool:
    return actor.pk == item.void_proposed_by_id


OWN_PART: tuple[tuple[tuple[str, ...], Guard, Promise], ...] = (
    (
        ("pass", "fail", "sign-off"),
        has_rectified,
        _("You rectified this item yourself, so somebody else has to review and sign it off."),
    ),
    (("sign-off",), has_reviewed, _("You re-inspected this item, so somebody else has to sign it off.")),
    (
        ("pass", "propose-pass"),
        outside_reviewer,
        _("Another officer has passed this item on site; the second officer named is to confirm."),
    ),
    (("pass", "fail"), of_the_lead, _("Your unit answers for this item, so another unit has to re-inspect it.")),
    (("decide-void",), has_proposed_to_void, _("You proposed this yourself, so a second person has to decide.")),
    (
        ("decide-void",),
        barred_from_voiding,
        _(
            "This voiding follows a challenge of the enterprise: a body that found, assigned, answered or was silent, "
            "or had another part in it, does not decide on it."
        ),
    ),
)
"""Why a step that is of a person's role is not theirs at this item; the first that fits is told."""

if strangers := {name for steps, _is_so, _told in OWN_PART for name in steps} - TRANSITIONS.keys():
    raise ImproperlyConfigured(f"OWN_PART in rectification/workflow/refusals.py names no steps: {strangers}.")


def why_not(item: Item, step: Transition, actor: User) -> str:
    """Why the step is not this person's, in words."""
    for steps, is_so, told in OWN_PART:
        if step.name in steps and is_so(item, actor):
            return str(told)
    return gettext("“%(step)s” is not for your role or unit at this item.") % {"step": step.label}
