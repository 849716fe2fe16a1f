"""批量交办、批量催办: every item by the same door, all or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core.errors import DomainError
from rectification.models import Item
from rectification.services import proposing
from rectification.services.advancing import advance
from rectification.states import SupervisionLevel

MOST_ITEMS = 500


class BatchRefusedError(DomainError):
    """Some items can't take the step; then none has. `reasons` says which and why."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(_("Nothing was done: %(n)s items can't take this step.") % {"n": len(reasons)})
        self.reasons = reasons


@transaction.atomic
def take_step(
    items: Sequence[Item], name: str, *, actor: User, given_for: Callable[[Item], Mapping[str, Any]]
) -> list[Item]:
    """Take one step with every item, in the order of their ids. Raises BatchRefusedError; then nothing has changed."""
    if len(items) > MOST_ITEMS:
        raise DomainError(_("More than %(n)s items at once.") % {"n": MOST_ITEMS})
    done, reasons = [], []
    for item in sorted(items, key=lambda item: item.pk):
        try:
            done.append(advance(item.pk, name, actor=actor, version=item.version, **given_for(item)))
        except DomainError as refusal:
            reasons.append(f"{item.number}: {refusal}")
    if reasons:
        raise BatchRefusedError(reasons)
    return done


def assign(
    items: Sequence[Item],
    *,
    actor: User,
    lead_organization: Organization | None,
    deadline: date | None,
    requirement: str = "",
) -> list[Item]:
    """Assign items; each to the unit and by the day proposed for it where none is named for all."""

    def given_for(item: Item) -> dict[str, Any]:
        return {
            "lead_organization": lead_organization or proposing.lead_of(item),
            "assisting_organizations": list(item.assisting.all()),
            "deadline": deadline or item.deadline,
            "undated_kind": "" if deadline else item.undated_kind,
            "requirement": requirement,
        }

    return take_step(items, "assign", actor=actor, given_for=given_for)


def chase(items: Sequence[Item], *, actor: User, reason: str) -> list[Item]:
    """催办: remind the units that answer for the items, and record it."""
    given = {"level": SupervisionLevel.CHASED, "reason": reason}
    return take_step(items, "supervise", actor=actor, given_for=lambda item: given)


def units_of(items: Iterable[Item]) -> int:
    """How many units answer for the items."""
    return len({item.lead_organization_id for item in items if item.lead_organization_id})
