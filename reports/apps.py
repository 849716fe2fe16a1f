from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, decisions, navigation, steps
from core.navigation import Entry
from documents import kinds as document_kinds
from notices import kinds as notice_kinds

ENTRIES = (Entry(28, _("Reports"), "reports:report-list", lambda user: user.reach in (Reach.COUNTY, Reach.PARK)),)


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports.services import circulars, paper_kinds, waiting  # noqa: PLC0415 - models are ready only here
        from reports.workflow import CIRCULARS, REPORTS  # noqa: PLC0415 - models are ready only here

        steps.gather("reports.services")
        acts.offer("report", _("Monthly report"), ("build", _("Report built")), *REPORTS.acts())
        acts.offer("circular", _("Circular"), ("draft", _("Circular drafted")), *CIRCULARS.acts())
        document_kinds.offer(paper_kinds.KINDS)
        navigation.offer(*ENTRIES)
        navigation.restrict(lambda user: user.reach == Reach.COUNTY, "reports:circular-list")
        notice_kinds.offer(
            [
                notice_kinds.Kind(
                    "circulars",
                    _("Circulars that name your unit"),
                    _("Your unit has overdue problems and replies to the circular."),
                    frozenset({circulars.CIRCULAR_ISSUED}),
                    urgent=True,
                    can_reach=lambda person: person.answers,
                )
            ]
        )
        decisions.offer("reports", waiting.reports)
        decisions.offer("circulars", waiting.circulars)
