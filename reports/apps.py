from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import decisions, navigation
from core.navigation import Entry

ENTRIES = (Entry(28, _("Reports"), "reports:report-list", lambda user: user.reach in (Reach.COUNTY, Reach.PARK)),)


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports.services import waiting  # noqa: PLC0415 - models are ready only here

        navigation.offer(*ENTRIES)
        navigation.restrict(lambda user: user.reach == Reach.COUNTY, "reports:circular-list")
        decisions.offer("reports", waiting.reports)
        decisions.offer("circulars", waiting.circulars)
