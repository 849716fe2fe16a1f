"""重大隐患判定: a problem that meets a criterion of its day is major (rules R11, 7)."""

from datetime import date

from django.utils.translation import gettext as _

from core.errors import WorkflowError
from inspections.states import Level
from law.models import Basis, Criterion
from law.services import citing
from law.states import SubjectKind


def criteria_on(day: date) -> list[Criterion]:
    """The criteria by which a problem is judged that was found on a day."""
    return list(Criterion.objects.in_force(day).select_related("instrument"))


def clause_of(criterion: Criterion, on: date) -> list[Basis]:
    """The clause that is cited beside the duty article, where it holds on the day."""
    return citing.bases_for(SubjectKind.CRITERION, criterion.pk, on)


def refuse_criterion(criterion: Criterion, on: date, level: str) -> None:
    """Raises WorkflowError for a criterion that was not in force on the day, and for a problem that is not major by it.

    Its level is lowered by correcting the item, with a reason (R11, 7).
    """
    if not criterion.is_in_force(on):
        facts = {"criterion": criterion.name, "on": on.isoformat(), "instrument": criterion.instrument.cited}
        raise WorkflowError(_("%(criterion)s (%(instrument)s) did not hold on %(on)s.") % facts, "criterion")
    if level != Level.MAJOR:
        raise WorkflowError(_("By this criterion it is major; its level is lowered later, with a reason."), "level")
