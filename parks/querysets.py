from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from parks.models import Infrastructure, Park


class ParkQuerySet(ReadRows["Park"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles see the county's parks, a committee its own, an enterprise the one it lies in."""
        if isinstance(user, AnonymousUser) or user.reach == Reach.NOTHING:
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PARK:
            return self.filter(committee=user.organization_id)
        if user.reach == Reach.PUBLIC:
            return self.filter(self._watched_by(user))
        return self.filter(self._holding_enterprise_of(user))

    def _watched_by(self, user: "User") -> Q:
        through = self.model.supervision_groups.through
        return Q(Exists(through.objects.filter(park=OuterRef("pk"), organization=user.organization_id)))

    def _holding_enterprise_of(self, user: "User") -> Q:
        enterprises = manager_of(self.model, "enterprises")
        return Q(Exists(enterprises.filter(park=OuterRef("pk"), organization=user.organization_id)))

    def containing(self, words: str) -> Self:
        """Rows in whose name or code each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(short_name__contains=word) | Q(code__contains=word))
        return found


class InfrastructureQuerySet(ReadRows["Infrastructure"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        parks = manager_of(self.model, "park")
        return self.filter(park__in=parks.visible_to(user))

    def containing(self, words: str) -> Self:
        """Facilities in whose name each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(name__contains=word)
        return found
