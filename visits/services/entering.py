"""扫码入企: the plant presses that the team has come, and that it has left; the moment is the server's."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import WrongStateError
from core.services import log
from visits.models import Visit
from visits.states import VisitState


@transaction.atomic
def enter(visit: Visit) -> Visit:
    """The team has come. Raises WrongStateError before its day, or when the visit is over; twice changes nothing."""
    locked = _locked(visit)
    if locked.arrived_at is not None:
        return locked
    if locked.state not in (VisitState.APPROVED, VisitState.UNDER_WAY):
        raise WrongStateError(_("This visit is over."))
    if locked.planned_on > clock.today():
        raise WrongStateError(_("This visit is approved for another day."))
    locked.arrived_at = clock.now()
    return _kept(locked, VisitState.UNDER_WAY, "visit.enter")


@transaction.atomic
def leave(visit: Visit) -> Visit:
    """The team has left. Raises WrongStateError for one that has not come; twice changes nothing."""
    locked = _locked(visit)
    if locked.left_at is not None:
        return locked
    if locked.arrived_at is None:
        raise WrongStateError(_("Nobody has entered yet."))
    locked.left_at = clock.now()
    return _kept(locked, VisitState.FINISHED, "visit.leave")


def _locked(visit: Visit) -> Visit:
    return Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)


def _kept(visit: Visit, state: VisitState, act: str) -> Visit:
    before = visit.state
    visit.state = state.value
    visit.version += 1
    visit.save()
    log.record(act, visit, actor=None, before={"state": before}, after={"state": visit.state})
    return visit
