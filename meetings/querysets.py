from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of
from meetings.states import OPEN_DUTIES, DutyState

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models import Duty, LastLook, Meeting


def known_whole(user: "User", meeting: str = "") -> Q:
    """Meetings of which a person reads all that they decided: the county's roles all, a committee its parks'.

    `meeting` is the way to the meeting from the rows that are asked, with `__` behind it.
    """
    if user.reach == Reach.COUNTY:
        return within_county(user, f"{meeting}county")
    if user.reach == Reach.PARK:
        return Q(**{f"{meeting}park__committee": user.organization_id})
    return Q(pk__in=[])


class LastLookQuerySet(ReadRows["LastLook"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own one: when somebody looks is nobody else's business."""
        return self.none() if isinstance(user, AnonymousUser) else self.filter(person=user)


class MeetingQuerySet(ReadRows["Meeting"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those known whole; any other unit knows of the meetings that have given it something to do."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK, Reach.OWN):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(known_whole(user))
        own = manager_of(self.model, "duties").filter(meeting=OuterRef("pk"), organization=user.organization_id)
        return self.filter(known_whole(user) | Exists(own))

    def alike(self, meeting: "Meeting") -> Self:
        """Of the same round: the county's, or those of the same park."""
        return self.filter(county=meeting.county_id, park=meeting.park_id)


class DutyQuerySet(ReadRows["Duty"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What meetings that are known whole have decided; of other meetings a unit's own and no other one's."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK, Reach.OWN):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(known_whole(user, "meeting__"))
        return self.filter(known_whole(user, "meeting__") | Q(organization=user.organization_id))

    def open(self) -> Self:
        """Neither confirmed nor cancelled."""
        return self.filter(state__in=OPEN_DUTIES)

    def late(self, today: date) -> Self:
        """Not reported as done by its day."""
        return self.filter(state=DutyState.GIVEN, due__lt=today)

    def containing(self, words: str) -> Self:
        """Duties in whose words, or whose unit's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(text__contains=word) | Q(organization__name__contains=word))
        return found
