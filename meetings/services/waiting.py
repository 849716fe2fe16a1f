"""Which decisions of meetings wait for this person: to be reported, to be confirmed."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from meetings.models import Duty
from meetings.states import DutyState
from meetings.workflow import DUTIES


def _first_due(person: User) -> QuerySet[Duty]:
    return DUTIES.waiting_for(person).select_related("organization").order_by("due", "pk")


def _says(duty: Duty) -> Decision:
    said = {"text": duty.text, "unit": duty.organization.label}
    words = (
        _("%(unit)s reports as done: %(text)s")
        if duty.state == DutyState.DONE
        else _("Decided at the meeting: %(text)s")
    )
    return Decision(words % said, duty.get_absolute_url(), duty.due)


DECIDED = Source(_first_due, _says)
