"""补录与结果告知: a visit without a scan is filled in by hand; the result is told and the visit closed."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.steps import Given
from visits.models import Visit
from visits.services import leftovers
from visits.workflow import VISITS

LONGEST_VISIT = timedelta(days=1)
"""Product rule: entry and leaving are of one day or night."""


@VISITS.effect("fill-in")
def _fill_in(visit: Visit, actor: User, given: Given) -> None:
    """What was not scanned, by hand: within 10 natural days (Shenzhen, local), after that with a reason only."""
    visit.arrived_at, visit.left_at = _moments(visit, given)
    reason = str(given.get("fill_reason") or "").strip()
    if visit.needs_fill_reason and not reason:
        raise DomainError(_("It is later than the days allowed: give the reason."), "fill_reason")
    visit.filled_in_by, visit.filled_in_at = actor, clock.now()
    visit.fill_reason = reason if visit.needs_fill_reason else ""


def _moments(visit: Visit, given: Given) -> tuple[datetime, datetime]:
    """When the team came and left. Raises DomainError for moments that can't be."""
    entered, left = visit.arrived_at or given.get("arrived_at"), given["left_at"]
    if not isinstance(entered, datetime):
        raise DomainError(_("This must be given."), "arrived_at")
    assert isinstance(left, datetime)
    if left < entered:
        raise DomainError(_("It was left before it was entered."), "left_at")
    if left - entered > LONGEST_VISIT:
        raise DomainError(_("That is longer than a day: a visit of several days is a visit of each day."), "left_at")
    if left > clock.now():
        raise DomainError(_("This moment has not come yet."), "left_at")
    if timezone.localdate(entered) < visit.planned_on:
        raise DomainError(_("This lies before the day of the visit."), "arrived_at")
    return entered, left


@VISITS.effect("close")
def _close(visit: Visit, actor: User, given: Given) -> None:
    """Not while something bars it, and not in words that deny what was found."""
    leftovers.refuse_barred(visit)
    leftovers.refuse_contradiction(visit, str(given["result"]))
    visit.result = str(given["result"])
    visit.closed_by, visit.closed_at = actor, clock.now()
