"""What of yearly plans waits for a decision: a plan to approve, a body that asks for another month."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from annualplans.models import Line, YearPlan
from annualplans.states import OPEN, PlanState
from annualplans.workflow import PLANS, prepares
from core.decisions import Decision, Source


def _to_approve(person: User) -> QuerySet[YearPlan]:
    return PLANS.waiting_for(person).order_by("-year")


def _says(plan: YearPlan) -> Decision:
    return Decision(_("Decide on the plan: %(plan)s") % {"plan": plan}, plan.get_absolute_url())


def _asked(person: User) -> QuerySet[Line]:
    if not prepares(person):
        return Line.objects.none()
    rows = Line.objects.visible_to(person).exclude(asked_month=None)
    rows = rows.filter(plan__state__in=(*OPEN, PlanState.IN_FORCE))
    return rows.select_related("enterprise", "body", "plan").order_by("due_on", "pk")


def _asks(line: Line) -> Decision:
    said = {"line": line, "month": line.asked_month}
    return Decision(_("Another month is asked for: %(line)s → %(month)s") % said, line.get_absolute_url())


TO_APPROVE = Source(_to_approve, _says)
ASKED = Source(_asked, _asks)
