"""Reports and circulars that wait for this person: to be reviewed, approved or issued."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision
from reports.workflow import CIRCULARS, REPORTS

MOST = 5


def reports(person: User) -> Iterator[Decision]:
    """The newest open reports that are this person's turn."""
    for report in REPORTS.waiting_for(person).defer("snapshot", "profile")[:MOST]:
        said = {"report": str(report), "state": report.get_state_display()}
        yield Decision(_("Report %(report)s (%(state)s)") % said, report.get_absolute_url())


def circulars(person: User) -> Iterator[Decision]:
    """The newest open circulars that are this person's turn."""
    for circular in CIRCULARS.waiting_for(person).defer("content")[:MOST]:
        yield Decision(_("Circular of %(day)s") % {"day": circular.day.isoformat()}, circular.get_absolute_url())
