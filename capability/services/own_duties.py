"""The duties that follow from the files of parks and enterprises (domain rules R7); the ledger offers its own."""

from fractions import Fraction

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationKind
from capability.models import Team
from capability.services.duties import Duty, Part, Words
from parks.models import Park

VISIT_RULE = _("parks of this grade ÷ months between two visits × person-hours of a visit")
PERMIT_RULE = _("rows whose last day lies in the month × person-hours of a review")


def parks_of(team: Team | None) -> Part | None:
    """Of a park committee the own parks, of any other unit all; None for a committee without a park."""
    if team is None or team.organization.kind != OrganizationKind.PARK_COMMITTEE:
        return {}
    keys = Park.objects.filter(committee=team.organization_id).order_by("pk").values_list("pk", flat=True)
    return {"park": ",".join(map(str, keys))} if keys else None


def visited_by(team: Team | None) -> Part | None:
    return parks_of(team) if team is None or team.visits_parks else None


def rounds_by(team: Team | None) -> Part | None:
    return parks_of(team) if team is None or team.visits_enterprises else None


def reviewed_by(team: Team | None) -> Part | None:
    """Permits are reviewed by departments, whatever a committee's file says."""
    is_committee = team is not None and team.organization.kind == OrganizationKind.PARK_COMMITTEE
    return {} if team is None or (team.reviews_permits and not is_committee) else None


def _visit(grade: str, label: Words, setting: str, order: int) -> Duty:
    return Duty(
        code=f"visit-{grade}",
        label=label,
        rule=VISIT_RULE,
        times=lambda: Fraction(1, getattr(settings, setting)),
        hours=lambda: int(settings.CAPABILITY_VISIT_HOURS),
        part_of=visited_by,
        figure=f"parks.grade_{grade}",
        is_on_site=True,
        order=order,
    )


def _permit(clock: str, label: Words, order: int) -> Duty:
    return Duty(
        code=f"review-{clock}",
        label=label,
        rule=PERMIT_RULE,
        times=lambda: Fraction(1),
        hours=lambda: int(settings.CAPABILITY_PERMIT_HOURS),
        part_of=reviewed_by,
        clock=clock,
        order=order,
    )


DUTIES = (
    _visit("a", _("Visits to parks of the grade A"), "CAPABILITY_VISIT_MONTHS_AB", 10),
    _visit("b", _("Visits to parks of the grade B"), "CAPABILITY_VISIT_MONTHS_AB", 11),
    _visit("c", _("Visits to parks of the grade C"), "CAPABILITY_VISIT_MONTHS_C", 12),
    _visit("d", _("Visits to parks of the grade D"), "CAPABILITY_VISIT_MONTHS_D", 13),
    Duty(
        code="rounds",
        label=_("Rounds of major hazard enterprises"),
        rule=_("enterprises with a major hazard source × rounds a year ÷ 12 × person-hours of a round"),
        times=lambda: Fraction(settings.CAPABILITY_ROUNDS_A_YEAR, 12),
        hours=lambda: int(settings.CAPABILITY_ROUND_HOURS),
        part_of=rounds_by,
        figure="enterprises.hazard",
        is_on_site=True,
        order=20,
    ),
    _permit("permits", _("Reviews of permits that end"), 60),
    _permit("hazard-source-assessment", _("Reviews of hazard source assessments"), 61),
    _permit("status-assessment", _("Reviews of safety status assessments"), 62),
)
