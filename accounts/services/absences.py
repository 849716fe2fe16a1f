"""代班: somebody is away and a colleague of the same unit and role is told in the same place.

Only the notices are handed over. Since a person's scope follows from unit and role, the colleague
is told nothing that the ledger would not show anyway.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Absence, User
from accounts.rules.absences import told_in_the_end
from core import clock
from core.errors import DomainError
from core.services import log

LONGEST_DAYS = 366


class NotYoursError(DomainError):
    """The absence of another unit, or of a colleague by somebody who does not lead the unit."""

    status = 403


def may_enter_for(person: User, actor: User) -> bool:
    """Everybody for himself; the head of a unit for its people, who may have fallen ill."""
    return actor.pk == person.pk or (actor.is_head and actor.organization_id == person.organization_id)


@transaction.atomic
def enter(*, person: User, substitute: User, first_day: date, last_day: date, actor: User) -> Absence:
    """Write that somebody is away. Raises DomainError where days or substitute do not fit."""
    held = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not may_enter_for(held, actor):
        raise NotYoursError(_("You can enter this for yourself, and as head for the people of your unit."))
    _refuse_days(held, first_day, last_day)
    if not colleagues(held).filter(pk=substitute.pk).exists():
        raise DomainError(_("A substitute is an active colleague of the same unit and role."), "substitute")
    told = {"substitute": substitute, "first_day": first_day, "last_day": last_day}
    log.record("account.absence", held, actor=actor, after=told)
    return Absence.objects.create(person=held, created_by=actor, created_at=clock.now(), **told)


def _refuse_days(person: User, first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise DomainError(_("The last day lies before the first one."), "last_day")
    if last_day < clock.today():
        raise DomainError(_("The last day has passed already."), "last_day")
    if last_day - first_day > timedelta(days=LONGEST_DAYS):
        raise DomainError(_("%(days)s days at most.") % {"days": LONGEST_DAYS}, "last_day")
    other = Absence.objects.filter(person=person, first_day__lte=last_day, last_day__gte=first_day).first()
    if other is not None:
        said = _("There is an absence from %(first)s to %(last)s already.")
        raise DomainError(said % {"first": other.first_day, "last": other.last_day}, "first_day")


def colleagues(person: User) -> QuerySet[User]:
    """Who can be told in somebody's place."""
    same = User.objects.active().filter(organization=person.organization_id, role=person.role)
    return same.exclude(pk=person.pk).order_by("name", "pk")


@transaction.atomic
def end(absence: Absence, *, actor: User) -> None:
    """The person is back: from today on nobody is told in the same place; what has not begun is taken away."""
    held = Absence.objects.select_for_update(of=("self",)).select_related("person").get(pk=absence.pk)
    if not may_enter_for(held.person, actor):
        raise NotYoursError(_("You can enter this for yourself, and as head for the people of your unit."))
    yesterday = clock.today() - timedelta(days=1)
    if held.last_day <= yesterday:
        return
    log.record("account.end-absence", held.person, actor=actor, before={"last_day": held.last_day})
    if held.first_day > yesterday:
        held.delete()
        return
    held.last_day = yesterday
    held.save(update_fields=["last_day"])


def stand_ins(day: date) -> dict[int, int]:
    """Who is told in whose place on a day: `{absent person: substitute}`, by key."""
    rows = Absence.objects.on(day).still_fitting().values_list("person", "substitute")
    return told_in_the_end(dict(rows))
