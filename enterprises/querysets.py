from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from enterprises.models import Enterprise, Permit, Project


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles see the county's enterprises, a park committee those in its parks, an enterprise itself."""
        if isinstance(user, AnonymousUser) or user.reach in (Reach.NOTHING, Reach.PUBLIC):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PARK:
            return self.filter(park__committee=user.organization_id)
        return self.filter(organization=user.organization_id)

    def containing(self, words: str) -> Self:
        """Rows in whose name or code each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(short_name__contains=word) | Q(credit_code__contains=word))
        return found


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def containing(self, words: str) -> Self:
        """Projects in whose name, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(enterprise__name__contains=word))
        return found


class PermitQuerySet(models.QuerySet["Permit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def containing(self, words: str) -> Self:
        """Permits in whose number, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(number__contains=word) | Q(enterprise__name__contains=word))
        return found
