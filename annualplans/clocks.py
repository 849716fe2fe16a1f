"""The clock of the yearly plan: the last day of the month of a line of which no visit has been made."""

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import REVIEWERS
from annualplans.models import Line
from core import clock
from notices.clocks import Circle, Clock, Place

PLANNED = pgettext_lazy("clock", "planned visit")


def _said() -> Combinable:
    return Concat(F("enterprise__name"), Value(f" {PLANNED}"))


DUE = Clock(
    code="planned-visits",
    label=_("Planned visits"),
    rows=lambda: Line.objects.in_force().without_visit().filter(due_on__gte=clock.today().replace(day=1)),
    due="due_on",
    named=_said,
    names=("enterprise__name",),
    page="annualplans:line-detail",
    must_act=(Circle("body__users", frozenset(REVIEWERS)),),
    enterprise=Place("enterprise", "enterprise__name"),
    stages=(15, 3),
    order=31,
)
CLOCKS = (DUE,)
