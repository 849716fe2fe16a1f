"""挂牌督办: the reminders of its clocks to the coordinators, as rows that the database puts together."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext

from accounts.states import Role
from core import clock
from notices.services.said import said_day, sentence
from rectification.models import ListedSupervision
from rectification.states import OPEN_STATES
from supervision.rules.escalation import LISTING_STAGES
from supervision.rules.reminders import Stage

SUBJECT = "rectification.listing:"
PEOPLE = "item__county__county_units__users"
RUNS: dict[str, Q] = {
    "publish_by": Q(published_on=None),
    "extension_by": Q(extension_asked_on=None),
    "decide_by": Q(decided_on=None),
    "limit_on": Q(),
}
SAYINGS: dict[str, Callable[[], str]] = {
    "publish_by": lambda: gettext("%(number)s: the listed supervision is to be published by %(day)s"),
    "extension_by": lambda: gettext("%(number)s: an extension of the listing can be asked for until %(day)s"),
    "decide_by": lambda: gettext("%(number)s: the extension of the listing is to be decided by %(day)s"),
    "limit_on": lambda: gettext("%(number)s: the listed supervision ends on %(day)s"),
}


def told_stages() -> Iterator[tuple[str, Stage]]:
    """Each clock with its stages."""
    for field, stages in LISTING_STAGES.items():
        for stage in stages:
            yield field, stage


def listings_of(field: str, stage: Stage, on: date, **people: object) -> QuerySet[ListedSupervision]:
    """The listings whose clock stands in a stage on a day, once for each coordinator; `people` narrows them."""
    asked = {"role": Role.COORDINATOR, "is_active": True, **people}
    of_people = {f"{PEOPLE}__{name}": value for name, value in asked.items()}
    window = {f"{field}__range": stage.deadlines(on)}
    return ListedSupervision.objects.filter(RUNS[field], item__state__in=OPEN_STATES, **window, **of_people)


def rows_of_day(on: date, language: str) -> Iterator[QuerySet[ListedSupervision, object]]:
    """The columns of the notices of a day, a query for each stage."""
    for field, stage in told_stages():
        yield _rows(field, stage, on, language)


def _rows(field: str, stage: Stage, on: date, language: str) -> QuerySet[ListedSupervision, object]:
    before, after = reverse("rectification:item-detail", args=[0]).rsplit("0", 1)
    link = Concat(Value(before), Cast("item", CharField()), Value(after), output_field=CharField())
    said = sentence(SAYINGS[field](), {"number": F("item__number"), "day": said_day(field)})
    return (
        listings_of(field, stage, on, language=language)
        .order_by(PEOPLE, "pk")
        .values_list(
            PEOPLE,
            Value(stage.rule),
            Concat(Value(SUBJECT), Cast("pk", CharField()), output_field=CharField()),
            F(field),
            said,
            F("item__title"),
            link,
            Value(True),
            Value(clock.now()),
            Value(False),
        )
    )
