from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

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


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))


class PermitQuerySet(models.QuerySet["Permit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))
