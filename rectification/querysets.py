from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.querysets import within_county
from accounts.states import Reach
from core import clock
from core.fields import ReadRows
from core.querysets import manager_of
from inspections.models import FindingSource
from inspections.states import SourceKind
from rectification.rules.deadlines import SOON_DAYS
from rectification.rules.schedule import BEFORE_THE_REQUEST
from rectification.states import (
    CLOCK_RUNS,
    DONE_STATES,
    OPEN_STATES,
    PUBLIC_STATES,
    Origin,
    State,
)

if TYPE_CHECKING:
    from accounts.models import User
    from rectification.models import Item, Remapping, SavedView, Standing


CLOSED_BEFORE = Q(origin=Origin.HISTORY)
"""Came in as closed before our time: outside every figure of closing."""
NONE = "none"
"""How a link says that a row has no park, no unit, no category."""
HAS_ENDED = ExpressionWrapper(Q(ended_at__isnull=False), models.BooleanField())
"""Signed off or void; an index of the ledger stands on it, so that what is open comes first."""
UNASSIGNED = Q(state=State.PENDING) | Q(state=State.VOID, assigned_by_organization=None)
"""尚未交办: a unit that stands in such a row is a proposal, and no figure counts it as that unit's."""
Row = TypeVar("Row", bound=models.Model)


def overdue_on(today: date, to: str = "") -> Q:
    """R8: the clock runs and the deadline has passed, or the re-inspection was asked for too late.

    `to` is the way to the item from the rows that are asked (`finding__item__`).
    """
    late_request = Q(**{f"{to}state": State.UNDER_REVIEW, f"{to}submitted_on__gt": F(f"{to}deadline")})
    return (Q(**{f"{to}state__in": CLOCK_RUNS}) | late_request) & Q(**{f"{to}deadline__lt": today})


def behind_on(today: date, to: str = "") -> Q:
    """未达到序时进度: overdue, or the day of the next stage has passed (`rules.schedule`)."""
    missed = Q(**{f"{to}state__in": BEFORE_THE_REQUEST, f"{to}stage_next_on__lt": today})
    return overdue_on(today, to) | missed


def due_soon_on(today: date) -> Q:
    """The clock runs and ends today or within the days that are called soon."""
    return Q(state__in=CLOCK_RUNS, deadline__range=(today, today + timedelta(days=SOON_DAYS)))


class LedgerRows(ReadRows[Row]):
    """What can be asked of the ledger's rows alike: as they stand (`Item`) and as they stood (`Standing`)."""

    to_item = ""

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, today: date) -> Self:
        return self.filter(overdue_on(today))

    def not_overdue(self, today: date) -> Self:
        late = overdue_on(today)
        return self.filter(Q(deadline=None) | ~late)

    def due_within(self, today: date, days: int) -> Self:
        """The clock runs and ends today or in the next `days` days."""
        return self.filter(state__in=CLOCK_RUNS, deadline__range=(today, today + timedelta(days=days)))

    def staged(self) -> Self:
        """阶段性办结: not rectified, and a stage of the work is closed."""
        return self.filter(stage_share__isnull=False, state__in=OPEN_STATES - DONE_STATES)

    def not_staged(self) -> Self:
        return self.exclude(stage_share__isnull=False, state__in=OPEN_STATES - DONE_STATES)

    def registered_since(self, day: date) -> Self:
        return self.filter(registered_at__gte=clock.start_of(day))

    def closed_since(self, day: date) -> Self:
        return self.filter(~CLOSED_BEFORE, state=State.CLOSED, ended_at__gte=clock.start_of(day))

    def rebounds(self) -> Self:
        """反弹: opened anew because what had been closed came back."""
        return self.exclude(rebound_of=None)

    def from_source(self, *kinds: str) -> Self:
        """Items with at least one source of these kinds; an item with several counts once."""
        return self.filter(self.has_source(kinds))

    def has_source(self, kinds: Sequence[str]) -> Q:
        return Q(Exists(FindingSource.objects.filter(finding=OuterRef("finding"), kind__in=kinds)))

    def in_categories(self, *codes: str) -> Self:
        """Of these categories or of one below them."""
        return self.filter(_of_categories(codes))

    def of_plans(self, *plans: str) -> Self:
        """Items that follow a measure of one of these plans, which are named as `plans.enterpriseplan:3`."""
        return self.filter(self.follows_plans(plans))

    def follows_plans(self, plans: Sequence[str]) -> Q:
        placed = apps.get_model("rectification", "PlacedMeasure").objects.filter(plan__in=plans)
        return Q(Exists(placed.filter(item=OuterRef(f"{self.to_item}pk"))))

    def of_value(self, dimension: str, value: str) -> Self:
        """Rows with one of the values of a dimension, in the words of a link: `park=3,7`, `category=none`.

        Raises KeyError for a dimension that the ledger doesn't have.
        """
        return self.filter(DIMENSIONS[dimension](self, [part for part in value.split(",") if part]))

    def not_of_value(self, dimension: str, value: str) -> Self:
        """The other rows: those without one of these values, also those that have none at all."""
        return self.exclude(DIMENSIONS[dimension](self, [part for part in value.split(",") if part]))

    def with_key(self, dimension: str) -> Self:
        """Annotated with `key`, the value of a dimension; a row with several sources comes once for each kind."""
        return self.annotate(key=KEYS[dimension])

    def containing(self, words: str) -> Self:
        """Items in whose number, title, description, enterprise or lead unit each of the words stands."""
        found, to_item = self, self.to_item
        for word in words.split():
            found = found.filter(
                Q(**{f"{to_item}number__contains": word})
                | Q(**{f"{to_item}title__contains": word})
                | Q(finding__description__contains=word)
                | Q(enterprise__name__contains=word)
                | Q(lead_organization__name__contains=word)
            )
        return found


