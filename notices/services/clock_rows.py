"""Whom a day's clocks are told to and what is said, as rows that the database puts together."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core import clock as time
from notices import clocks
from notices.clocks import Circle, Clock
from notices.rules import clock_stages
from notices.rules.clock_stages import APPLY, EXPIRED, FOLLOWED
from notices.services.said import said_day, sentence

SUBJECT = "clock."
"""What a notice about a clock is about begins so: `clock.permits:42`."""

Rows = QuerySet[Any, Any]


def rows_of_day(on: date) -> Iterator[Rows]:
    """The columns of all notices of a day: for each clock, circle and language two queries, whatever the rows."""
    people = get_user_model()._default_manager.filter(is_active=True)
    for language in people.order_by("language").values_list("language", flat=True).distinct():
        with translation.override(language):
            for each in clocks.registered():
                yield from _rows_of(each, on, language)


def _rows_of(clock: Clock, on: date, language: str) -> Iterator[Rows]:
    for circle in clock.must_act:
        yield _staged_rows(clock, circle, on, language)
        if clock.apply_by:
            yield _apply_rows(clock, circle, on, language)
    for circle in clock.followed_by:
        yield _followed_rows(clock, circle, on, language)


def staged(clock: Clock, circle: Circle, on: date, **people: object) -> Rows:
    """The rows that are in a stage on a day, once for each of the people of a circle."""
    latest = max((last for _rule, last in clock_stages.last_days(clock.stages, on)), default=on - timedelta(days=1))
    return _for_circle(clock, circle, people).filter(**{f"{clock.due}__lte": latest})


def to_apply_for(clock: Clock, circle: Circle, on: date, **people: object) -> Rows:
    """The rows whose last day to apply has come, as long as they have not run out."""
    asked = {f"{clock.apply_by}__lte": on, f"{clock.due}__gte": on}
    return _for_circle(clock, circle, people).filter(**asked)


def _for_circle(clock: Clock, circle: Circle, people: Mapping[str, object]) -> Rows:
    """All that is asked of the people stands in one filter: a second one would join them a second time."""
    asked = {"role__in": circle.roles, "is_active": True, **people}
    found: Rows = clock.rows().filter(circle.only, **{f"{circle.users}__{name}": said for name, said in asked.items()})
    return found


def stage(clock: Clock, on: date) -> Case:
    """The stage of a row on a day, as a column; `clock_stages.stage_of` for rows."""
    ahead = (
        When(**{f"{clock.due}__lte": latest}, then=Value(rule))
        for rule, latest in clock_stages.last_days(clock.stages, on)
    )
    late = When(**{f"{clock.due}__lt": on}, then=Value(EXPIRED))
    return Case(late, *ahead, default=Value(""), output_field=CharField())


def _staged_rows(clock: Clock, circle: Circle, on: date, language: str) -> Rows:
    saying, facts = clock.saying, {"what": clock.named(), "day": said_day(clock.due)}
    said = Case(
        When(**{f"{clock.due}__lt": on}, then=sentence(str(saying.late), facts)),
        default=sentence(str(saying.ahead), facts),
        output_field=CharField(),
    )
    return _columns(clock, circle, staged(clock, circle, on, language=language), stage(clock, on), said)


def _apply_rows(clock: Clock, circle: Circle, on: date, language: str) -> Rows:
    said = sentence(str(clock.saying.apply_by), {"what": clock.named(), "day": said_day(clock.apply_by)})
    return _columns(clock, circle, to_apply_for(clock, circle, on, language=language), Value(APPLY), said)


def _columns(clock: Clock, circle: Circle, rows: Rows, rule: Combinable, said: Combinable) -> Rows:
    return rows.order_by(circle.users, "pk").values_list(
        circle.users,
        rule,
        Concat(Value(f"{SUBJECT}{clock.code}:"), Cast("pk", CharField()), output_field=CharField()),
        F(clock.due),
        said,
        Value(""),
        address(clock),
        Value(True),
        Value(time.now()),
        Value(False),
    )


def address(clock: Clock) -> Combinable:
    """The page of a row, as a column."""
    before, after = reverse(clock.page, args=[0]).rsplit("0", 1)
    return Concat(Value(before), Cast(clock.key, CharField()), Value(after + clock.tail), output_field=CharField())


def _followed_rows(clock: Clock, circle: Circle, on: date, language: str) -> Rows:
    """One row a person: how many rows enter a stage on just this day, and how many of them have run out."""
    reached = Q(**{f"{clock.due}__in": clock_stages.beginning(clock.stages, on)})
    if clock.apply_by:
        reached |= Q(**{clock.apply_by: on})
    late = Q(**{clock.due: on - timedelta(days=1)})
    rows = _for_circle(clock, circle, {"language": language}).filter(reached)
    counted = rows.order_by(circle.users).values(circle.users)
    counted = counted.annotate(reached=Count("pk", distinct=True), late=Count("pk", distinct=True, filter=late))
    said = gettext("%(label)s: %(reached)s to be seen to, %(late)s of them since yesterday overdue")
    numbers = {name: Cast(name, CharField()) for name in ("reached", "late")}
    return counted.values_list(
        circle.users,
        Value(FOLLOWED),
        Value(f"{SUBJECT}{clock.code}"),
        Value(on),
        sentence(said, {"label": Value(str(clock.label)), **numbers}),
        Value(""),
        Value(f"{reverse('notices:calendar')}?kind={clock.code}"),
        Value(True),
        Value(time.now()),
        Value(False),
    )
