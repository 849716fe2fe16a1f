from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from enterprises.models import Enterprise, Permit, Project, ProjectApproval


class EnterpriseQuerySet(ReadRows["Enterprise"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles see the county's enterprises, a park committee those in its parks, an enterprise itself."""
        if isinstance(user, AnonymousUser) or user.reach in (Reach.NOTHING, Reach.PUBLIC):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PARK:
            return self.filter(park__committee=user.organization_id)
        return self.filter(organization=user.organization_id)

    def with_first_expiry(self) -> Self:
        """With the day on which the first of the permits expires, as `first_expiry`."""
        permits = manager_of(self.model, "permits").filter(enterprise=OuterRef("pk"))
        first = permits.exclude(valid_until=None).order_by("valid_until").values("valid_until")[:1]
        return self.annotate(first_expiry=Subquery(first))

    def with_permit_ending(self, first: date | None, last: date) -> Self:
        """Rows with a permit that ends in this time; without a first day, that has ended by the last one."""
        ending = Q(valid_until__lte=last) if first is None else Q(valid_until__range=(first, last))
        permits = manager_of(self.model, "permits")
        return self.filter(Exists(permits.filter(ending, enterprise=OuterRef("pk"))))

    def containing(self, words: str) -> Self:
        """Rows in whose name or code each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(short_name__contains=word) | Q(credit_code__contains=word))
        return found


class ProjectQuerySet(ReadRows["Project"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def containing(self, words: str) -> Self:
        """Projects in whose name, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(enterprise__name__contains=word))
        return found


class PermitQuerySet(ReadRows["Permit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def containing(self, words: str) -> Self:
        """Permits in whose number, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(number__contains=word) | Q(enterprise__name__contains=word))
        return found


class ApprovalQuerySet(ReadRows["ProjectApproval"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))
