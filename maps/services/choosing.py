"""选点: a point of a plan, as a form names it: by the pin of a thing, or anywhere on the plan."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from accounts.models import User
from core import clock
from core.rules.bounds import whole
from maps.models import Placement, Plan
from maps.services import showing
from maps.services.showing import Pin
from parks.models import Park

LONGEST = 40
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Chosen:
    """A point of a plan; of a pin also the thing that stands there."""

    plan: Plan
    x: Decimal
    y: Decimal
    pin: Pin | None = None


def point_named(said: str, user: User) -> Chosen | None:
    """The point that a text such as `3:120.5:80` names on a plan that the person may see; None for no such point."""
    plan_key, _colon, rest = said[:LONGEST].partition(":")
    key = whole(plan_key)
    across, _colon, down = rest.partition(":")
    try:
        x, y = Decimal(across), Decimal(down)
    except InvalidOperation:
        return None
    plan = Plan.objects.visible_to(user).select_related("park").filter(pk=key).first() if key is not None else None
    if plan is None or not (x.is_finite() and y.is_finite() and plan.holds(x, y)):
        return None
    return Chosen(plan, x.quantize(TENTH), y.quantize(TENTH))


def pins_of(park: Park, user: User) -> tuple[Plan | None, list[Pin]]:
    """The plan in force of a park, and what stands on it that a problem can be logged at."""
    plan = showing.plan_of(park, user, chosen=None, day=clock.today())
    if plan is None:
        return None, []
    return plan, [pin for pin in showing.shown(park, plan, user).placed if pin.layer.is_placed]


def pin_named(said: str, user: User) -> Chosen | None:
    """The place of the thing that `enterprises.enterprise:3` names, on the plan in force; None where it has none."""
    table, _colon, key = said.partition(":")
    number = whole(key)
    rows = Placement.objects.visible_to(user).filter(table=table, thing=number) if number is not None else None
    row = rows.select_related("plan__park").order_by("-plan__drawn_on", "-plan").first() if rows is not None else None
    if row is None:
        return None
    plan, pins = pins_of(row.plan.park, user)
    pin = next((pin for pin in pins if pin.key == said), None)
    if plan is None or pin is None or pin.spot is None:
        return None
    return Chosen(plan, *pin.spot, pin)


def park_at_hand(user: User, *, park: str, enterprise: str, remembered: object = None) -> Park | None:
    """The park of which the plan is offered: of what the form says, else the last looked at, else the only one."""
    known = Park.objects.visible_to(user)
    at = whole(enterprise)
    if at is not None and (found := known.filter(enterprises=at).first()):
        return found
    for key in (whole(park), remembered if isinstance(remembered, int) else None):
        if key is not None and (found := known.filter(pk=key).first()):
            return found
    first = list(known.exclude(map_plans=None)[:2])
    return first[0] if len(first) == 1 else None
