"""The boxes of a person's desk: items that wait, each with the list that it opens."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import figures
from core.figures import Asked, Figure, Pick
from rectification import workflow
from rectification.figures.body import (
    DESK,
    ITEMS,
    Ledger,
)
from rectification.querysets import (
    ItemQuerySet,
    due_soon_on,
)
from rectification.states import (
    Desk,
)


class OwnDesk(Ledger):
    """The body of the desk's boxes: the same items, opened by the box."""

    name: str | Promise = _("My work")

    def link(self, code: str, asked: Asked) -> str:
        return (
            f"{reverse('rectification:item-list')}?{urlencode({'mine': code.removeprefix(f'{DESK}.'), **asked.part})}"
        )


Box = Callable[[ItemQuerySet, User, date], ItemQuerySet]
INSPECTIONS = ("propose-pass", "pass", "confirm-pass")
DECISIONS = ("approve-plan", "decide-extension", "decide-void")
WORK = ("submit", "confirm")
SIGNATURES = ("publish", "sign-off")


def _of_steps(*steps: str) -> Box:
    """What waits for a person by the workflow's table, of these steps."""
    return lambda items, user, today: workflow.waiting_for(items, user, steps or workflow.TRANSITIONS)


STEPS: dict[str, tuple[str, ...]] = {
    Desk.ASSIGN: ("assign",),
    Desk.ACCEPT: ("accept",),
    Desk.RECTIFY: WORK,
    Desk.INSPECT: INSPECTIONS,
    Desk.DECIDE: DECISIONS,
    Desk.SIGN_OFF: SIGNATURES,
}
"""The boxes that are one kind of act each, with the steps of the workflow's table that belong to it."""

ROWS: dict[str, Box] = {
    Desk.WAITING: _of_steps(),
    Desk.OVERDUE: lambda items, user, today: items.overdue(today).duty_of(user),
    Desk.SOON: lambda items, user, today: items.filter(due_soon_on(today)).duty_of(user),
    **{box: _of_steps(*steps) for box, steps in STEPS.items()},
    Desk.REVIEW: _of_steps(*INSPECTIONS, *DECISIONS),
    Desk.OWN: lambda items, user, today: items.open().duty_of(user),
    Desk.LISTING_LATE: lambda items, user, today: items.listing_late(today),
}
"""The rows of each box of the desk, for a person on a day; apps above the ledger add theirs (`offer_box`)."""


def on_desk(items: ItemQuerySet, box: str, user: User, today: date) -> ItemQuerySet:
    """One box of a person's desk: what its counter counts and its list shows. Raises KeyError for an unknown one."""
    return ROWS[box](items, user, today)


def is_ever_asked(box: str, user: User) -> bool:
    """Whether any item could wait for this person in a box; one that is no single kind of act is always there."""
    return box not in STEPS or workflow.is_ever_asked(user, STEPS[box])


def _in_box(box: str) -> Pick:
    def pick(rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
        assert isinstance(rows, ItemQuerySet)
        return on_desk(rows, box, asked.person, asked.moment.day)

    return pick


BOXES = tuple(
    Figure(f"{DESK}.{box}", box.label, definition, ITEMS, DESK, pick=_in_box(box))
    for box, definition in (
        (Desk.WAITING, _("Open items of which the next step is this person's.")),
        (
            Desk.OVERDUE,
            _("Overdue, and led or assigned by the own unit; for the coordinator of the whole county."),
        ),
        (
            Desk.SOON,
            _("Due within 7 days, and led or assigned by the own unit; for the coordinator of the whole county."),
        ),
        (Desk.ACCEPT, _("Assigned to the own unit and not yet accepted.")),
        (Desk.ASSIGN, _("Registered and not yet assigned, by whoever assigns them.")),
        (Desk.RECTIFY, _("Accepted by the own unit: to be rectified or confirmed, and then handed in.")),
        (Desk.INSPECT, _("To be re-inspected by this person, or to be confirmed as the second officer.")),
        (Desk.REVIEW, _("To be re-inspected, or of which a plan, an extension or a voiding is to be decided.")),
        (Desk.DECIDE, _("Of which a plan, an extension or a voiding is to be decided.")),
        (Desk.SIGN_OFF, _("Passed; the next signature of the chain is this person's.")),
        (Desk.OWN, _("Open, and led or assigned by the own unit; for the coordinator of the whole county.")),
        (
            Desk.LISTING_LATE,
            _("Open and listed; the publication, the decision on the extension or the limit is overdue (D06)."),
        ),
    )
)


ON_DESK: list[str] = []
"""Boxes of other apps that stand beside the desk's own as soon as anything is in them."""


def offer_box(
    code: str, name: str | Promise, definition: str | Promise, rows: Box, *, stands_on_desk: bool = False
) -> None:
    """Let an app above the ledger add a box of items that wait for somebody: a figure, with the list it opens."""
    ROWS[code] = rows
    if stands_on_desk and code not in ON_DESK:
        ON_DESK.append(code)
    figures.offer(DESK, OwnDesk(), [Figure(f"{DESK}.{code}", name, definition, ITEMS, DESK, pick=_in_box(code))])


def box_choices() -> list[tuple[str, str | Promise]]:
    """The boxes of the desk as a filter of the ledger takes them."""
    return [(code, figures.named(f"{DESK}.{code}").name) for code in ROWS]
