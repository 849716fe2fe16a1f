from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.querysets import within_county
from accounts.states import Reach
from campaigns.states import TOLD_TO_UNITS
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from campaigns.models import Campaign, DayReport, Participation


class CampaignQuerySet(ReadRows["Campaign"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all of the county; once announced, a park committee its own.

        Its own are those in which it takes part or which are of its park. Enterprises and others see none.
        """
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        own = manager_of(self.model, "participations").filter(organization=user.organization_id).values("campaign")
        return self.filter(Q(pk__in=own) | Q(park__committee=user.organization_id), state__in=TOLD_TO_UNITS)

    def containing(self, words: str) -> Self:
        """Campaigns in whose title or basis each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__contains=word) | Q(basis__contains=word))
        return found

    def of_park(self, park: int) -> Self:
        """Those of this park, and those of the whole county, to which it belongs."""
        return self.filter(Q(park=park) | Q(park=None))


class ParticipationQuerySet(ReadRows["Participation"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles each unit's; a park committee its own alone."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user, "campaign__county"))
        return self.filter(organization=user.organization_id, campaign__state__in=TOLD_TO_UNITS)


class DayReportQuerySet(ReadRows["DayReport"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the units whose part in the campaign a person knows of."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user, "participation__campaign__county"))
        told = Q(participation__campaign__state__in=TOLD_TO_UNITS)
        return self.filter(told, participation__organization=user.organization_id)

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__range=(first, last))
