"""批量交办、批量催办: every item by the same door, all or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from core.errors import DomainError
from rectification import workflow
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services import proposing
from rectification.services.advancing import advance
from rectification.states import SupervisionLevel

MOST_ITEMS = 500


@dataclass(frozen=True)
class Act:
    """One act on many items: `step` is what each of them takes."""

    name: str
    step: str
    label: str | Promise


@dataclass(frozen=True)
class Offer:
    """An act with the number of items that can take it."""

    act: Act
    count: int


ACTS = {
    act.name: act
    for act in (Act("assign", "assign", gettext_lazy("Assign")), Act("chase", "supervise", gettext_lazy("Chase")))
}


def allows(act: Act, item: Item, actor: User) -> bool:
    """Whether the workflow lets this person take the act's step with the item as it stands."""
    return workflow.allows(workflow.TRANSITIONS[act.step], item, actor)


def left_out(act: Act, items: Iterable[Item], taking: Sequence[Item], actor: User) -> list[Any]:
    """The items that can't take the act, each with `why`: the person's role, or the state it is in."""
    out: list[Any] = [item for item in items if item not in taking]
    for item in out:
        item.why = workflow.refusal_at(item, workflow.TRANSITIONS[act.step], actor)
    return out


def acts_at(item: Item, actor: User) -> list[Act]:
    """The acts on many items that are open to a person at this one."""
    return [act for act in ACTS.values() if allows(act, item, actor)]


def fitting(rows: ItemQuerySet, act: Act, actor: User) -> ItemQuerySet:
    """Of rows, those that can take the act: where its step begins, if it is this person's at any item."""
    return rows.filter(state__in=workflow.TRANSITIONS[act.step].source) if actor.assigns else rows.none()


def offers(rows: ItemQuerySet, actor: User) -> list[Offer]:
    """The acts that fit any of these rows, each with how many it fits."""
    counted = (Offer(act, fitting(rows, act, actor).count()) for act in ACTS.values())
    return [offer for offer in counted if offer.count]


class BatchRefusedError(DomainError):
    """Some items can't take the step; then none has. `reasons` says which and why."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(_("Nothing was done: %(n)s items can't take this step.") % {"n": len(reasons)})
        self.reasons = reasons


@transaction.atomic
def take_step(
    items: Sequence[Item], name: str, *, actor: User, given_for: Callable[[Item], dict[str, Any]]
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
            "lead_organization": unit_of(item, lead_organization),
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


def unit_of(item: Item, named: Organization | None = None) -> Organization | None:
    """The unit that an item goes to: the one named for all, else the one that answers for it or is proposed."""
    return named or proposing.lead_of(item)


def units_of(items: Iterable[Item], named: Organization | None = None) -> int:
    """To how many units the items go."""
    return len({unit.pk for item in items if (unit := unit_of(item, named)) is not None})
