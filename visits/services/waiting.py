"""What of visits stands on a desk: those to approve, and those on which one goes today or still has to fill in."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.decisions import Decision, Source
from visits.models import Visit
from visits.states import VisitState
from visits.workflow import VISITS


def _to_approve(person: User) -> QuerySet[Visit]:
    return VISITS.waiting_for(person).select_related("enterprise", "body").order_by("planned_on", "pk")


def _says(visit: Visit) -> Decision:
    words = _("Approve afterwards: %(place)s") if visit.is_urgent else _("Approve the visit: %(place)s")
    due = visit.approve_by if visit.is_urgent else visit.planned_on
    return Decision(words % {"place": visit.enterprise.label}, visit.get_absolute_url(), due)


def _of_today(person: User) -> QuerySet[Visit]:
    """The own ones of today, and those of earlier days that nobody has scanned or filled in."""
    states = (VisitState.APPROVED, VisitState.UNDER_WAY)
    rows = Visit.objects.visible_to(person).of_team(person).filter(state__in=states, planned_on__lte=clock.today())
    return rows.select_related("enterprise").order_by("-planned_on", "planned_at", "pk")


def _goes(visit: Visit) -> Decision:
    said = {"place": visit.enterprise.label, "at": f"{visit.planned_at:%H:%M}" if visit.planned_at else ""}
    if visit.is_to_fill:
        return Decision(_("Fill in the visit: %(place)s") % said, visit.get_absolute_url(), visit.fill_by)
    return Decision((_("Visit today: %(place)s %(at)s") % said).rstrip(), visit.get_absolute_url(), visit.planned_on)


TO_APPROVE = Source(_to_approve, _says)
TODAY = Source(_of_today, _goes)
