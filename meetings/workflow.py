"""议定事项的办理: given, reported done, confirmed; or sent back, or cancelled with a reason."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization
from accounts.states import Role
from core.steps import Step, Table, Weight, always, everybody
from core.who import Rule, rule
from meetings.models import Duty, Meeting
from meetings.states import DutyState as State

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.querysets import OrganizationQuerySet
    from parks.models import Park


@rule(lambda user: Q(organization=user.organization_id) if user.answers else None)
def owner(duty: Duty, user: "User") -> bool:
    """Whoever acts for the unit that has to do it."""
    return user.answers and duty.organization_id == user.organization_id


@rule(lambda user: Q(person=None) | Q(person=user))
def named(duty: Duty, user: "User") -> bool:
    """The person who was named; of a unit alone each of its people."""
    return duty.person_id in (None, user.pk)


def _called_by(user: "User") -> Q | None:
    if user.is_coordinator:
        return Q(meeting__park=None)
    return Q(meeting__park__committee=user.organization_id) if user.role == Role.PARK else None


@rule(_called_by)
def caller(duty: Duty, user: "User") -> bool:
    """The office that held the meeting: the county's coordinators, of a park's own meeting its committee."""
    return holds(duty.meeting, user)


@rule(lambda user: Q(done_by=None) | ~Q(done_by=user))
def not_who_did_it(duty: Duty, user: "User") -> bool:
    return duty.done_by_id != user.pk


def holds_meetings(user: "User") -> bool:
    """Whether the person belongs to an office that holds meetings: of a county, or of a park."""
    return (user.is_coordinator or user.role == Role.PARK) and user.organization.county_id is not None


def may_hold(park: "Park | None", user: "User") -> bool:
    """Whether the person's office holds the meetings of this park; of the county, where none is named."""
    if not holds_meetings(user):
        return False
    if park is None:
        return user.is_coordinator
    return user.role == Role.PARK and park.committee_id == user.organization_id


def holds(meeting: Meeting, user: "User") -> bool:
    """Whether the person decides and corrects at this meeting: reading it is another right."""
    return may_hold(meeting.park, user)


def who_may_be_given(meeting: Meeting) -> "OrganizationQuerySet":
    """The units to which a meeting gives something to do: those of the county; of a park its committee and plants."""
    units = Organization.objects.active().who_answer()
    if meeting.park is None:
        return units.filter(county=meeting.county_id)
    return units.filter(Q(pk=meeting.park.committee_id) | Q(enterprise__park=meeting.park_id))


judge: Rule[Duty] = (caller & not_who_did_it).said("The office that holds the meetings; not who has reported it done.")
GIVEN, DONE = frozenset({State.GIVEN.value}), frozenset({State.DONE.value})
W = Weight
# fmt: off
DUTIES = Table[Duty](
    "duty",
    #    name       label                                        from          to                     who     given        weight      waits for  when
    Step("report",  pgettext_lazy("duty", "Report as done"),     GIVEN,        State.DONE.value,      owner,  ("report",), W.ORDINARY, named,     always,
         refused=_("The responsible unit reports it, while it is to be done."),
         done=_("Reported as done; the office of the meeting confirms it.")),
    Step("confirm", pgettext_lazy("duty", "Confirm as done"),    DONE,         State.CONFIRMED.value, judge,  (),          W.JUDGES,   everybody, always,
         refused=_("The office that holds the meetings confirms it, and not who has reported it."),
         done=_("Confirmed as done.")),
    Step("return",  pgettext_lazy("duty", "Send back"),          DONE,         State.GIVEN.value,     judge,  ("answer",), W.JUDGES,   None,      always,
         refused=_("The office that holds the meetings sends it back, and not who has reported it."),
         done=_("Sent back; the unit has been told.")),
    Step("cancel",  pgettext_lazy("duty", "Cancel"),             GIVEN | DONE, State.CANCELLED.value, caller, ("answer",), W.JUDGES,   None,      always,
         refused=_("The office that holds the meetings cancels it, while it is open."),
         done=_("Cancelled; the unit has been told.")),
    rows=lambda user: Duty.objects.visible_to(user),
    told=lambda duty, given: {"state": duty.state},
    stale=_("Somebody has dealt with this decision since you opened it."),
)
# fmt: on