class Asked(Protocol):
    """The rows of which a condition is made: what is found by other tables they say themselves."""

    def has_source(self, kinds: Sequence[str]) -> Q: ...

    def follows_plans(self, plans: Sequence[str]) -> Q: ...


Condition = Callable[[Asked, Sequence[str]], Q]
"""Which of the ledger's rows have one of these values of a dimension."""


def _by_reference(field: str) -> Condition:
    """Rows that point to one of these keys; `none` are those that point to nothing."""

    def condition(rows: Asked, values: Sequence[str]) -> Q:
        wanted = Q(**{f"{field}__in": [value for value in values if value != NONE]})
        return wanted | Q(**{field: None}) if NONE in values else wanted

    return condition


def _by_lead_unit(rows: Asked, values: Sequence[str]) -> Q:
    """Rows for which one of these units answers; `none` are those that are not assigned to any."""
    answered = Q(lead_organization__in=[value for value in values if value != NONE]) & ~UNASSIGNED
    nobody = UNASSIGNED | Q(lead_organization=None)
    return answered | nobody if NONE in values else answered


def _of_categories(codes: Sequence[str]) -> Q:
    below = Q(category__in=codes) | Q(category__parent__in=codes)
    return below | Q(category=None) if NONE in codes else below


DIMENSIONS: dict[str, Condition] = {
    "park": _by_reference("park"),
    "enterprise": _by_reference("enterprise"),
    "project": _by_reference("project"),
    "lead_organization": _by_lead_unit,
    "assigned_by_organization": _by_reference("assigned_by_organization"),
    "category": lambda rows, values: _of_categories(values),
    "category_is": _by_reference("category"),
    "level": lambda rows, values: Q(level__in=values),
    "state": lambda rows, values: Q(state__in=values),
    "supervision": lambda rows, values: Q(supervision_level__in=values),
    "mode": lambda rows, values: Q(mode__in=["" if value == NONE else value for value in values]),
    "source": lambda rows, values: rows.has_source(values),
    "plan": lambda rows, values: rows.follows_plans(values),
    "county": _by_reference("county"),
    "deadline_after": lambda rows, values: Q(deadline__gte=values[0]),
    "deadline_before": lambda rows, values: Q(deadline__lte=values[0]),
    "found_after": lambda rows, values: Q(found_on__gte=values[0]),
    "found_before": lambda rows, values: Q(found_on__lte=values[0]),
}
EMPTY: dict[str, Q] = {
    "category": Q(category=None),
    "enterprise": Q(enterprise=None),
    "lead_organization": UNASSIGNED | Q(lead_organization=None),
    "deadline": Q(deadline=None),
    "supervision": Q(supervision_level=""),
    "mode": Q(mode=""),
}
"""Where nothing stands in a column, by its word in a link (`empty`, `filled`)."""
KEYS: dict[str, Combinable] = {
    **{name: F(name) for name in ("park", "enterprise", "project", "level", "state", "county")},
    "lead_organization": Case(When(UNASSIGNED, then=None), default=F("lead_organization")),
    "assigned_by_organization": F("assigned_by_organization"),
    "category_is": F("category"),
    "category": Coalesce("category__parent", "category"),
    "supervision": F("supervision_level"),
    "mode": F("mode"),
    "source": F("finding__sources__kind"),
}


