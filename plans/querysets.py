from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.querysets import of_no_other_enterprise
from core.fields import ReadRows, Row
from core.querysets import manager_of
from plans.states import ClosureState, PlanState
from rectification.models import Item, PlacedMeasure

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from plans.models import Closure, EnterprisePlan, Instalment


class EnterprisePlanQuerySet(ReadRows["EnterprisePlan"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever sees the enterprise sees its plans; it sees its own whole, and no other one."""
        return self.filter(enterprise__in=manager_of(self.model, "enterprise").visible_to(user))

    def containing(self, words: str) -> Self:
        """Plans in whose title, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__contains=word) | Q(enterprise__name__contains=word))
        return found

    def with_late_measures(self, today: "date") -> Self:
        """Plans in force of which a measure on the ledger is overdue."""
        late = Item.objects.overdue(today).values("pk")
        return self.filter(Exists(placed_in("plans.enterpriseplan").filter(item__in=late)), state=PlanState.APPROVED)


def placed_in(table: str) -> "QuerySet[PlacedMeasure]":
    """The measures on the ledger of an outer row of a table of plans."""
    name = Concat(Value(f"{table}:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    return PlacedMeasure.objects.filter(plan=name)


class OfAPlan(ReadRows[Row]):
    """Rows of a plan: whoever sees the plan sees them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(plan__in=manager_of(self.model, "plan").visible_to(user))


class OfAPlanOfAPark(ReadRows[Row]):
    """Measures of a park: whoever sees the park's plan sees them, but those for which another enterprise answers."""

    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if isinstance(user, AnonymousUser):
            return self.none()
        plans = manager_of(self.model, "plan").visible_to(user)
        return self.filter(of_no_other_enterprise(user), plan__in=plans)


class OfAnAssessment(ReadRows[Row]):
    """Rows of a carrying-capacity assessment: seen as the measures of a park are."""

    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if isinstance(user, AnonymousUser):
            return self.none()
        assessments = manager_of(self.model, "assessment").visible_to(user)
        return self.filter(of_no_other_enterprise(user), assessment__in=assessments)


class ClosureQuerySet(ReadRows["Closure"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever sees the enterprise sees its closure; it sees its own whole, and no other one."""
        return self.filter(enterprise__in=manager_of(self.model, "enterprise").visible_to(user))

    def containing(self, words: str) -> Self:
        """Files of whose decision, or whose enterprise's name, each of the words is a part."""
        found = self
        for word in words.split():
            found = found.filter(Q(decision__contains=word) | Q(enterprise__name__contains=word))
        return found

    def late_with_payment(self, today: "date") -> Self:
        """Closures under way of which an instalment is due and not paid."""
        return self.filter(
            Exists(
                manager_of(self.model, "instalments").filter(closure=OuterRef("pk"), paid_on=None, due_on__lt=today)
            ),
            state=ClosureState.OPEN,
        )


class InstalmentQuerySet(ReadRows["Instalment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(closure__in=manager_of(self.model, "closure").visible_to(user))

    def unpaid(self) -> Self:
        """Due some day, of a closure that is carried out."""
        return self.filter(paid_on=None, closure__state=ClosureState.OPEN)


def proofs_seen_by(user: "User") -> Q:
    """Attachments that prove instalments in the closure files that the user may see."""
    rows = apps.get_model("plans", "Instalment")._default_manager.visible_to(user).whole()
    return Q(Exists(rows.filter(scans=OuterRef("pk"))))
