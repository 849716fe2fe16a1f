"""批量交办、批量催办: every item by the same door, all or none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from rectification.models import Item
from rectification.services.advancing import advance
from rectification.states import SupervisionLevel

MOST_ITEMS = 500


class BatchRefusedError(DomainError):
    """Some items can't take the step; then none has. `reasons` says which and why."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(_("Nothing was done: %(n)s items can't take this step.") % {"n": len(reasons)})
        self.reasons = reasons


@transaction.atomic
def take_step(items: Iterable[Item], name: str, *, actor: User, given: Mapping[str, Any]) -> list[Item]:
    """Take one step with every item, in the order of their ids. Raises BatchRefusedError; then nothing has changed."""
    done, reasons = [], []
    for item in sorted(items, key=lambda item: item.pk)[: MOST_ITEMS + 1]:
        try:
            done.append(advance(item.pk, name, actor=actor, version=item.version, **given))
        except DomainError as refusal:
            reasons.append(f"{item.number}: {refusal}")
    if len(done) + len(reasons) > MOST_ITEMS:
        reasons.insert(0, _("More than %(n)s items at once.") % {"n": MOST_ITEMS})
    if reasons:
        raise BatchRefusedError(reasons)
    return done


def assign(items: Iterable[Item], *, actor: User, **given: Any) -> list[Item]:
    """Assign items to one unit with one deadline."""
    return take_step(items, "assign", actor=actor, given=given)


def chase(items: Iterable[Item], *, actor: User, reason: str) -> list[Item]:
    """催办: remind the units that answer for the items, and record it."""
    return take_step(items, "supervise", actor=actor, given={"level": SupervisionLevel.CHASED, "reason": reason})
