from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach, Role
from core import navigation
from core.navigation import BOARDS, Entry

if TYPE_CHECKING:
    from accounts.models import User


def has_a_board(user: "User") -> bool:
    """Whether a board of the own unit is kept for this person."""
    return user.assigns or user.reach in (Reach.PARK, Reach.OWN)


ENTRIES = (
    Entry(15, _("County board"), "dashboards:county", lambda user: user.reach == Reach.COUNTY, word=BOARDS),
    Entry(16, _("My board"), "dashboards:mine", has_a_board, word=BOARDS),
    Entry(
        90, _("Figures and what they mean"), "dashboards:figures", lambda user: user.reach == Reach.COUNTY, word=BOARDS
    ),
)


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = _("Dashboards")

    def ready(self) -> None:
        navigation.offer(*ENTRIES)
        navigation.offer_home(
            Entry(10, _("County board"), "dashboards:county", lambda user: user.role == Role.SUPERIOR)
        )
