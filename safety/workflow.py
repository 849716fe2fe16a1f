"""安全提示的办理: who confirms or dismisses what the engine of safety proposes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core.proposals import STALE, decisions
from core.steps import Table
from core.who import ability
from safety.models import Shortfall

if TYPE_CHECKING:
    from accounts.models import User


def decides(user: "User") -> bool:
    """Who turns a proposal into a finding or dismisses it: those who keep the files and see the county or the park."""
    return user.keeps_files and user.records_findings and user.reach in (Reach.COUNTY, Reach.PARK)


SHORTFALLS = Table[Shortfall](
    "shortfall",
    *decisions(ability(decides), _("Whoever keeps the enterprise's file decides on it.")),
    rows=lambda user: Shortfall.objects.visible_to(user),
    told=lambda shortfall, given: {"state": shortfall.state},
    stale=STALE,
)
