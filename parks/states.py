from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParkGrade(models.TextChoices):
    """Safety risk grade of a park (应急〔2023〕123号): A worst to D best."""

    A = "A", _("Grade A (high risk)")
    B = "B", _("Grade B (relatively high risk)")
    C = "C", _("Grade C (ordinary risk)")
    D = "D", _("Grade D (relatively low risk)")


GRADES_FROM = (
    (Decimal(85), ParkGrade.D),
    (Decimal(70), ParkGrade.C),
    (Decimal(60), ParkGrade.B),
    (Decimal(0), ParkGrade.A),
)
"""The score from which on a park is of a grade (应急〔2023〕123号, confirmed)."""


class Admission(models.TextChoices):
    """What a grade makes of the admission of hazardous projects (准入)."""

    OPEN = "OPEN", _("as usual")
    RESTRICTED = "RESTRICTED", _("restricted")
    BLOCKED = "BLOCKED", _("blocked")


class InfrastructureStatus(models.TextChoices):
    """How far a facility has come; 'built but not in use' is what superiors ask about."""

    NOT_PLANNED = "NOT_PLANNED", _("Not planned")
    PLANNED = "PLANNED", _("Planned")
    BUILDING = "BUILDING", _("Under construction")
    BUILT_UNUSED = "BUILT_UNUSED", _("Built, not in use")
    IN_USE = "IN_USE", _("In use")
    OUT_OF_USE = "OUT_OF_USE", _("Out of use")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Not applicable")


UNFINISHED = frozenset({InfrastructureStatus.PLANNED, InfrastructureStatus.BUILDING, InfrastructureStatus.BUILT_UNUSED})
BUILT = frozenset({InfrastructureStatus.BUILT_UNUSED, InfrastructureStatus.IN_USE, InfrastructureStatus.OUT_OF_USE})


class Pollutant(models.TextChoices):
    """What is under total-load control (总量控制)."""

    COD = "COD", _("COD")
    NH3N = "NH3N", _("Ammonia nitrogen")
    TN = "TN", _("Total nitrogen")
    TP = "TP", _("Total phosphorus")
    SO2 = "SO2", _("Sulphur dioxide")
    NOX = "NOX", _("Nitrogen oxides")
    VOCS = "VOCS", _("VOCs")


class PostingKind(models.TextChoices):
    """What is posted to a quota account."""

    GRANTED = "GRANTED", _("Quota granted")
    RESERVED = "RESERVED", _("Reserved by a project")
    USED = "USED", _("Used out of a reservation")
    RELEASED = "RELEASED", _("Released from a reservation")
    REDUCED = "REDUCED", _("Reduced by existing sources")
    TRADED_IN = "TRADED_IN", _("Traded in")
    TRADED_OUT = "TRADED_OUT", _("Traded out")
    CUT = "CUT", _("Cut by the authority")
    REVERSAL = "REVERSAL", _("Reversal")


class LevelKind(models.TextChoices):
    """What a park is rated for besides its safety."""

    COMPETITIVENESS = "COMPETITIVENESS", _("Competitiveness")
    SMART = "SMART", _("Intelligence level")


class PaperKind(models.TextChoices):
    """Kinds of documents in a park's file."""

    RECOGNITION = "RECOGNITION", _("Recognition")
    BOUNDARY = "BOUNDARY", _("Boundary")
    MASTER_PLAN = "MASTER_PLAN", _("Master plan")
    LAND_USE = "LAND_USE", _("Land use")
    PLAN_EIA = "PLAN_EIA", _("Environmental assessment of the plan")
    SAFETY_ASSESSMENT = "SAFETY_ASSESSMENT", _("Overall safety-risk assessment")
    OTHER = "OTHER", _("Other document")


class CapacityConclusion(models.TextChoices):
    """What the carrying-capacity assessment concluded."""

    BEARS = "BEARS", _("It bears its industry")
    CONDITIONS = "CONDITIONS", _("It bears it under conditions")
    NOT = "NOT", _("It does not bear it")
