"""Reports and circulars that wait for this person: to be reviewed, approved or issued; proposed wordings."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from reports.models import Circular, MonthlyReport, Wording
from reports.states import WordingState
from reports.workflow import CIRCULARS, REPORTS, WORDINGS


def _open_reports(person: User) -> QuerySet[MonthlyReport]:
    return REPORTS.waiting_for(person).defer("snapshot", "profile")


def _said_of_report(report: MonthlyReport) -> Decision:
    said = {"report": str(report), "state": report.get_state_display()}
    return Decision(_("Report %(report)s (%(state)s)") % said, report.get_absolute_url())


def _open_circulars(person: User) -> QuerySet[Circular]:
    return CIRCULARS.waiting_for(person).defer("content")


def _said_of_circular(circular: Circular) -> Decision:
    return Decision(_("Circular of %(day)s") % {"day": circular.day.isoformat()}, circular.get_absolute_url())


def _open_wordings(person: User) -> QuerySet[Wording]:
    return WORDINGS.waiting_for(person).filter(state=WordingState.PROPOSED).defer("places")


def _said_of_wording(wording: Wording) -> Decision:
    return Decision(_("Wording “%(wording)s”") % {"wording": wording}, wording.get_absolute_url())


OPEN_REPORTS = Source(_open_reports, _said_of_report)
OPEN_CIRCULARS = Source(_open_circulars, _said_of_circular)
OPEN_WORDINGS = Source(_open_wordings, _said_of_wording)
