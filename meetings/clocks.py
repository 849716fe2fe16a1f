"""The clock of what meetings decide: to be done by a day."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.states import ANSWERING, Role
from meetings.models import Duty
from meetings.states import DutyState
from notices.clocks import Circle, Clock, column

DECIDED = Clock(
    code="meeting-duties",
    label=_("Decisions of meetings"),
    rows=lambda: Duty.objects.filter(state=DutyState.GIVEN),
    due="due",
    named=column("text"),
    names=("text",),
    page="meetings:duty-detail",
    must_act=(Circle("organization__users", frozenset(ANSWERING)),),
    followed_by=(
        Circle("meeting__county__county_units__users", frozenset({Role.COORDINATOR}), only=Q(meeting__park=None)),
        Circle("meeting__park__committee__users", frozenset({Role.PARK})),
    ),
    stages=(3, 1),
    order=31,
)
CLOCKS = (DECIDED,)
