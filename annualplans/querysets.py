from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from accounts.querysets import within_county
from accounts.states import Reach
from annualplans.states import PUBLISHED, PlanState, Progress
from core.fields import ReadRows
from core.querysets import manager_of
from visits.states import BEGUN, VisitState

if TYPE_CHECKING:
    from accounts.models import User
    from annualplans.models import Line, LineVisit, Share, UnplacedVisit, YearPlan


class YearPlanQuerySet(ReadRows["YearPlan"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all of the county; the committees of parks what has come into force."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        rows = self.filter(within_county(user))
        return rows if user.reach == Reach.COUNTY else rows.filter(state__in=PUBLISHED)

    def for_list(self) -> Self:
        """With how many visits are planned."""
        return self.annotate(planned=Count("lines"))


class ShareQuerySet(ReadRows["Share"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the plans that one may know of, for the county's roles."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(plan__in=manager_of(self.model, "plan").visible_to(user))


class LineQuerySet(ReadRows["Line"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all; once in force a park committee those in its parks, a plant its own."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK, Reach.OWN):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user, "plan__county"))
        if user.reach == Reach.PARK:
            return self.filter(enterprise__park__committee=user.organization_id, plan__state__in=PUBLISHED)
        return self.filter(enterprise__organization=user.organization_id, plan__state=PlanState.IN_FORCE)

    def in_force(self) -> Self:
        return self.filter(plan__state=PlanState.IN_FORCE)

    def with_visit(self, *states: str) -> Self:
        """Those with a visit that has not been cancelled, or with one in these states."""
        links = apps.get_model("annualplans", "LineVisit")._default_manager.filter(line=OuterRef("pk"))
        links = links.filter(visit__state__in=states) if states else links.exclude(visit__state=VisitState.CANCELLED)
        return self.filter(Exists(links))

    def without_visit(self) -> Self:
        return self.exclude(pk__in=self.model._default_manager.with_visit().values("pk"))

    def stands(self, progress: str, today: date) -> Self:
        """Those that stand so (`annualplans.states.Progress`)."""
        open_ones = self.without_visit()
        begun = today.replace(day=1)
        found = {
            Progress.DONE: lambda: self.with_visit(*BEGUN),
            Progress.ARRANGED: lambda: self.with_visit().exclude(
                pk__in=self.model._default_manager.with_visit(*BEGUN).values("pk")
            ),
            Progress.LATE: lambda: open_ones.filter(due_on__lt=today),
            Progress.DUE: lambda: open_ones.filter(due_on__gte=today, plan__year=today.year, month=begun.month),
            Progress.AHEAD: lambda: open_ones.filter(due_on__gte=today).exclude(
                plan__year=today.year, month=begun.month
            ),
        }
        return found[Progress(progress)]()

    def for_list(self) -> Self:
        """With whether a visit has been made of it, whether that has begun, and with how many others it goes."""
        rows = self.model._default_manager.filter(pk=OuterRef("pk"))
        same = self.model._default_manager.filter(
            plan=OuterRef("plan"), enterprise=OuterRef("enterprise"), month=OuterRef("month"), is_alone=False
        )
        return self.annotate(
            is_arranged=Exists(rows.with_visit()),
            is_visited=Exists(rows.with_visit(*BEGUN)),
            goes_together=Case(
                When(is_alone=False, then=Exists(same.exclude(pk=OuterRef("pk")))), default=Value(value=False)
            ),
        )

    def containing(self, words: str) -> Self:
        """Lines in whose enterprise's name each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(enterprise__name__contains=word) | Q(enterprise__short_name__contains=word))
        return found


class UnplacedVisitQuerySet(ReadRows["UnplacedVisit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """For the county's roles."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(within_county(user, "plan__county"))


class LineVisitQuerySet(ReadRows["LineVisit"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those whose visit and line one may know of."""
        visits = manager_of(self.model, "visit").visible_to(user)
        return self.filter(line__in=manager_of(self.model, "line").visible_to(user), visit__in=visits)
