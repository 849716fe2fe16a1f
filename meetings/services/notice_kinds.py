"""The kinds of notices of meetings."""

from django.utils.translation import gettext_lazy as _

from meetings.services.telling import ENDED, GIVEN, REPORTED, RETURNED
from meetings.workflow import holds_meetings
from notices.kinds import Kind

KINDS = (
    Kind(
        "meeting-duties",
        _("Decisions of dispatch meetings"),
        _("Your unit has to carry them out."),
        frozenset({GIVEN, RETURNED, ENDED}),
        can_reach=lambda person: person.answers,
        order=24,
    ),
    Kind(
        "meeting-reports",
        _("Decisions of meetings reported as done"),
        _("Your office confirms what the units report."),
        frozenset({REPORTED}),
        can_reach=holds_meetings,
        order=25,
    ),
)
