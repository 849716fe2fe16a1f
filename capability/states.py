from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    """A certificate of a supervisor; the enforcement certificate stands at the person."""

    SAFETY_ENGINEER = "SAFETY_ENGINEER", _("Certified safety engineer")
    TITLE = "TITLE", _("Professional title certificate")
    OTHER = "OTHER", _("Another certificate")


class TrainingResult(models.TextChoices):
    """How a training ended for a supervisor."""

    PASSED = "PASSED", _("Passed the examination")
    ATTENDED = "ATTENDED", _("Attended, without an examination")
    FAILED = "FAILED", _("Not passed")


class EquipmentKind(models.TextChoices):
    """What an instrument is for."""

    GAS_DETECTOR = "GAS_DETECTOR", _("Portable gas detector")
    RECORDER = "RECORDER", _("Enforcement recorder")
    INFRARED = "INFRARED", _("Infrared thermal camera")
    VOC = "VOC", _("Detector of volatile organic compounds")
    RANGEFINDER = "RANGEFINDER", _("Laser rangefinder")
    CAMERA = "CAMERA", _("Explosion-proof camera")
    TERMINAL = "TERMINAL", _("Enforcement terminal")
    OTHER = "OTHER", _("Another instrument")


class EquipmentState(models.TextChoices):
    """Whether an instrument can be taken along."""

    IN_USE = "IN_USE", _("Fit for use")
    LENT = "LENT", _("Lent out")
    REPAIR = "REPAIR", _("Under repair")
    SCRAPPED = "SCRAPPED", _("Scrapped")


PER_VISIT = (EquipmentKind.GAS_DETECTOR, EquipmentKind.RECORDER)
"""Instruments of which each visit on site takes a set along (product rule)."""
