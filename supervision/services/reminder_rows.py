"""到期、逾期提醒: whom a day's reminders are for and what they say, as rows that the database puts together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from accounts.states import ANSWERING, ASSIGNERS, REVIEWERS, Role
from core import clock
from core.services import calendar
from inspections.states import Level
from notices.services.said import said_day, sentence
from rectification.models import Item
from rectification.rules.clocks import requests_due_within
from rectification.states import WITH_THE_UNIT, State
from supervision.rules.reminders import (
    CONFIRMATION,
    DAYS_AHEAD,
    DUE,
    OVERDUE,
    RECHECK,
    WEEKLY,
    Audience,
    Stage,
    is_weekly_day,
)

LEDGER = "rectification.ledger"
ITEM = "rectification.item:"


@dataclass(frozen=True)
class Circle:
    """The people of an audience, seen from an item: the way to them, their roles, the states that ask them."""

    users: str
    roles: frozenset[Role]
    states: frozenset[State]


CIRCLES = {
    Audience.UNIT: Circle("lead_organization__users", ANSWERING, WITH_THE_UNIT),
    Audience.ASSIGNER: Circle(
        "assigned_by_organization__users", ASSIGNERS, WITH_THE_UNIT | frozenset({State.UNDER_REVIEW})
    ),
    Audience.OFFICE: Circle("county__county_units__users", frozenset({Role.COORDINATOR}), frozenset({State.PENDING})),
    Audience.REVIEWER: Circle(
        "assigned_by_organization__users", REVIEWERS | {Role.COORDINATOR}, frozenset({State.UNDER_REVIEW})
    ),
}


def rows_of_day(on: date) -> Iterator[QuerySet[Item, object]]:
    """The columns of all notices of a day, a query for each stage, audience and language."""
    languages = User.objects.active().order_by("language").values_list("language", flat=True).distinct()
    for language in list(languages):
        with translation.override(language):
            for stage, audience in told_stages():
                yield _rows(stage, audience, on, language)
            for audience in (Audience.UNIT, Audience.ASSIGNER) if is_weekly_day(on) else ():
                yield _weekly_rows(audience, on, language)


def told_stages() -> Iterator[tuple[Stage, Audience]]:
    """The table of the stages, audience by audience."""
    for stage in (*DUE, *OVERDUE, *CONFIRMATION, *RECHECK):
        for audience in sorted(stage.told, key=lambda told: told.value):
            yield stage, audience


def items_of(stage: Stage, audience: Audience, on: date, **people: object) -> QuerySet[Item]:
    """The items of which an audience is told in a stage on a day, once for each of its people.

    `people` narrows them further (`language="en"`, `pk=7`).
    """
    free_until = calendar.current().free_until(on)
    window = stage.deadlines(on, free_until)
    if stage == CONFIRMATION[0]:
        window = window[0], free_until
    if stage in CONFIRMATION:
        found = Item.objects.confirmation_due(window[1]).filter(next_confirmation_on__range=window)
    elif stage in RECHECK:
        found = Item.objects.filter(submitted_on__range=requests_due_within(*window, calendar.current()))
    elif stage in OVERDUE:
        found = Item.objects.overdue(on).filter(deadline__range=window)
    else:
        found = Item.objects.due_within(on, (free_until - on).days + DAYS_AHEAD).filter(deadline__range=window)
    return _for_circle(found, audience, people)


def _for_circle(items: QuerySet[Item], audience: Audience, people: Mapping[str, object]) -> QuerySet[Item]:
    """All that is asked of the people stands in one filter: a second one would join them a second time."""
    circle = CIRCLES[audience]
    asked = {"role__in": circle.roles, "is_active": True, **people}
    of_people = {f"{circle.users}__{name}": value for name, value in asked.items()}
    found = items.filter(state__in=circle.states, **of_people)
    if audience in (Audience.ASSIGNER, Audience.REVIEWER):
        found = found.exclude(assigned_by_organization=F("lead_organization"))
    return found


def _rows(stage: Stage, audience: Audience, on: date, language: str) -> QuerySet[Item, object]:
    """The columns of the notices of a stage, put together by the database."""
    people, day = CIRCLES[audience].users, day_of(stage)
    before, after = reverse("rectification:item-detail", args=[0]).rsplit("0", 1)
    key = Cast("pk", CharField())
    items = items_of(stage, audience, on, language=language)
    return items.order_by(people, "pk").values_list(
        people,
        Value(stage.rule),
        Concat(Value(ITEM), key, output_field=CharField()),
        F(day),
        sentence(_saying(stage), {"number": F("number"), "day": said_day(day)}),
        F("title"),
        Concat(Value(before), key, Value(after), output_field=CharField()),
        Value(True),
        Value(clock.now()),
        _is_urgent(stage),
    )


def _is_urgent(stage: Stage) -> Combinable:
    """A major item that is overdue can't wait for the digest."""
    if stage not in OVERDUE:
        return Value(False)
    return Case(When(level=Level.MAJOR, then=Value(True)), default=Value(False))


def day_of(stage: Stage) -> str:
    """The field that holds the day the stage counts from."""
    if stage in RECHECK:
        return "submitted_on"
    return "next_confirmation_on" if stage in CONFIRMATION else "deadline"


def _saying(stage: Stage) -> str:
    if stage in CONFIRMATION:
        return gettext("%(number)s: periodic confirmation due on %(day)s")
    if stage in RECHECK:
        late = gettext("%(number)s: the re-inspection asked for on %(day)s is overdue")
        return late if stage.last is None else gettext("%(number)s: the re-inspection asked for on %(day)s is due")
    if stage in OVERDUE:
        return gettext("%(number)s is overdue; it was due on %(day)s")
    return gettext("%(number)s is due on %(day)s") if stage.first else gettext("%(number)s is due today, %(day)s")


def overdue_of(audience: Audience, on: date, **people: object) -> QuerySet[Item]:
    """All that is overdue for an audience, once for each of its people."""
    return _for_circle(Item.objects.overdue(on), audience, people)


def _weekly_rows(audience: Audience, on: date, language: str) -> QuerySet[Item, object]:
    """One row a person: how many items are overdue, with the way to them."""
    people = CIRCLES[audience].users
    items = overdue_of(audience, on, language=language)
    counted = items.order_by(people).values(people).annotate(late=Count("pk"))
    return counted.values_list(
        people,
        Value(WEEKLY),
        Value(f"{LEDGER}:{audience.name.lower()}"),
        Value(on),
        sentence(
            gettext("Items overdue at the beginning of this week: %(count)s"), {"count": Cast("late", CharField())}
        ),
        Value(""),
        Value(f"{reverse('rectification:item-list')}?overdue=true"),
        Value(True),
        Value(clock.now()),
        Value(False),
    )
