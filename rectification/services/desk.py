"""工作台: what a person finds on the desk, each figure with the list it counts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock
from rectification import workflow
from rectification.models import Item
from rectification.states import Desk

LINES = 30
URGENT = ("assign", "accept", "submit", "confirm", "approve-plan", "pass", "publish", "sign-off", "decide-extension",
          "decide-void")  # fmt: skip
OFFICIAL_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.REVIEW, Desk.ACCEPT)
COORDINATOR_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ASSIGN, Desk.SIGN_OFF)
OWN_BOXES = (Desk.OVERDUE, Desk.SOON, Desk.ACCEPT, Desk.OWN)


@dataclass(frozen=True)
class Figure:
    """A number with the query of the ledger that opens exactly what it counts."""

    label: Any
    count: int
    query: str
    is_bad: bool = False


def figures(user: User) -> list[Figure]:
    """The counters of the desk."""
    rows, today = Item.objects.visible_to(user), clock.today()
    return [
        Figure(Desk(box).label, rows.on_desk(box, user, today).count(), f"mine={box}", is_bad=box == Desk.OVERDUE)
        for box in _boxes(user)
    ]


def _boxes(user: User) -> tuple[Desk, ...]:
    if user.is_coordinator:
        return COORDINATOR_BOXES
    return OFFICIAL_BOXES if user.reach == Reach.COUNTY else OWN_BOXES


def waiting(user: User) -> list[Item]:
    """Everything that waits for this person, the latest first, each with the step that comes next."""
    rows = Item.objects.visible_to(user).waiting_for(user, clock.today())
    # The union of the desk's conditions may join a row to itself; the page asks by key.
    shown = Item.objects.filter(pk__in=rows.values("pk")).for_list().select_related("assigned_by_organization")
    items = list(shown.with_open_extensions().order_by("deadline", "-pk")[:LINES])
    for item in items:
        item.next_step = next_step(item, user)
    return items


def next_step(item: Item, user: User) -> workflow.Transition | None:
    """The one next act: the main button of the line and of the item's page."""
    offered = {step.name: step for step in workflow.available(item, user)}
    return next((offered[name] for name in URGENT if name in offered), None)


def sentences(user: User) -> list[Figure]:
    """A superior's five answers: how many, who is late, is it done, is it back, what is grave."""
    rows, today = Item.objects.visible_to(user), clock.today()
    return [
        Figure(_("Open problems"), rows.open().count(), "open=true"),
        Figure(_("Overdue"), rows.overdue(today).count(), "overdue=true", is_bad=True),
        Figure(_("Due within 7 days"), rows.on_desk(Desk.SOON, user, today).count(), f"mine={Desk.SOON}"),
        Figure(_("Major hazards open"), rows.open().filter(level="MAJOR").count(), "open=true&level=MAJOR"),
        Figure(_("Signed off"), rows.filter(state="CLOSED").count(), "state=CLOSED"),
    ]
