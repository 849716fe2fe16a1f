"""工作台: what a person finds on the desk, each figure with the list it counts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from accounts.models import Organization, User
from accounts.states import Reach
from core import clock, figures
from core.figures import Asked, Reading
from rectification import workflow
from rectification.figures import DESK, ON_DESK, is_ever_asked, on_desk
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services.rechecking import recheck_of
from rectification.states import CLOCK_RUNS, Desk

LINES = 30
NEWEST = 12
OFFICIAL_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.REVIEW, Desk.ACCEPT)
COORDINATOR_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ASSIGN, Desk.DECIDE, Desk.SIGN_OFF)
OWN = f"{DESK}.{Desk.OWN}"
OWN_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ACCEPT, Desk.OWN)
TABS = (Desk.WAITING, Desk.ASSIGN, Desk.ACCEPT, Desk.RECTIFY, Desk.INSPECT, Desk.DECIDE, Desk.SIGN_OFF)
LATEST_FIRST = (F("deadline").asc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class DayAhead:
    """The next day on which something falls due, with the link to what does."""

    day: date
    items: Reading


def counters(user: User) -> tuple[list[Reading], dict[Desk, Reading]]:
    """How much waits of each kind of act, and the boxes of the desk that are none; in one statement."""
    kinds = tabs(user)
    boxes = [box for box in _boxes(user) if box not in kinds]
    read = figures.read([f"{DESK}.{box}" for box in dict.fromkeys([*boxes, *ON_DESK, *kinds])], Asked.by(user))
    of_others = [reading for box in ON_DESK if (reading := read[f"{DESK}.{box}"]).value]
    return [*(read[f"{DESK}.{box}"] for box in boxes), *of_others], {box: read[f"{DESK}.{box}"] for box in kinds}


def _boxes(user: User) -> tuple[Desk, ...]:
    if user.is_coordinator:
        return COORDINATOR_BOXES
    return OFFICIAL_BOXES if user.reach == Reach.COUNTY else OWN_BOXES


def tabs(user: User) -> tuple[Desk, ...]:
    """The kinds of acts by which what waits is sorted, as far as the person could ever be asked for them."""
    return tuple(box for box in TABS if is_ever_asked(box, user))


def waiting(user: User, box: Desk = Desk.WAITING) -> list[Item]:
    """What waits for this person, of one kind or of all, each item with the step that comes next.

    What the own unit is there for comes first, then what others might do as well; the latest first in each. What
    can only be waited for, as a publicity that still runs, comes after what can be done.
    """
    rows = on_desk(Item.objects.visible_to(user), box, user, clock.today())
    items: list[Any] = _first(rows.duty_of(user), user, LINES)
    own = len(items)
    if not user.is_coordinator and own < LINES:
        items += _first(rows.exclude(pk__in=[item.pk for item in items]), user, LINES - own)
    for place, item in enumerate(items):
        item.next_step = next_step(item, user)
        item.recheck = recheck_of(item)
        item.turn = turn_of(item, user, item.next_step.name) if item.next_step else None
        item.is_of_others = place >= own
    return sorted(items, key=lambda item: item.next_step is None)


def _first(rows: ItemQuerySet, user: User, most: int) -> list[Item]:
    """The first lines, the latest first.

    Picked by key before anything is joined to them: what a line shows is looked up for these alone.
    """
    keys = rows.order_by(*LATEST_FIRST).values("pk")[:most]
    shown = Item.objects.read_by(user).filter(pk__among=keys).for_line().with_open_extensions()
    return list(shown.order_by(*LATEST_FIRST))


def has_assigned(unit: Organization, user: User) -> bool:
    """Whether the unit has assigned anything that the person sees, to itself or to others."""
    return Item.objects.visible_to(user).filter(assigned_by_organization=unit).exists()


def turns(item: Item, user: User) -> list[workflow.Turn]:
    """What the page of an item offers, each with the address where it is looked at or done."""
    return [_with_address(item, turn) for turn in workflow.turns(item, user)]


def turn_of(item: Item, user: User, name: str) -> workflow.Turn | None:
    """The turn of which a step is part; None where this person can't take the step."""
    return next((turn for turn in turns(item, user) if name in (step.name for step in turn.steps)), None)


def _with_address(item: Item, turn: workflow.Turn) -> workflow.Turn:
    page = "item-turn" if len(turn.steps) > 1 else "item-transition"
    return replace(turn, url=reverse(f"rectification:{page}", args=[item.pk, turn.name]))


def newest(user: User) -> list[Item]:
    """The newest items that a watcher may see, for a desk where nothing waits."""
    return list(Item.objects.visible_to(user).for_line().order_by("-pk")[:NEWEST])


def next_step(item: Item, user: User) -> workflow.Transition | None:
    """The one next act: the main button of the line and of the item's page."""
    offered = {step.name: step for turn in workflow.turns(item, user) for step in turn.steps}
    if item.is_being_published:
        offered.pop("sign-off", None)
    if "decide-extension" in offered and item.state in CLOCK_RUNS:
        return offered["decide-extension"]
    return next((step for step in offered.values() if step.waits is not None), None)


def day_ahead(user: User) -> DayAhead | None:
    """When the next deadline falls due among what the person's unit is there for; None without one."""
    rows = on_desk(Item.objects.visible_to(user), Desk.OWN, user, clock.today())
    running = rows.filter(state__in=CLOCK_RUNS, deadline__gte=clock.today())
    day = running.order_by("deadline").values_list("deadline", flat=True).first()
    if day is None:
        return None
    asked = Asked.by(user).of(deadline_after=day, deadline_before=day)
    return DayAhead(day, figures.read([OWN], asked)[OWN])
