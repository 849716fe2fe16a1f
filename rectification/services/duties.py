"""What the ledger will ask of the supervisors of a unit in a month: of what the unit has assigned (R7, R8, D03)."""

from fractions import Fraction

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from capability.models import Team
from capability.services.duties import Duty, Part

RECHECK_RULE = _("items × person-hours of a re-inspection")


def assigned_by(team: Team | None) -> Part:
    """The unit that has assigned an item sees to its re-inspection; asked without one, the whole ledger."""
    return {"assigned_by_organization": str(team.organization_id)} if team else {}


def _once() -> Fraction:
    return Fraction(1)


DUTIES = (
    Duty(
        code="recheck",
        label=_("Re-inspections expected"),
        rule=RECHECK_RULE,
        times=_once,
        hours=lambda: int(settings.CAPABILITY_RECHECK_HOURS),
        part_of=assigned_by,
        figure="ahead.recheck",
        is_monthly=True,
        is_on_site=True,
        order=30,
    ),
    Duty(
        code="recheck-backlog",
        label=_("Re-inspections waiting"),
        rule=RECHECK_RULE,
        times=_once,
        hours=lambda: int(settings.CAPABILITY_RECHECK_HOURS),
        part_of=assigned_by,
        figure="ahead.recheck_backlog",
        is_monthly=True,
        only_first=True,
        is_on_site=True,
        order=31,
    ),
    Duty(
        code="look-back-major",
        label=_("Look-backs due at major hazards"),
        rule=_("items × person-hours of a look-back"),
        times=_once,
        hours=lambda: int(settings.CAPABILITY_LOOK_BACK_HOURS),
        part_of=assigned_by,
        figure="ahead.look_back_major",
        is_monthly=True,
        is_on_site=True,
        order=40,
    ),
    Duty(
        code="look-back-general",
        label=_("Look-backs due at general problems"),
        rule=_("items × share that is looked back on × person-hours of a look-back"),
        times=lambda: Fraction(settings.CAPABILITY_LOOK_BACK_PERCENT, 100),
        hours=lambda: int(settings.CAPABILITY_LOOK_BACK_HOURS),
        part_of=assigned_by,
        figure="ahead.look_back_general",
        is_monthly=True,
        is_on_site=True,
        order=41,
    ),
    Duty(
        code="plan-review",
        label=_("Plans to be reviewed"),
        rule=_("items × person-hours of a review"),
        times=_once,
        hours=lambda: int(settings.CAPABILITY_PLAN_HOURS),
        part_of=assigned_by,
        figure="ahead.plan_review",
        is_monthly=True,
        only_first=True,
        order=50,
    ),
)
