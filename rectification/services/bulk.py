"""批量交办、批量签收、批量催办: every item by the same door, all or none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from core.errors import DomainError
from core.services.together import GoneError
from core.steps import takeable
from rectification import workflow
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services import proposing
from rectification.services.advancing import advance
from rectification.states import Desk, SupervisionLevel

MOST_ITEMS = 500
Own = Mapping[int, Mapping[str, object]]
"""What is given for single items, by their keys, beside what is given for all."""
NOTHING: Own = MappingProxyType({})


@dataclass(frozen=True)
class Act:
    """One act on many items: `step` is what each of them takes, `box` the kind of act on the desk that it does."""

    name: str
    step: str
    label: str | Promise
    box: Desk | None = None


@dataclass(frozen=True)
class Offer:
    """An act with the number of items that can take it."""

    act: Act
    count: int


ACTS = {
    act.name: act
    for act in (
        Act("assign", "assign", gettext_lazy("Assign"), Desk.ASSIGN),
        Act("accept", "accept", gettext_lazy("Accept"), Desk.ACCEPT),
        Act("chase", "supervise", gettext_lazy("Chase")),
    )
}


def of_box(box: Desk) -> Act | None:
    """The act that does in one go what a list of the desk holds; None where each is looked at by itself."""
    return next((act for act in ACTS.values() if act.box == box), None)


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
    """Of rows, those at which this person can take the act's step; `allows` says it of one."""
    found = takeable(workflow.TRANSITIONS[act.step], actor)
    return rows.none() if found is None else rows.filter(found)


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
        except Item.DoesNotExist:
            raise GoneError([item.number]) from None
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
    own: Own = NOTHING,
) -> list[Item]:
    """Assign items: to the unit named for all, else to the item's `own`, else to the one proposed for it.

    The day is its own, else that for all, else the one that it has already.
    """

    def given_for(item: Item) -> dict[str, Any]:
        named = own.get(item.pk, {})
        day = named.get("deadline") or deadline
        return {
            "lead_organization": lead_organization or named.get("lead_organization") or unit_of(item),
            "assisting_organizations": list(item.assisting.all()),
            "deadline": day or item.deadline,
            "undated_kind": "" if day else item.undated_kind,
            "requirement": requirement,
        }

    return take_step(items, "assign", actor=actor, given_for=given_for)


def accept(
    items: Sequence[Item],
    *,
    actor: User,
    own: Own = NOTHING,
    **plan: object,
) -> list[Item]:
    """签收: accept items with one plan for all of them, but for what is said of an item of its `own`."""
    return take_step(items, "accept", actor=actor, given_for=lambda item: {**plan, **own.get(item.pk, {})})


def chase(items: Sequence[Item], *, actor: User, reason: str) -> list[Item]:
    """催办: remind the units that answer for the items, and record it."""
    given = {"level": SupervisionLevel.CHASED, "reason": reason}
    return take_step(items, "supervise", actor=actor, given_for=lambda item: given)


@dataclass(frozen=True)
class Alike:
    """Items that go together: those of one category, park, weight and proposed unit, or of one place and weight."""

    items: Sequence[Item]
    unit: Organization | None

    @property
    def key(self) -> str:
        return str(self.items[0].pk)

    @property
    def label(self) -> str:
        first = self.items[0]
        is_one_place = len({item.place_label for item in self.items}) == 1
        categories = {str(item.category or "") for item in self.items}
        named = [
            categories.pop() if len(categories) == 1 else "",
            first.place_label if is_one_place else str(first.park or ""),
            first.get_level_display() if first.is_major else "",
        ]
        return " · ".join(filter(None, named)) or first.number


def alike(items: Sequence[Item], actor: User) -> list[Alike]:
    """The items in lots that would go the same way, the larger ones first."""
    leads = proposing.leads_of(items, actor)
    lots: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        unit = leads.get(item.pk)
        lots[item.category_id, item.park_id, item.is_major, unit.pk if unit else None].append(item)
    return _largest_first(Alike(lot, leads.get(lot[0].pk)) for lot in lots.values())


def of_one_plan(items: Sequence[Item]) -> list[Alike]:
    """The items in lots of one place, major hazards by themselves: each has its own person and its own funds."""
    lots: dict[tuple[str, bool], list[Item]] = defaultdict(list)
    for item in items:
        lots[item.place_label, item.is_major].append(item)
    return _largest_first(Alike(lot, lot[0].lead_organization) for lot in lots.values())


def _largest_first(lots: Iterable[Alike]) -> list[Alike]:
    return sorted(lots, key=lambda each: -len(each.items))


def unit_of(item: Item, named: Organization | None = None) -> Organization | None:
    """The unit that an item goes to: the one named for all, else the one that answers for it or is proposed."""
    return named or proposing.lead_of(item)


def units_of(items: Iterable[Item], named: Organization | None = None) -> int:
    """To how many units the items go."""
    return len({unit.pk for item in items if (unit := unit_of(item, named)) is not None})
