from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from draws.models import Draw, DrawnVisit, Interest, SealedSeed

FINISHED = Q(drawn_at__isnull=False) | Q(redrawn_as__isnull=False)
"""Draws of which nothing is drawn any more."""


class DrawQuerySet(ReadRows["Draw"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all of the county, a park committee those of its parks; enterprises and others none."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        return self.filter(park__committee=user.organization_id)

    def in_state(self, state: str) -> Self:
        """As `Draw.state`."""
        if state == "REPLACED":
            return self.filter(redrawn_as__isnull=False)
        return self.filter(redrawn_as=None, drawn_at__isnull=state == "COMMITTED")


class DrawnVisitQuerySet(ReadRows["DrawnVisit"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        draws = manager_of(self.model, "draw")
        return self.filter(draw__in=draws.visible_to(user))

    def standing(self) -> Self:
        """Those that no redraw has replaced."""
        return self.filter(draw__redrawn_as=None)

    def of_team(self, user: "User") -> Self:
        """Those for whose team the person was drawn."""
        return self.filter(team__account=user.pk)


class SealedSeedQuerySet(ReadRows["SealedSeed"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Nobody reads one: once it is drawn, the seed stands in the draw."""
        return self.none()


class InterestQuerySet(ReadRows["Interest"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the own person; of the own unit's people for who keeps its files, of the county for who oversees."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.oversees_units:
            return self.filter(within_county(user, "person__organization__county"))
        own = Q(person__account=user.pk)
        return self.filter(own | Q(person__organization=user.organization_id) if user.keeps_files else own)

    def in_force(self, first: date, last: date) -> Self:
        """Those that hold on a day of a period."""
        holds_later = Q(until=None) | Q(until__gte=first) & Q(until__gte=F("since"))
        return self.filter(holds_later, since__lte=last)
