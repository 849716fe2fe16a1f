"""The clocks of visits: the day of an approved one, the filling in without a scan, the approval of an urgent one."""

from collections.abc import Callable

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import REVIEWERS, Role
from core import clock
from notices.clocks import Circle, Clock, Place
from visits.models import Visit
from visits.states import VisitState

TEAM = (Circle("officers__person__account", frozenset(REVIEWERS)),)
LEADERS = (Circle("body__users", frozenset({Role.DEPARTMENT})),)


def _said(what: Promise) -> Callable[[], Combinable]:
    """The enterprise, and what is due there."""
    return lambda: Concat(F("enterprise__name"), Value(f" {what}"))


PLACE = Place("enterprise", "enterprise__name")
PLANNED = Clock(
    code="visits-planned",
    label=_("Visits of enterprises"),
    rows=lambda: Visit.objects.filter(state=VisitState.APPROVED, planned_on__gte=clock.today()),
    due="planned_on",
    named=_said(pgettext_lazy("clock", "visit")),
    names=("enterprise__name",),
    page="visits:visit-detail",
    must_act=TEAM,
    enterprise=PLACE,
    stages=(3, 1),
    order=32,
)
TO_FILL = Clock(
    code="visits-to-fill",
    label=_("Visits to be filled in"),
    rows=lambda: Visit.objects.to_fill(clock.today()),
    due="fill_by",
    named=_said(pgettext_lazy("clock", "visit to be filled in")),
    names=("enterprise__name",),
    page="visits:visit-detail",
    must_act=TEAM,
    followed_by=LEADERS,
    enterprise=PLACE,
    stages=(7, 3, 1),
    order=33,
)
TO_APPROVE = Clock(
    code="visits-to-approve",
    label=_("Urgent visits to be approved"),
    rows=lambda: Visit.objects.filter(is_urgent=True, approved_at=None).exclude(approve_by=None),
    due="approve_by",
    named=_said(pgettext_lazy("clock", "urgent visit to be approved")),
    names=("enterprise__name",),
    page="visits:visit-detail",
    must_act=LEADERS,
    enterprise=PLACE,
    stages=(1,),
    order=34,
)
CLOCKS = (PLANNED, TO_FILL, TO_APPROVE)
