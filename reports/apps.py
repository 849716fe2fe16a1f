from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, decisions, navigation
from core.navigation import Entry
from notices import kinds as notice_kinds

ON_REPORTS = (
    ("build", _("Report built")),
    ("remarks", _("Remarks of a report written")),
    ("review", _("Report reviewed")),
    ("approve", _("Report approved")),
    ("issue", _("Report issued")),
    ("correct", _("Further edition of a report made")),
)
ON_CIRCULARS = (
    ("draft", _("Circular drafted")),
    ("approve", _("Circular approved")),
    ("issue", _("Circular issued")),
)
ENTRIES = (Entry(28, _("Reports"), "reports:report-list", lambda user: user.reach in (Reach.COUNTY, Reach.PARK)),)


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports.services import circulars, waiting  # noqa: PLC0415 - models are ready only here

        acts.offer("report", _("Monthly report"), *ON_REPORTS)
        acts.offer("circular", _("Circular"), *ON_CIRCULARS)
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
