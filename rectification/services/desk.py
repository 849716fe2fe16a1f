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
from rectification.figures import DESK, on_desk
from rectification.models import Item
from rectification.services.rechecking import recheck_of
from rectification.states import CLOCK_RUNS, Desk

LINES = 30
NEWEST = 12
OFFICIAL_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.REVIEW, Desk.ACCEPT)
COORDINATOR_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ASSIGN, Desk.DECIDE, Desk.SIGN_OFF)
OWN = f"{DESK}.{Desk.OWN}"
OWN_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ACCEPT, Desk.OWN)


@dataclass(frozen=True)
class DayAhead:
    """The next day on which something falls due, with the link to what does."""

    day: date
    items: Reading


def counters(user: User) -> list[Reading]:
    """The boxes of the desk that a person is shown."""
    codes = [f"{DESK}.{box}" for box in _boxes(user)]
    return list(figures.read(codes, Asked.by(user)).values())


def _boxes(user: User) -> tuple[Desk, ...]:
    if user.is_coordinator:
        return COORDINATOR_BOXES
    return OFFICIAL_BOXES if user.reach == Reach.COUNTY else OWN_BOXES


def waiting(user: User) -> list[Item]:
    """Everything that waits for this person, the latest first, each with the step that comes next.

    What can only be waited for, as a publicity that still runs, comes after what can be done.
    """
    latest_first = (F("deadline").asc(nulls_last=True), "-pk")
    # Picked by key before anything is joined to them: what a line shows is looked up for these alone.
    rows = workflow.waiting_for(Item.objects.visible_to(user), user).order_by(*latest_first)
    shown = Item.objects.read_by(user).filter(pk__among=rows.values("pk")[:LINES]).for_line().with_open_extensions()
    items: list[Any] = list(shown.order_by(*latest_first))
    for item in items:
        item.next_step = next_step(item, user)
        item.recheck = recheck_of(item)
        item.turn = turn_of(item, user, item.next_step.name) if item.next_step else None
    return sorted(items, key=lambda item: item.next_step is None)


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
