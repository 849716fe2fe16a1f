from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from reports.states import ReportState, WordingState

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Circular, MonthlyReport, SentVersion, Wording


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


def is_official(user: "User") -> bool:
    """An official of a county; who looks in from above sees what has been issued, not what was changed in it."""
    return user.reach == Reach.COUNTY and user.organization.county_id is not None


def officials_of(user: "User | AnonymousUser", county: str) -> Q | None:
    """Rows of the own county for its officials; None for anybody else, above it or below it."""
    if isinstance(user, AnonymousUser) or not is_official(user):
        return None
    return Q(**{county: user.organization.county_id})


class SentVersionQuerySet(ReadRows["SentVersion"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What an office changes before it signs is the own county's business."""
        own = officials_of(user, "report__county")
        return self.none() if own is None else self.filter(own)

    def newest(self) -> Self:
        """Of each report the one handed in last."""
        return self.filter(is_newest=True)

    def of_the_county(self) -> Self:
        """Of the reports of a whole county, not of one of its parks."""
        return self.filter(report__park=None)


class WordingQuerySet(ReadRows["Wording"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        own = officials_of(user, "county")
        return self.none() if own is None else self.filter(own)

    def in_use(self) -> Self:
        return self.filter(state=WordingState.IN_USE)


def sent_seen_by(user: "User") -> Q:
    """Attachments that are the sent version of a report whose changes the user may see."""
    versions = apps.get_model("reports", "SentVersion")._default_manager
    return Q(Exists(versions.visible_to(user).whole().filter(attachment=OuterRef("pk"))))
