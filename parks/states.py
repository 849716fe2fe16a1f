from django.db import models
from django.utils.translation import gettext_lazy as _


class ParkGrade(models.TextChoices):
    """Safety risk grade of a park (应急〔2023〕123号): A worst to D best."""

    A = "A", _("Grade A (high risk)")
    B = "B", _("Grade B (relatively high risk)")
    C = "C", _("Grade C (ordinary risk)")
    D = "D", _("Grade D (relatively low risk)")


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
