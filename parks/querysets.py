from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.querysets import of_no_other_enterprise, within_county
from accounts.states import Reach
from core import clock
from core.fields import ReadRows, Row
from core.querysets import manager_of, names_with
from core.states import Seen
from parks.states import UNFINISHED

if TYPE_CHECKING:
    from accounts.models import User
    from parks.models import Infrastructure, InfrastructureProgress, Park, QuotaPosting, RecognitionProblem


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

    def with_troubles(self, day: date) -> Self:
        """With what the page of a park says of its troubles on a day, counted in the same statement."""
        stop = apps.get_model("parks", "StopNotice").objects.filter(park=OuterRef("pk"), since__lte=day)
        problem = apps.get_model("parks", "RecognitionProblem").objects.filter(park=OuterRef("pk"), done_on=None)
        if self.reader is not None:
            problem = problem.filter(of_no_other_enterprise(self.reader))
        plan = apps.get_model("parks", "UpgradePlan").objects.filter(park=OuterRef("pk"), target_on__gte=day)
        account = apps.get_model("parks", "QuotaAccount").objects.filter(park=OuterRef("pk"))
        drawn = account.annotate(left=Sum("postings__effect")).filter(left__lt=0)
        return self.annotate(
            stops=_number(stop.filter(Q(until=None) | Q(until__gte=day))),
            problems_open=_number(problem),
            problems_late=_number(problem.filter(deadline__lt=day)),
            has_plan=Exists(plan),
            is_overdrawn=Exists(drawn),
        )

    def containing(self, words: str) -> Self:
        """Rows in whose name or code each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(names_with(word, "name", "short_name") | Q(code__contains=word))
        return found


def _number(rows: QuerySet[Model]) -> Coalesce:
    """How many rows of a park there are, as a column of the park."""
    counted = rows.order_by().values("park").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


class OfAPark(ReadRows[Row]):
    """Rows of the file of a park: whoever knows of the park knows of them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(park__in=manager_of(self.model, "park").visible_to(user))


class RecognitionProblemQuerySet(ReadRows["RecognitionProblem"]):
    """Problems of the recognition: whoever knows of the park, but those for which another enterprise answers."""

    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(of_no_other_enterprise(user), park__in=manager_of(self.model, "park").visible_to(user))


class QuotaPostingQuerySet(ReadRows["QuotaPosting"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(account__in=manager_of(self.model, "account").visible_to(user))


class ProgressQuerySet(ReadRows["InfrastructureProgress"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(facility__in=manager_of(self.model, "facility").visible_to(user))


def files_seen_by(user: "User") -> Q:
    """Attachments that hang at something in the file of a park that the user may see."""
    progress = apps.get_model("parks", "InfrastructureProgress").objects.visible_to(user)
    visits = apps.get_model("parks", "LeaderVisit").objects.visible_to(user)
    papers = apps.get_model("parks", "ParkPaper").objects.visible_to(user)
    shown = Q(Exists(progress.filter(photos=OuterRef("pk"))))
    if Seen.UNIT in user.reads:
        shown |= Q(Exists(papers.filter(files=OuterRef("pk"))))
    if Seen.OFFICIALS in user.reads:
        shown |= Q(Exists(visits.filter(photos=OuterRef("pk"))))
    return shown


class InfrastructureQuerySet(ReadRows["Infrastructure"]):
    def as_of(self, day: date) -> Self:
        """How each facility stood at the end of a day: `status_then`, `percent_then`, None before its history began."""
        if day >= clock.today():
            return self.annotate(status_then=F("status"), percent_then=F("progress"))
        rows = manager_of(self.model, "progress_rows").filter(facility=OuterRef("pk"), day__lte=day)
        last = rows.order_by("-day", "-pk")
        return self.annotate(
            status_then=Subquery(last.values("status")[:1]), percent_then=Subquery(last.values("percent")[:1])
        )

    def on_file_then(self) -> Self:
        """Of rows as of a day: those whose history had begun."""
        return self.exclude(status_then=None)

    def late_on(self, day: date) -> Self:
        """Of rows as of that day: to be finished before it, and not in use then."""
        return self.filter(planned_completion__lt=day, status_then__in=UNFINISHED)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        parks = manager_of(self.model, "park")
        return self.filter(park__in=parks.visible_to(user))

    def containing(self, words: str) -> Self:
        """Facilities in whose name each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(name__contains=word)
        return found
