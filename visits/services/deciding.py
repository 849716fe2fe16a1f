"""检查审批: proposed, approved or returned, begun at once, approved afterwards, cancelled: the effects of the steps."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.services import calendar
from core.steps import Given
from visits.models import Visit
from visits.services import checking, telling
from visits.services.frequency import frequency_of
from visits.services.planning import plan
from visits.workflow import VISITS


@VISITS.effect("propose")
def _propose(visit: Visit, actor: User, given: Given) -> None:
    """What bars it is said before a leader has to look at it."""
    checking.refuse_unmet(visit)
    visit.proposed_by, visit.proposed_at = actor, clock.now()
    telling.tell_leaders(visit, telling.PROPOSED, telling.TO_DECIDE, actor)


@VISITS.effect("approve")
def _approve(visit: Visit, actor: User, given: Given) -> None:
    """Looked at once more: a certificate may have ended meanwhile. The frequency of this moment is kept."""
    checking.refuse_unmet(visit)
    if visit.planned_on < clock.today():
        raise DomainError(_("Its day has passed; return it, to be planned anew."))
    _sign(visit, actor, given)
    visit.fill_by = _fill_by(visit)
    telling.tell_team(visit, telling.APPROVED, telling.MAY_GO, actor)


@VISITS.effect("return")
def _return(visit: Visit, actor: User, given: Given) -> None:
    visit.opinion = str(given["opinion"])
    telling.tell_team(visit, telling.RETURNED, telling.BACK, actor)


@VISITS.effect("begin")
def _begin(visit: Visit, actor: User, given: Given) -> None:
    """An urgent one begins today; its approval follows within some working days (R7, P)."""
    today = clock.today()
    plan(visit, today)
    checking.refuse_unmet(visit)
    visit.is_urgent, visit.urgent_reason = True, str(given["urgent_reason"])
    visit.proposed_by, visit.proposed_at = actor, clock.now()
    visit.approve_by = calendar.current().add_working_days(today, settings.VISIT_APPROVAL_WORKING_DAYS)
    visit.fill_by = _fill_by(visit)
    telling.tell_leaders(visit, telling.URGENT, telling.BEGUN_AT_ONCE, actor)


@VISITS.effect("approve-later")
def _approve_later(visit: Visit, actor: User, given: Given) -> None:
    _sign(visit, actor, given)
    telling.tell_team(visit, telling.APPROVED, telling.APPROVED_AFTER, actor)


@VISITS.effect("cancel")
def _cancel(visit: Visit, actor: User, given: Given) -> None:
    visit.end_reason = str(given["reason"])
    visit.cancelled_by, visit.cancelled_at = actor, clock.now()
    telling.tell_team(visit, telling.CANCELLED, telling.IS_CANCELLED, actor)


@VISITS.effect("renew-code")
def _renew(visit: Visit, actor: User, given: Given) -> None:
    """Codes of earlier rounds open nothing (`visits.services.codes`)."""
    visit.round += 1


def _sign(visit: Visit, actor: User, given: Given) -> None:
    """Raises DomainError beyond the cap without a reason."""
    frequency = frequency_of(visit, lock=True)
    reason = str(given.get("over_cap_reason") or "").strip()
    if frequency.is_reached and not reason:
        raise DomainError(_("%(said)s: say why it goes beyond it.") % {"said": frequency.said}, "over_cap_reason")
    visit.over_cap_reason = reason if frequency.is_reached else ""
    visit.visits_before, visit.cap = frequency.before, frequency.cap
    visit.opinion = str(given.get("opinion") or "")
    visit.approved_by, visit.approved_at, visit.approved_on = actor, clock.now(), clock.today()


def _fill_by(visit: Visit) -> date:
    """Without a scan it is filled in by then; after that only with a reason (R7)."""
    return visit.planned_on + timedelta(days=settings.VISIT_FILL_DAYS)
