from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.states import Reach
from admission.states import HOLDING, State
from core.fields import ReadRows, Row
from core.querysets import manager_of
from core.states import Seen
from enterprises.states import OperatingState

if TYPE_CHECKING:
    from accounts.models import User
    from admission.models import Application, Review


class ApplicationQuerySet(ReadRows["Application"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever sees the project's file; an enterprise its own."""
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))

    def containing(self, words: str) -> Self:
        """Applications in whose project's or enterprise's name each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(project__name__contains=word) | Q(project__enterprise__name__contains=word))
        return found

    def decided_in_year(self, day: date) -> Self:
        """Decided on since the first of the year of a day, up to that day."""
        return self.filter(decided_on__range=(day.replace(month=1, day=1), day))

    def run_out(self, today: date) -> Self:
        """Admitted and not begun, with a validity that is over."""
        return self.filter(state__in=HOLDING, project__state=OperatingState.PLANNED, valid_until__lt=today)

    def turned_down(self) -> Self:
        """Refused without a review, of which an appeal has brought none since: the check sheet bars them."""
        refused = manager_of(self.model, "events").filter(application=OuterRef("pk"), step="turn-down")
        reviewed = (
            manager_of(self.model, "reviews").counting().filter(application=OuterRef("pk")).exclude(given_at=None)
        )
        return self.filter(Exists(refused), ~Exists(reviewed), state=State.REFUSED)

    def vetoed(self) -> Self:
        """Those of which a reviewer has named a veto item, for whoever reads reviews; not while the review runs."""
        if self.reader is not None and Seen.OFFICIALS not in self.reader.reads:
            return self.none()
        said = manager_of(self.model, "reviews").counting().exclude(veto="").filter(application=OuterRef("pk"))
        return self.filter(Exists(said)).exclude(state=State.REVIEWING)


class OfAnApplication(ReadRows[Row]):
    """Rows of an application: whoever knows of that knows of them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(application__in=manager_of(self.model, "application").visible_to(user))


class ReviewQuerySet(ReadRows["Review"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Officials; what a reviewer has given, while others still review, nobody else: each judges for oneself."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        known = self.filter(application__in=manager_of(self.model, "application").visible_to(user))
        return known.filter(Q(reviewer=user.pk) | Q(given_at=None) | ~Q(application__state=State.REVIEWING))

    def counting(self) -> Self:
        """Of those who have not stood aside, in the review that runs."""
        return self.filter(recused_at=None, closed_at=None)

    def pending(self) -> Self:
        """Named, neither given nor stood aside."""
        return self.counting().filter(given_at=None)


def minutes_seen_by(user: "User") -> Q:
    """Attachments that hang at the minutes of an application that the user may see; not those of an enterprise."""
    if Seen.OFFICIALS not in user.reads:
        return Q(pk__in=[])
    seen = apps.get_model("admission", "Application")._default_manager.visible_to(user).whole()
    return Q(Exists(seen.filter(minutes_files=OuterRef("pk"))))
