"""Who is told of a decision of a meeting: the unit that has to do it, and the office that confirms it."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import ANSWERING, Role
from meetings.models import Duty
from notices.services import notices
from notices.services.notices import Words

GIVEN, REPORTED, RETURNED, ENDED = "duty-given", "duty-reported", "duty-returned", "duty-ended"
TO_DO = _("The dispatch meeting has decided: %(text)s; to be done by %(day)s")
DONE = _("%(unit)s reports as done: %(text)s")
BACK = _("Sent back, to be done by %(day)s: %(text)s")
CONFIRMED = _("Confirmed as done: %(text)s")
CANCELLED = _("Not to be done any more: %(text)s")


def tell_unit(duty: Duty, rule: str, said: Promise) -> None:
    """Tell the person who was named, else those who act for the unit."""
    people = User.objects.able(*ANSWERING).filter(organization=duty.organization_id)
    _tell(duty, people.filter(pk=duty.person_id) if duty.person_id else people, rule, said)


def tell_office(duty: Duty) -> None:
    """Tell the coordinators of the county; of a park's own meeting the officers of its committee."""
    park = duty.meeting.park
    people = (
        User.objects.able(Role.PARK).filter(organization=park.committee_id)
        if park
        else User.objects.able(Role.COORDINATOR).filter(organization__county=duty.meeting.county_id)
    )
    _tell(duty, people.exclude(pk=duty.done_by_id), REPORTED, DONE)


def subject_of(duty: Duty) -> str:
    return f"duty:{duty.pk}"


def _tell(duty: Duty, people: Iterable[User], rule: str, said: Promise) -> None:
    def say(person: User) -> Words:
        day = date_format(duty.due, "DATE_FORMAT")
        return Words(said % {"text": duty.text, "unit": duty.organization.label, "day": day})

    notices.tell(people, rule=rule, subject=subject_of(duty), say=say, url=duty.get_absolute_url())
