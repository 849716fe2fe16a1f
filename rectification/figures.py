"""The figures of the ledger (domain rules R8, R10): what each counts, said once for pages, reports and answers."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock, figures
from core.errors import DomainError
from core.figures import Asked, Figure, Pick, Rate
from inspections.states import Level
from rectification import workflow
from rectification.models import Item, Standing
from rectification.querysets import (
    CLOSED_BEFORE,
    DIMENSIONS,
    NONE,
    ItemQuerySet,
    LedgerRows,
    due_soon_on,
    overdue_on,
)
from rectification.states import DONE_STATES, OPEN_STATES, PASSED_STATES, Desk, State, SupervisionLevel

LEDGER, DESK = "ledger", "desk"
ITEMS = _("items")
PARAMETERS = {"category_group": "category", "category": "category_is"}
"""Dimensions that a link names otherwise: the group of a category is asked for with all below it."""
COUNTED = ~CLOSED_BEFORE
"""What was closed before Yuan'an came in with a list: nobody here rectified, re-inspected or signed it off."""


class Ledger:
    """The body that the figures count: items as they stand, or as they stood at a moment."""

    name: str | Promise = _("Rectification ledger")
    several = frozenset({"source"})

    def open_to(self, user: User) -> bool:
        return bool(user.reach != Reach.NOTHING)

    def rows(self, asked: Asked) -> Any:
        """Raises DomainError for a part that the ledger can't be narrowed to."""
        rows = Standing.objects.at(asked.as_of.at) if asked.as_of else Item.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        for dimension, value in asked.part.items():
            if dimension not in DIMENSIONS:
                raise DomainError(dimension, "part")
            rows = rows.of_value(dimension, value)
        return rows

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        assert isinstance(rows, LedgerRows)
        return rows.with_key(PARAMETERS.get(dimension, dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {PARAMETERS.get(dimension, dimension): NONE if key is None else str(key)}

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('rectification:item-list')}?{urlencode({'figure': code, **asked.link()})}"


def _within(asked: Asked) -> tuple[datetime, datetime]:
    """The moments between which the month asked for lies."""
    month = asked.the_month
    return clock.start_of(month.first), clock.start_of(month.last + timedelta(days=1))


def _open_at(moment: datetime) -> Q:
    return Q(registered_at__lt=moment) & (Q(ended_at=None) | Q(ended_at__gte=moment))


def _opening(asked: Asked) -> Q:
    return _open_at(_within(asked)[0])


def _closing(asked: Asked) -> Q:
    return _open_at(_within(asked)[1])


def _new(asked: Asked) -> Q:
    start, end = _within(asked)
    return COUNTED & Q(registered_at__gte=start, registered_at__lt=end)


def _ended_as(state: State) -> Callable[[Asked], Q]:
    def ended(asked: Asked) -> Q:
        start, end = _within(asked)
        return COUNTED & Q(state=state, ended_at__gte=start, ended_at__lt=end)

    return ended


def _due_in_month(asked: Asked) -> Q:
    month = asked.the_month
    return Q(deadline__range=(month.first, min(month.last, asked.moment.day))) & NOT_VOID


def _late(asked: Asked) -> Q:
    return overdue_on(asked.moment.day)


def _late_between(least: int, most: int | None) -> Callable[[Asked], Q]:
    def late(asked: Asked) -> Q:
        day = asked.moment.day
        found = _late(asked) & Q(deadline__lte=day - timedelta(days=least))
        return found if most is None else found & Q(deadline__gte=day - timedelta(days=most))

    return late


def _soon(asked: Asked) -> Q:
    return due_soon_on(asked.moment.day)


NOT_VOID = COUNTED & ~Q(state=State.VOID)
OPEN = Q(state__in=OPEN_STATES)
NOT_DONE = Q(state__in=OPEN_STATES - DONE_STATES)


def _figure(code: str, name: str | Promise, definition: str | Promise, rows: Callable[[Asked], Q] | Q) -> Figure:
    condition = rows if callable(rows) else lambda asked: rows
    return Figure(f"{LEDGER}.{code}", name, definition, ITEMS, LEDGER, condition)


def _rate(code: str, name: str | Promise, definition: str | Promise, *, part: str, whole: str) -> Rate:
    return Rate(f"{LEDGER}.{code}", name, definition, f"{LEDGER}.{part}", f"{LEDGER}.{whole}")


BALANCE = (
    _figure(
        "opening",
        _("Open at the beginning of the month"),
        _("Registered before the month and neither signed off nor void when it began."),
        _opening,
    ),
    _figure("new", _("New in the month"), _("Registered in the month."), _new),
    _figure(
        "closed",
        _("Signed off in the month"),
        _("Signed off by the whole chain in the month."),
        _ended_as(State.CLOSED),
    ),
    _figure("void", _("Void in the month"), _("Voided in the month, merged items among them."), _ended_as(State.VOID)),
    _figure(
        "closing",
        _("Open at the end of the month"),
        _("Neither signed off nor void when the month ended: opening + new - signed off - void."),
        _closing,
    ),
)
STATES = (
    _figure("all", _("All items"), _("On the ledger and not void (R10)."), NOT_VOID),
    _figure("open", _("Open problems"), _("Neither signed off nor void."), OPEN),
    _figure(
        "done",
        _("Rectified"),
        _("Passed the re-inspection: awaiting sign-off, in publicity or signed off (R10)."),
        COUNTED & Q(state__in=DONE_STATES),
    ),
    _figure("signed_off", _("Signed off"), _("Signed off by the whole chain."), COUNTED & Q(state=State.CLOSED)),
    _figure("not_done", _("Not rectified"), _("Not void and not passed by a re-inspection."), NOT_DONE),
    _figure(
        "overdue",
        _("Overdue"),
        _("Not rectified after the deadline in force, or the re-inspection was asked for only after it (R8)."),
        _late,
    ),
    _figure(
        "not_due",
        _("Not yet due"),
        _("Not rectified; the deadline in force is that day or later."),
        lambda asked: NOT_DONE & Q(deadline__gte=asked.moment.day),
    ),
    _figure("undated", _("Without a deadline"), _("Not rectified and without a date."), NOT_DONE & Q(deadline=None)),
    _figure(
        "rechecking",
        _("Asked for in time, being re-inspected"),
        _("The deadline has passed; the re-inspection was asked for by then and has not been decided (R8)."),
        lambda asked: (
            Q(state=State.UNDER_REVIEW, deadline__lt=asked.moment.day)
            & (Q(submitted_on__lte=F("deadline")) | Q(submitted_on=None))
        ),
    ),
    _figure(
        "plan_review", _("Plan under review"), _("A plan waits for the assigning unit."), Q(state=State.PLAN_REVIEW)
    ),
    _figure(
        "under_review",
        _("Awaiting re-inspection"),
        _("The re-inspection has been asked for and not been decided."),
        Q(state=State.UNDER_REVIEW),
    ),
    _figure(
        "awaiting_sign_off",
        _("Awaiting sign-off"),
        _("Passed; a signature of the chain or the publicity is due."),
        Q(state__in=PASSED_STATES),
    ),
    _figure("due_7", _("Due within 7 days"), _("Not rectified and due that day or in the 7 days after it."), _soon),
)
COURSE = (
    _figure(
        "due_in_month",
        _("Due in the month"),
        _("The deadline in force lies in the month, up to the day asked for; not void."),
        _due_in_month,
    ),
    _figure(
        "passed_on_time",
        _("Passed in time"),
        _("Due in the month and passed by the re-inspection on the deadline in force or before it."),
        lambda asked: _due_in_month(asked) & Q(passed_on__lte=F("deadline")),
    ),
    _figure(
        "extended",
        _("Extended"),
        _("Not rectified, with a deadline in force other than the original one."),
        NOT_DONE & Q(original_deadline__isnull=False) & ~Q(deadline=F("original_deadline")),
    ),
    _figure(
        "failed_review", _("Failed a re-inspection"), _("Open and in the second round or later."), OPEN & Q(round__gt=1)
    ),
    _figure(
        "rebound",
        _("Rebounds"),
        _("Opened anew because what was signed off came back; not void."),
        NOT_VOID & Q(rebound_of__isnull=False),
    ),
    _figure(
        "rebound_in_month",
        _("Rebounds in the month"),
        _("Opened anew in the month because what was signed off came back."),
        lambda asked: _new(asked) & Q(rebound_of__isnull=False),
    ),
)
WEIGHT = (
    _figure("major", _("Major hazards"), _("Of the level major; not void."), NOT_VOID & Q(level=Level.MAJOR)),
    _figure(
        "major_open",
        _("Major hazards open"),
        _("Of the level major, neither signed off nor void."),
        OPEN & Q(level=Level.MAJOR),
    ),
    _figure(
        "major_overdue",
        _("Major hazards overdue"),
        _("Of the level major and overdue."),
        lambda asked: _late(asked) & Q(level=Level.MAJOR),
    ),
    _figure(
        "supervised",
        _("Under supervision"),
        _("Open, with a supervision letter."),
        OPEN & Q(supervision_level=SupervisionLevel.SUPERVISED),
    ),
    _figure(
        "listed",
        _("Listed supervision"),
        _("Open and under listed supervision."),
        OPEN & Q(supervision_level=SupervisionLevel.LISTED),
    ),
)
AGEING = (
    _figure("overdue_1_7", _("1 to 7 days late"), _("Overdue by 1 to 7 days."), _late_between(1, 7)),
    _figure("overdue_8_30", _("8 to 30 days late"), _("Overdue by 8 to 30 days."), _late_between(8, 30)),
    _figure("overdue_31_90", _("31 to 90 days late"), _("Overdue by 31 to 90 days."), _late_between(31, 90)),
    _figure(
        "overdue_over_90", _("More than 90 days late"), _("Overdue by more than 90 days."), _late_between(91, None)
    ),
)
RATES = (
    _rate("done_rate", _("Rectification rate"), _("Rectified of all items (R10)."), part="done", whole="all"),
    _rate("signed_off_rate", _("Sign-off rate"), _("Signed off of all items (R10)."), part="signed_off", whole="all"),
    _rate(
        "on_time_rate",
        _("On-time rate"),
        _("Passed in time of those due in the month (R10)."),
        part="passed_on_time",
        whole="due_in_month",
    ),
    _rate(
        "overdue_rate",
        _("Overdue rate"),
        _("Overdue of all that is not rectified (R10)."),
        part="overdue",
        whole="not_done",
    ),
)


class OwnDesk(Ledger):
    """The body of the desk's boxes: the same items, opened by the box."""

    name: str | Promise = _("My work")

    def link(self, code: str, asked: Asked) -> str:
        return (
            f"{reverse('rectification:item-list')}?{urlencode({'mine': code.removeprefix(f'{DESK}.'), **asked.part})}"
        )


Box = Callable[[ItemQuerySet, User, date], ItemQuerySet]
DECISIONS = ("approve-plan", "decide-extension", "decide-void")


def _of_steps(*steps: str) -> Box:
    """What waits for a person by the workflow's table, of these steps."""
    return lambda items, user, today: workflow.waiting_for(items, user, steps or workflow.TRANSITIONS)


ROWS: dict[str, Box] = {
    Desk.WAITING: _of_steps(),
    Desk.OVERDUE: lambda items, user, today: items.overdue(today).duty_of(user),
    Desk.SOON: lambda items, user, today: items.filter(due_soon_on(today)).duty_of(user),
    Desk.ACCEPT: _of_steps("accept"),
    Desk.ASSIGN: _of_steps("assign"),
    Desk.REVIEW: _of_steps("propose-pass", "pass", "confirm-pass", *DECISIONS),
    Desk.DECIDE: _of_steps(*DECISIONS),
    Desk.SIGN_OFF: _of_steps("publish", "sign-off"),
    Desk.OWN: lambda items, user, today: items.open().duty_of(user),
    Desk.LISTING_LATE: lambda items, user, today: items.listing_late(today),
}
"""The rows of each box of the desk, for a person on a day; apps above the ledger add theirs (`offer_box`)."""


def on_desk(items: ItemQuerySet, box: str, user: User, today: date) -> ItemQuerySet:
    """One box of a person's desk: what its counter counts and its list shows. Raises KeyError for an unknown one."""
    return ROWS[box](items, user, today)


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
FIGURES = (*BALANCE, *STATES, *COURSE, *WEIGHT, *AGEING, *RATES)


def offer_box(code: str, name: str | Promise, definition: str | Promise, rows: Box) -> None:
    """Let an app above the ledger add a box of items that wait for somebody: a figure, with the list it opens."""
    ROWS[code] = rows
    figures.offer(DESK, OwnDesk(), [Figure(f"{DESK}.{code}", name, definition, ITEMS, DESK, pick=_in_box(code))])


def box_choices() -> list[tuple[str, str | Promise]]:
    """The boxes of the desk as a filter of the ledger takes them."""
    return [(code, figures.named(f"{DESK}.{code}").name) for code in ROWS]


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(LEDGER, Ledger(), FIGURES)
    figures.offer(DESK, OwnDesk(), BOXES)
