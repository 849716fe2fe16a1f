"""违法提示的办理: who confirms or dismisses what the engine proposes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core.proposals import STALE, decisions
from core.steps import Table
from core.who import ability
from projects.models import Violation

if TYPE_CHECKING:
    from accounts.models import User


def decides(user: "User") -> bool:
    """Who turns a proposal into a finding or dismisses it: those who keep the files and see the county or the park."""
    return user.keeps_files and user.records_findings and user.reach in (Reach.COUNTY, Reach.PARK)


decider = ability(decides).said("Whoever keeps the project's file.")
VIOLATIONS = Table[Violation](
    "violation",
    *decisions(decider, _("Whoever keeps the project's file decides on it.")),
    rows=lambda user: Violation.objects.visible_to(user),
    told=lambda violation, given: {"state": violation.state},
    stale=STALE,
)
