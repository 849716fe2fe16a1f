from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """Where a problem came from; the codes of the vocabulary FINDING_SOURCE."""

    PROV_FEEDBACK = "PROV_FEEDBACK", _("Provincial feedback")
    CITY_ASSIGNED = "CITY_ASSIGNED", _("Assigned by the city")
    INSPECTORATE = "INSPECTORATE", _("Inspectorate feedback")
    COUNTY_CHECK = "COUNTY_CHECK", _("County inspection")
    SELF = "SELF", _("Enterprise self-check")
    COMPLAINT = "COMPLAINT", _("Complaint or petition")
    PARK_PATROL = "PARK_PATROL", _("Park patrol")
    SYSTEM = "SYSTEM", _("System warning")
    PLAN = "PLAN", _("Measure of a plan")


SUPERIORS = (SourceKind.INSPECTORATE, SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED)
"""Masters from above, whose lists are answered, the highest first."""
OUTSIDE = {SourceKind.SYSTEM: "监测预警"}
"""What papers call a source whose name speaks of the software."""


class Level(models.TextChoices):
    """How grave a hazard is (安监总局令16号)."""

    GENERAL = "GENERAL", _("General hazard")
    MAJOR = "MAJOR", _("Major hazard")


class UndatedKind(models.TextChoices):
    """What stands in the place of, or beside, a deadline."""

    IMMEDIATE = "immediate", _("Immediate rectification")
    LONG_TERM = "long_term", _("Long-term")
    CONTINUOUS = "continuous", _("Deadline, then to be kept up")
