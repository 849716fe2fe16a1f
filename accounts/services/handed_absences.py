"""Whom the person stands in for while colleagues are away: the successor is told in their place from now on."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Absence, HandOver, User
from accounts.services.handing_over import Kind, Work, things
from core import clock
from core.services import log


def find(person: User, successor: User) -> list[Work]:
    rows = Absence.objects.not_over(clock.today()).filter(substitute=person).select_related("person")
    return [Work(row.pk, _label(row), stays_because=_why_not(row, successor)) for row in rows.order_by("pk")]


def _label(absence: Absence) -> str:
    said = _("%(name)s, away until %(day)s")
    return said % {"name": absence.person.name, "day": date_format(absence.last_day, "DATE_FORMAT")}


def _why_not(absence: Absence, successor: User) -> str:
    if absence.person_id == successor.pk:
        return _("Nobody stands in for himself; enter another substitute.")
    return ""


def hand(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    rows = Absence.objects.not_over(clock.today()).filter(substitute=handing.person_id)
    for absence in things(rows.select_for_update(of=("self",)).select_related("person"), works):
        before = {"substitute": absence.substitute}
        absence.substitute = handing.successor
        absence.save(update_fields=["substitute"])
        log.record(
            "account.absence", absence.person, actor=actor, before=before, after={"substitute": handing.successor}
        )


KIND = Kind("standing-in", gettext_lazy("Standing in for colleagues"), find, hand, order=40)
