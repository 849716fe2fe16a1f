"""The kinds of notices of the ledger: which are duties, which can be done without, which can't wait."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Kind
from rectification import workflow
from rectification.services.notifying import CLOSED, CORRECTED
from rectification.workflow import Heard


def answers(person: User) -> bool:
    """Of a unit that answers for items, or that assigns them."""
    return person.answers


def takes_steps(person: User) -> bool:
    return person.answers or person.is_reviewer


def heard_as(heard: Heard) -> frozenset[str]:
    """The steps of which people hear so, by the column of the table."""
    return frozenset(step.name for step in workflow.TRANSITIONS.values() if step.heard == heard)


KINDS = (
    Kind(
        "turn",
        _("What waits for you"),
        _("A step has made it your turn, or your unit's."),
        heard_as(Heard.TURN),
        can_reach=takes_steps,
        order=5,
    ),
    Kind(
        "news",
        _("News of items of your unit"),
        _("Your unit has rectified the item; its plan was approved, or it was signed off."),
        heard_as(Heard.NEWS) | {CLOSED},
        duty=False,
        can_reach=answers,
        order=45,
    ),
    Kind(
        "corrections",
        _("Corrections of items"),
        _("Your unit answers for the item or has assigned it, or your office coordinates; what it says has changed."),
        frozenset({CORRECTED}),
        duty=False,
        can_reach=answers,
        order=50,
    ),
)
