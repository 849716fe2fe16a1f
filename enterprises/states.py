from django.db import models
from django.utils.translation import gettext_lazy as _


class OperatingState(models.TextChoices):
    """Whether an enterprise or a construction project runs; the codes of the vocabulary PROJECT_STATE."""

    PLANNED = "PLANNED", _("Preparing")
    BUILDING = "BUILDING", _("Under construction")
    BUILT = "BUILT", _("Built, not in production")
    TRIAL = "TRIAL", _("Trial production")
    OPERATING = "OPERATING", _("In production")
    STOPPED = "STOPPED", _("Stopped")
    CLOSED = "CLOSED", _("Closed or withdrawn")


ORDERED = frozenset({OperatingState.STOPPED, OperatingState.CLOSED})
"""What an authority orders: 责令停产停业、关闭."""


class PermitState(models.TextChoices):
    """Whether a permit is in force, whatever its last day (行政许可法第69、70条: withdrawn, cancelled)."""

    VALID = "VALID", _("In force")
    SUSPENDED = "SUSPENDED", _("Suspended")
    REVOKED = "REVOKED", _("Revoked")
    CANCELLED = "CANCELLED", _("Cancelled")


RUNNING = frozenset({PermitState.VALID, PermitState.SUSPENDED})
"""A suspended permit comes back into force, and runs out meanwhile."""


class EnterpriseKind(models.TextChoices):
    """What an enterprise makes."""

    PHARMACEUTICAL = "PHARMACEUTICAL", _("Pharmaceutical intermediates")
    PESTICIDE = "PESTICIDE", _("Pesticide intermediates")
    DYE = "DYE", _("Dye intermediates")
    COAL = "COAL", _("Coal chemistry")
    PHOSPHORUS = "PHOSPHORUS", _("Phosphorus chemistry")
    CHLOR_ALKALI = "CHLOR_ALKALI", _("Chlor-alkali")
    FINE = "FINE", _("Fine chemistry")
    STORAGE = "STORAGE", _("Storage and logistics")
    ENVIRONMENT = "ENVIRONMENT", _("Environmental services")
    OTHER = "OTHER", _("Other")
