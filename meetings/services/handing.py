"""交接 of what meetings have decided: the open decisions that name the person name the successor."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandOver, User
from accounts.services.handing_over import Kind, Work, things
from core.services import log
from meetings.models import Duty


def find(person: User, successor: User) -> list[Work]:
    rows = Duty.objects.open().filter(person=person).order_by("due", "pk")
    return [Work(duty.pk, duty.text, duty.get_absolute_url(), _why_not(duty, successor)) for duty in rows]


def _why_not(duty: Duty, successor: User) -> str:
    """A person who has moved is still named; the decision stays with the unit."""
    if duty.organization_id != successor.organization_id:
        return _("It was given to another unit.")
    return ""


def hand(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    rows = Duty.objects.open().filter(person=handing.person_id)
    for duty in things(rows.select_for_update(of=("self",)), works):
        duty.person = handing.successor
        duty.version += 1
        duty.save()
        told = {"person": handing.person}, {"person": handing.successor}
        log.record("duty.hand-over", duty, actor=actor, before=told[0], after=told[1], reason=handing.reason)


KIND = Kind("meeting-duties", gettext_lazy("Decisions of meetings"), find, hand, order=20)
