from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from reports.states import ReportState

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Circular, MonthlyReport


class MonthlyReportQuerySet(ReadRows["MonthlyReport"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's reports for its roles, those of the own parks for their committee; nobody else's business."""
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PARK:
            return self.filter(Q(park__committee=user.organization_id))
        return self.none()

    def issued(self) -> Self:
        return self.filter(state=ReportState.ISSUED)

    def containing(self, words: str) -> Self:
        """Reports whose month, park or number contains each of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(period__contains=word) | Q(park__name__contains=word) | Q(document__number__contains=word)
            )
        return found


class CircularQuerySet(ReadRows["Circular"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles: a circular names units, so it is nobody else's before it is issued to them."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(within_county(user))