class ItemQuerySet(LedgerRows["Item"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The items this user may know of. Everything that reads items starts here.

        Joins through Exists and never calls distinct(): the result must survive
        select_for_update() and update() on PostgreSQL.
        """
        if isinstance(user, AnonymousUser) or user.reach == Reach.NOTHING:
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PUBLIC:
            return self.filter(self._watched_by(user), state__in=PUBLIC_STATES).exclude(self._told_by_people())
        return self.in_any_of(*self._concerning(user))

    def _concerning(self, user: "User") -> tuple[Self, ...]:
        """What a unit has found, what it leads or assists, and what concerns its park or enterprise.

        Before an item is assigned nobody who answers for it has been told.
        """
        unit = user.organization_id
        told = self.exclude(state=State.PENDING)
        place = self.filter(park__committee=unit)
        return (
            self.filter(registered_by_organization=unit),
            told.filter(lead_organization=unit),
            told.filter(assisting=unit),
            place if user.reach == Reach.PARK else told.filter(enterprise__organization=unit),
        )

    def _watched_by(self, user: "User") -> Q:
        return Q(park__supervision_groups=user.organization_id)

    def _told_by_people(self) -> Q:
        return Q(Exists(FindingSource.objects.filter(finding=OuterRef("finding"), kind=SourceKind.COMPLAINT)))

    def confirmation_due(self, today: date) -> Self:
        """Long-term items whose periodic confirmation is due or missed."""
        return self.filter(state=State.RECTIFYING, next_confirmation_on__lte=today)

    def in_any_of(self, *parts: Self) -> Self:
        """What is in one of these parts of the same rows.

        Asked for by key, each part by its own index: with OR between their conditions the database reads every row.
        """
        first, *others = (part.order_by().values("pk") for part in parts)
        return self.filter(pk__among=first.union(*others, all=True))

    def duty_of(self, user: "User") -> Self:
        """What the person's unit is there for, beside what it may see: what it leads and has been told of.

        For authorities also what they have assigned to others; the coordinating office answers for the whole county.
        """
        if user.is_coordinator:
            return self
        led = self.filter(lead_organization=user.organization_id).exclude(state=State.PENDING)
        if not (user.assigns or user.is_reviewer):
            return led
        return self.in_any_of(led, self.filter(assigned_by_organization=user.organization_id))

    def listing_late(self, today: date) -> Self:
        """挂牌督办超时限: open, and its publication, the decision on its extension or its limit is overdue (D06)."""
        late = (
            Q(publish_by__lt=today, published_on=None) | Q(decide_by__lt=today, decided_on=None) | Q(limit_on__lt=today)
        )
        listings = manager_of(self.model, "listed_supervision").filter(late, item=OuterRef("pk"))
        return self.open().filter(Exists(listings))

    def with_open_extensions(self) -> Self:
        """So that the guards need no query for each row."""
        extensions = manager_of(self.model, "extensions").filter(granted=None)
        return self.prefetch_related(Prefetch("extensions", queryset=extensions, to_attr="open_extensions"))

    def for_page(self) -> Self:
        """With what every page of one item shows of it."""
        return self.select_related(
            "finding__criterion",
            "category",
            "park",
            "enterprise__organization",
            "project",
            "lead_organization",
            "assigned_by_organization",
            "merged_into",
            "rebound_of",
            "awaited_officer__organization",
            "pass_proposed_by__organization",
        ).prefetch_related("finding__citations__basis__instrument")

    def for_line(self) -> Self:
        """With what a line of the desk shows and the guards ask."""
        return self.select_related("park", "enterprise", "lead_organization", "assigned_by_organization")

    def for_list(self) -> Self:
        """With everything one line of the ledger shows, in a fixed number of queries."""
        return self.select_related("park", "enterprise", "category", "lead_organization", "finding").prefetch_related(
            "finding__sources"
        )


class StandingQuerySet(LedgerRows["Standing"]):
    """How items stood: the past of the ledger, in the words of its present."""

    to_item = "item__"

    def for_list(self) -> Self:
        """With everything one line of the ledger shows, in a fixed number of queries."""
        return self.select_related("item__finding", *self.model.POINTERS).prefetch_related("item__finding__sources")

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The past of the items that this user may know of today."""
        if not isinstance(user, AnonymousUser) and user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        return self.filter(item__in=manager_of(self.model, "item").visible_to(user))

    def at(self, moment: datetime) -> Self:
        """One row for each item that was on the ledger just before this moment."""
        return self.filter(Q(until=None) | Q(until__gte=moment), since__lt=moment)

    def has_source(self, kinds: Sequence[str]) -> Q:
        """By the sources that an item had then: one that came later counts later."""
        had = FindingSource.objects.filter(finding=OuterRef("finding"), kind__in=kinds, added_at__lte=OuterRef("since"))
        return Q(Exists(had))

    def with_key(self, dimension: str) -> Self:
        if dimension == "source":
            # One filter on the join that the key reads, so that a later source gives no key.
            return self.filter(finding__sources__added_at__lte=F("since")).annotate(key=KEYS[dimension])
        return super().with_key(dimension)


class OfItemQuerySet(ReadRows[Row]):
    """Rows that hang at an item and are seen by whoever sees the item."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        items = manager_of(self.model, "item")
        return self.filter(item__in=items.visible_to(user))


class RemappingQuerySet(ReadRows["Remapping"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the own county, for who works for it."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(county=user.organization.county_id)


class SavedViewQuerySet(ReadRows["SavedView"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.none() if isinstance(user, AnonymousUser) else self.filter(owner=user)


def files_seen_by(user: "User") -> Q:
    """Attachments that prove something about an item the user may see, or show its finding."""
    items = apps.get_model("rectification", "Item").objects.visible_to(user)
    evidence = apps.get_model("rectification", "Evidence").objects
    photos = apps.get_model("inspections", "FindingPhoto").objects
    proves = evidence.filter(attachment=OuterRef("pk"), item__in=items)
    shows = photos.filter(attachment=OuterRef("pk"), finding__item__in=items)
    return Q(Exists(proves)) | Q(Exists(shows))
