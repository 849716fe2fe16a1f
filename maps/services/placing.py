"""落点: things are put on a plan, moved, taken off; the changes of each and the log tell of it."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.services import editing
from maps.models import Placement, Plan
from maps.services import layers
from parks.models import Park

AXES = ("x", "y")


def begun(plan: Plan, table: str, thing: int, *, actor: User) -> Placement:
    """Where a thing stands on a plan, or a new row for one that has no place yet.

    Raises DomainError for what is nothing that the person may put on this plan.
    """
    layer = layers.named(table)
    known = layer.marks(plan.park, actor) if layer is not None and layer.is_placed else ()
    if layer not in layers.offered(actor) or thing not in {mark.pk for mark in known}:
        raise DomainError(_("This is nothing that stands in this park."), "thing")
    row = Placement.objects.visible_to(actor).filter(plan=plan, table=table, thing=thing).first()
    return row or Placement(plan=plan, table=table, thing=thing)


@transaction.atomic
def put(row: Placement, x: Decimal, y: Decimal, *, actor: User, version: int) -> Placement:
    """Put a thing on its plan, or move it. Raises NotKeeperError, StaleError or UnfitError; then nothing changes."""
    x, y = _tenth(x), _tenth(y)
    if row.pk:
        return editing.change(row, actor=actor, version=version, values={"x": x, "y": y})
    row.x, row.y = x, y
    return editing.add(row, actor=actor, names=AXES)


@transaction.atomic
def take_off(row: Placement, *, actor: User, version: int) -> None:
    """Take a thing off its plan. Raises NotKeeperError or StaleError; then it stays."""
    editing.refuse_reader(actor)
    locked = editing.lock(row, actor=actor, version=version)
    editing.record(locked, actor, before=editing.said_of(locked, AXES), after=dict.fromkeys(AXES))
    locked.delete()


def take_over(plan: Plan, earlier: Plan) -> int:
    """Give the things of an earlier plan the same place, in proportion, on a new one; answers how many.

    For drawings of the same sheet. A change of each thing is none: it stands where it stood.
    """
    across, down = plan.width / earlier.width, plan.height / earlier.height
    rows = [
        Placement(plan=plan, table=row.table, thing=row.thing, x=_tenth(row.x * across), y=_tenth(row.y * down))
        for row in Placement.objects.filter(plan=earlier)
    ]
    return len(Placement.objects.bulk_create(rows, batch_size=500))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"))


def keeps_the_map(park: Park, user: User) -> bool:
    """Whether the person may change what stands on the map of a park that is visible to them."""
    return user.keeps_files
