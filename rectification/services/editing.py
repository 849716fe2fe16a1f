"""Correcting in the grid: which cells are open to whom, and many corrections of one mind: all or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.services.together import GoneError
from rectification.models import HistoryEntry, Item
from rectification.services import before_assignment, correction
from rectification.services.before_assignment import Values
from rectification.services.bulk import MOST_ITEMS, BatchRefusedError
from rectification.states import PASSED_STATES

REASON_TO_COME = "…"
"""Stands for the reason while a correction is looked at before it is made."""


@dataclass(frozen=True)
class Change:
    """What one item is to say from now on, as its person saw it: in this version."""

    item: Item
    version: int
    values: Values


def is_open(item: Item, user: User, field: str) -> bool:
    """Whether a cell of the grid is there to be corrected: by the rules of the correction, nothing beside them."""
    if not field or item.as_of is not None or not correction.may_correct(item, user):
        return False
    if field in before_assignment.PROPOSED:
        return before_assignment.is_open_to_correction(item)
    return field != "level" or item.state not in PASSED_STATES


def why_closed(item: Item, user: User, field: str) -> str:
    """Why a cell isn't there to be corrected, in the words of the correction."""
    try:
        correction.refuse(item, user, REASON_TO_COME, {})
    except DomainError as refused:
        return str(refused)
    return before_assignment.why_not(field)


def refusal(change: Change, actor: User) -> DomainError | None:
    """What would be said if this were done; None where nothing stands against it. The reason is asked later."""
    try:
        correction.refuse(change.item, actor, REASON_TO_COME, change.values)
    except DomainError as refused:
        return refused
    return None


@transaction.atomic
def correct_all(changes: Sequence[Change], *, actor: User, reason: str) -> list[HistoryEntry]:
    """Correct items, in the order of their ids. Raises BatchRefusedError; then nothing has changed."""
    if len(changes) > MOST_ITEMS:
        raise DomainError(_("More than %(n)s items at once.") % {"n": MOST_ITEMS})
    done, reasons = [], []
    for change in sorted(changes, key=lambda change: change.item.pk):
        try:
            done.append(_correct(change, actor, reason))
        except DomainError as refused:
            if refused.field == "reason":
                raise
            reasons.append(f"{change.item.number}: {refused}")
        except Item.DoesNotExist:
            raise GoneError([change.item.number]) from None
    if reasons:
        raise BatchRefusedError(reasons)
    return done


def _correct(change: Change, actor: User, reason: str) -> HistoryEntry:
    item = correction.correct(change.item.pk, actor=actor, version=change.version, reason=reason, **change.values)
    return item.history.get(version=item.version)
