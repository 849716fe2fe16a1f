from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.states import Reach
from core.fields import ReadRows, scoped
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from maps.models import Place, Placement, Plan

Row = TypeVar("Row", bound=models.Model)
ON_THE_MAP = (Reach.COUNTY, Reach.PARK, Reach.OWN)
OFFICIAL = (Reach.COUNTY, Reach.PARK)
_tables: dict[str, bool] = {}


def places(table: str, *, of_an_enterprise: bool) -> None:
    """Say that rows of a table ('enterprises.enterprise') are put on plans, and whether an enterprise has its own."""
    _tables[table] = of_an_enterprise


class OnAMap(ReadRows[Row]):
    """Rows that stand on the map of a park; the public part of a park has no map (S65)."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if isinstance(user, AnonymousUser) or user.reach not in ON_THE_MAP:
            return self.none()
        return self.filter(park__in=manager_of(self.model, "park").visible_to(user))


class PlanQuerySet(OnAMap["Plan"]):
    def newest_first(self) -> Self:
        return self.order_by("-drawn_on", "-pk")


class PlaceQuerySet(OnAMap["Place"]):
    """Named places; those of a park are for officials."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        found = super().visible_to(user)
        return found if isinstance(user, AnonymousUser) or user.reach in OFFICIAL else found.none()


class PlacementQuerySet(ReadRows["Placement"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Where something stands is known to who knows of it; an enterprise knows of its own things alone (S65)."""
        if isinstance(user, AnonymousUser):
            return self.none()
        known = Q(pk__in=[])
        for table, of_an_enterprise in _tables.items():
            if of_an_enterprise or user.reach in OFFICIAL:
                rows = scoped(apps.get_model(table)).visible_to(user)
                known |= Q(table=table, thing__in=rows.order_by().values("pk"))
        return self.filter(known, plan__in=manager_of(self.model, "plan").visible_to(user))


def files_seen_by(user: "User") -> Q:
    """Attachments that are drawings of a park, for officials of their scope: they show how others are laid out."""
    if user.reach not in OFFICIAL:
        return Q(pk__in=[])
    plans = apps.get_model("maps", "Plan").objects.visible_to(user).whole()
    return Q(Exists(plans.filter(Q(file=OuterRef("pk")) | Q(picture=OuterRef("pk")))))
