from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.querysets import within_county
from accounts.states import Reach
from core import clock
from core.fields import ReadRows
from core.querysets import manager_of
from visits.states import AHEAD, BEGUN, COUNTED, Flag, Nature, TaskSource, VisitState

if TYPE_CHECKING:
    from accounts.models import User
    from visits.models import Answer, Cap, Officer, Visit, VisitFinding

UNDER_CAP = Q(nature=Nature.DAILY) | Q(nature=Nature.SPECIAL) & ~Q(source=TaskSource.SUPERIOR)
"""As `visits.rules.caps.is_under_cap`."""


class VisitQuerySet(ReadRows["Visit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all of the county; once begun, a park committee those in its parks, a plant its own."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK, Reach.OWN):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        own = (
            Q(enterprise__park__committee=user.organization_id)
            if user.reach == Reach.PARK
            else Q(enterprise__organization=user.organization_id)
        )
        return self.filter(own, state__in=BEGUN)

    def of_team(self, user: "User") -> Self:
        """Those in whose team the person is."""
        officers = manager_of(self.model, "officers").filter(visit=OuterRef("pk"), person__account=user.pk)
        return self.filter(Exists(officers))

    def with_officer(self, person: int) -> Self:
        """Those in whose team a supervisor is."""
        officers = manager_of(self.model, "officers").filter(visit=OuterRef("pk"), person=person)
        return self.filter(Exists(officers))

    def counted(self) -> Self:
        """Those that count towards the cap: approved or begun, and neither of a case nor ordered by a superior."""
        return self.filter(UNDER_CAP, state__in=COUNTED)

    def to_fill(self, today: date) -> Self:
        """Approved or begun, its day is over, and nothing was scanned or filled in of the entry or of the leaving."""
        return self.filter(state__in=(VisitState.APPROVED, VisitState.UNDER_WAY), planned_on__lt=today)

    def filled_late(self) -> Self:
        return self.filter(filled_in_at__isnull=False).exclude(fill_reason="")

    def unapproved(self, today: date) -> Self:
        """Urgent ones whose approval was not given in time, or is not given yet although it is late."""
        late = Q(approved_at=None, approve_by__lt=today) | Q(approved_on__gt=F("approve_by"))
        return self.filter(late, is_urgent=True)

    def over_cap(self) -> Self:
        """Those approved beyond the cap, with a reason."""
        return self.exclude(over_cap_reason="")

    def in_shared_week(self) -> Self:
        """Those ahead, not joined, of whose enterprise another one stands in the same week."""
        others = self.model._default_manager.filter(
            enterprise=OuterRef("enterprise"), week=OuterRef("week"), state__in=AHEAD
        ).exclude(pk=OuterRef("pk"))
        joined = others.filter(Q(pk=OuterRef("joined_to")) | Q(joined_to=OuterRef("pk")))
        return self.filter(Exists(others), ~Exists(joined), state__in=AHEAD)

    def flagged(self, flag: str, today: date | None = None) -> Self:
        """Those marked for something (`visits.states.Flag`)."""
        today = today or clock.today()
        found = {
            Flag.TO_FILL: lambda: self.to_fill(today),
            Flag.FILLED_LATE: self.filled_late,
            Flag.UNAPPROVED: lambda: self.unapproved(today),
            Flag.OVER_CAP: self.over_cap,
            Flag.SAME_WEEK: self.in_shared_week,
        }
        return found[Flag(flag)]()

    def for_list(self) -> Self:
        """With how many count towards the cap of the year, the cap, the problems found; if ahead, others in its week.

        Of what has begun nobody reads here what else is planned: the committee of the park sees such rows.
        """
        visits = self.model._default_manager
        same = visits.counted().filter(body=OuterRef("body"), enterprise=OuterRef("enterprise"), year=OuterRef("year"))
        caps = apps.get_model("visits", "Cap")._default_manager
        cap = caps.filter(body=OuterRef("body"), year=OuterRef("year")).values("number")[:1]
        found = manager_of(self.model, "found").filter(visit=OuterRef("pk"))
        week = visits.filter(enterprise=OuterRef("enterprise"), week=OuterRef("week"), state__in=AHEAD)
        joined = visits.filter(joined_to=OuterRef("pk"))
        return self.annotate(
            visits_in_year=_number(same, "enterprise"),
            cap_of_year=Subquery(cap),
            problems=_number(found, "visit"),
            is_joined=Exists(joined),
            others_in_week=Case(
                When(state__in=AHEAD, then=_number(week.exclude(pk=OuterRef("pk")), "enterprise")), default=Value(0)
            ),
        )

    def containing(self, words: str) -> Self:
        """Visits in whose enterprise's name or items each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(enterprise__name__contains=word) | Q(items__contains=word))
        return found


def _number(rows: ReadRows, by: str) -> Coalesce:
    """How many rows there are; all of them have the same `by`."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class OfficerQuerySet(ReadRows["Officer"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        visits = manager_of(self.model, "visit")
        return self.filter(visit__in=visits.visible_to(user))


class VisitFindingQuerySet(ReadRows["VisitFinding"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        visits = manager_of(self.model, "visit")
        return self.filter(visit__in=visits.visible_to(user))


class AnswerQuerySet(ReadRows["Answer"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The leaders of the body, and who supervises enforcement for the county; of the own visit nobody."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        rows = self.filter(within_county(user, "visit__county"))
        if user.watches_enforcement:
            return rows
        if not user.assigns:
            return self.none()
        visits = manager_of(self.model, "visit")
        own = visits.of_team(user).values("pk")
        return rows.filter(visit__body=user.organization_id).exclude(visit__in=own)


class CapQuerySet(ReadRows["Cap"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles those of all bodies: they are published."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(within_county(user, "body__county"))

    def marked_for(self, leader: "User | None") -> Self:
        """Each with whether this leader may change it: that of the own body."""
        own = Q(body=leader.organization_id) if leader else Q(pk=None)
        return self.annotate(may_change=Case(When(own, then=Value(True)), default=Value(False)))
