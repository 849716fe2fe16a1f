"""措施转台账: measures of plans become items of the ledger, each exactly once; how they stand is what the items say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Reach
from core import clock, figures
from core.errors import NotAllowedError, WorkflowError
from core.figures import Asked, Reading
from core.querysets import address
from core.services import log
from rectification.models import Item, PlacedMeasure
from rectification.services.drafting import ItemGiven
from rectification.services.registration import register_many
from rectification.states import OPEN_STATES, State

FIGURES = ("ledger.all", "ledger.done", "ledger.signed_off", "ledger.overdue")


@dataclass(frozen=True)
class Measure:
    """A measure that is to be put on the ledger: the row it stands in, and what the registration is given.

    `number` is that of an item by which it is followed already: then none is made.
    """

    row: models.Model
    given: ItemGiven
    number: str = ""


def places(user: User) -> bool:
    """Who puts measures on the ledger: those who keep the files and record findings, in the county or the park."""
    return user.keeps_files and user.records_findings and user.reach in (Reach.COUNTY, Reach.PARK)


@transaction.atomic
def place(plan: models.Model, measures: Sequence[Measure], *, actor: User) -> list[Item]:
    """Put those measures of a plan on the ledger that are not there yet; the caller holds the plan's row.

    Raises NotAllowedError, WorkflowError where nothing is left to do or no item has the number that a measure names.
    """
    if not places(actor):
        raise NotAllowedError(_("Whoever keeps the file puts its measures on the ledger."))
    there = set(_of_rows(measures).values_list("row", flat=True))
    new = [each for each in measures if address(each.row) not in there]
    if not new:
        raise WorkflowError(_("This is on the ledger already."))
    items = _items(new, actor)
    _link(plan, new, items, actor)
    return items


def _items(new: Sequence[Measure], actor: User) -> list[Item]:
    """The item of each: the one it names, or one that is registered now."""
    numbered = {each.number: _known(each.number, actor) for each in new if each.number}
    made = iter(register_many([each.given for each in new if not each.number], actor=actor))
    return [numbered[each.number] if each.number else next(made) for each in new]


def _of_rows(measures: Sequence[Measure]) -> "models.QuerySet[PlacedMeasure]":
    return PlacedMeasure.objects.filter(row__in=[address(each.row) for each in measures])


def _known(number: str, actor: User) -> Item:
    item = Item.objects.visible_to(actor).whole().filter(number=number).first()
    if item is None:
        raise WorkflowError(_("There is no item %(number)s on the ledger.") % {"number": number})
    return item


def _link(plan: models.Model, measures: Sequence[Measure], items: Sequence[Item], actor: User) -> None:
    now = clock.now()
    for measure, item in zip(measures, items, strict=True):
        PlacedMeasure(row=address(measure.row), plan=address(plan), item=item, placed_by=actor, placed_at=now).save(
            force_insert=True
        )
        log.record("measure.place", item, actor=actor, after={"measure": str(measure.row)[:80], "plan": str(plan)[:80]})


def carry(plan: models.Model, rows: Mapping[str, models.Model], *, actor: User) -> None:
    """Let rows of a new edition of a plan be followed by the items of those that they go on with, by address."""
    now = clock.now()
    for placed in PlacedMeasure.objects.filter(row__in=list(rows)).select_related("item"):
        PlacedMeasure(
            row=address(rows[placed.row]), plan=address(plan), item=placed.item, placed_by=actor, placed_at=now
        ).save(force_insert=True)


def items_of(rows: Collection[models.Model], reader: User) -> dict[str, Item]:
    """By the address of a row the item that follows it, of those that the reader may know of."""
    placed = PlacedMeasure.objects.visible_to(reader).filter(row__in=[address(row) for row in rows])
    return {each.row: each.item for each in placed.select_related("item__lead_organization")}


def placed_rows(rows: Collection[models.Model]) -> set[str]:
    """The addresses of those rows that are on the ledger, whoever may know of their items."""
    known = PlacedMeasure.objects.filter(row__in=[address(row) for row in rows])
    return set(known.values_list("row", flat=True))


def progress(plans: Collection[models.Model], reader: User) -> list[Reading]:
    """All items that follow measures of the plans, those rectified, signed off and overdue, of what the reader sees."""
    named = ",".join(address(plan) for plan in plans)
    read = figures.read(FIGURES, Asked.by(reader, part={"plan": named}))
    return [read[code] for code in FIGURES]


def all_ended(rows: Collection[models.Model]) -> bool:
    """Whether each row is on the ledger and no item is open: signed off, or void with at least one signed off."""
    placed = PlacedMeasure.objects.filter(row__in=[address(row) for row in rows])
    states = list(placed.values_list("item__state", flat=True))
    return bool(states) and len(states) == len(rows) and not OPEN_STATES & set(states) and State.CLOSED in states
