from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach, Role
from core import navigation
from core.navigation import Entry

ENTRIES = (
    Entry(15, _("County board"), "dashboards:county", lambda user: user.reach == Reach.COUNTY),
    Entry(16, _("My board"), "dashboards:mine", lambda user: user.assigns or user.reach in (Reach.PARK, Reach.OWN)),
    Entry(90, _("Figures and what they mean"), "dashboards:figures", lambda user: user.reach == Reach.COUNTY),
)


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = _("Dashboards")

    def ready(self) -> None:
        navigation.offer(*ENTRIES)
        navigation.offer_home(
            Entry(10, _("County board"), "dashboards:county", lambda user: user.role == Role.SUPERIOR)
        )
