"""综合查一次: visits of one enterprise in the same week are offered to be joined, and joined in one act (R7)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.steps import Given
from visits.models import Visit
from visits.querysets import VisitQuerySet
from visits.services import telling
from visits.services.planning import plan
from visits.states import AHEAD
from visits.workflow import VISITS


def in_same_week(visit: Visit, user: User) -> VisitQuerySet:
    """The others ahead at the enterprise in the same week, of whatever body, that a person may know of."""
    rows = Visit.objects.visible_to(user).filter(enterprise=visit.enterprise_id, week=visit.week, state__in=AHEAD)
    return rows.exclude(pk=visit.pk).select_related("body", "enterprise").order_by("planned_on", "pk")


def to_join(visit: Visit, user: User) -> VisitQuerySet:
    """With which of them it can be joined: those that are not joined with it, nor to a third one."""
    return in_same_week(visit, user).filter(joined_to=None).exclude(joiners=visit)


def joined_with(visit: Visit, user: User) -> VisitQuerySet:
    """Those with which it goes together."""
    root = visit.joined_to_id or visit.pk
    rows = Visit.objects.visible_to(user).filter(Q(pk=root) | Q(joined_to=root)).exclude(pk=visit.pk)
    return rows.select_related("body", "enterprise").order_by("planned_on", "pk")


@VISITS.effect("join")
def _join(visit: Visit, actor: User, given: Given) -> None:
    """It goes on the day and at the hour of the other one; each body keeps its own approval and its own count."""
    other = given["other"]
    if not isinstance(other, Visit) or not to_join(visit, actor).filter(pk=other.pk).exists():
        raise DomainError(_("Only visits of the same enterprise in the same week are joined."), "other")
    visit.joined_to = other
    plan(visit, other.planned_on)
    visit.planned_at = other.planned_at
    telling.tell_team(other, telling.JOINED, telling.GO_TOGETHER, actor)
