"""Reports and circulars that wait for this person: to be reviewed, approved or issued."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision
from reports.models import Circular, MonthlyReport
from reports.services import circulars as drafts
from reports.services.deciding import may_approve, may_issue, may_review
from reports.states import OPEN_STATES

MOST = 5


def reports(person: User) -> Iterator[Decision]:
    """The newest open reports that are this person's turn."""
    yield from islice(_reports(person), MOST)


def _reports(person: User) -> Iterator[Decision]:
    rows = MonthlyReport.objects.visible_to(person).filter(state__in=OPEN_STATES).select_related("park", "county")
    for report in rows.defer("snapshot", "profile"):
        if may_review(report, person) or may_approve(report, person) or may_issue(report, person):
            said = {"report": str(report), "state": report.get_state_display()}
            yield Decision(_("Report %(report)s (%(state)s)") % said, report.get_absolute_url())


def circulars(person: User) -> Iterator[Decision]:
    """The newest open circulars that are this person's turn."""
    yield from islice(_circulars(person), MOST)


def _circulars(person: User) -> Iterator[Decision]:
    rows = Circular.objects.visible_to(person).filter(state__in=OPEN_STATES).defer("content")
    for circular in rows:
        if drafts.may_approve(circular, person) or drafts.may_issue(circular, person):
            yield Decision(_("Circular of %(day)s") % {"day": circular.day.isoformat()}, circular.get_absolute_url())
