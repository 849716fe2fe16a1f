"""监管装备: the instruments of a unit and their calibrations."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from capability.querysets import CalibrationQuerySet, EquipmentQuerySet
from capability.states import EquipmentKind, EquipmentState
from core.fields import Read, Readers
from core.models import Attachment


class Equipment(Read):
    """An instrument (装备) that a unit keeps; `calibrate_by` is empty for one that needs no calibration."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("Keeper unit"), on_delete=models.PROTECT, related_name="equipment"
    )
    kind = models.CharField(_("Kind of instrument"), max_length=20, choices=EquipmentKind.choices)
    name = models.CharField(_("Name and model"), max_length=120)
    serial = models.CharField(_("Serial number"), max_length=60)
    bought_on = models.DateField(_("In service since"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=EquipmentState.choices, default=EquipmentState.IN_USE)
    lent_to = models.CharField(_("Lent to"), max_length=60, blank=True)
    lent_on = models.DateField(_("Lent on"), null=True, blank=True)
    calibrate_by = models.DateField(_("To be calibrated by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials="organization kind name serial bought_on state lent_to lent_on calibrate_by version",
    )

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        ordering = ("organization__protocol_order", "kind", "serial")
        verbose_name = _("Piece of equipment")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "kind", "serial"),
                name="equipment_serial_once",
                violation_error_message=_("An instrument of this kind and serial number is on file already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.serial}"

    def get_absolute_url(self) -> str:
        return reverse("capability:equipment-detail", args=[self.pk])

    def is_usable(self, day: date) -> bool:
        """As `EquipmentQuerySet.usable`."""
        return self.state == EquipmentState.IN_USE and (self.calibrate_by is None or self.calibrate_by >= day)


class Calibration(Read):
    """A calibration (检定/校准) of an instrument, with its certificate."""

    equipment = models.ForeignKey(
        Equipment, verbose_name=_("Piece of equipment"), on_delete=models.PROTECT, related_name="calibrations"
    )
    calibrated_on = models.DateField(_("Calibrated on"))
    body = models.CharField(_("Calibrated by"), max_length=120)
    number = models.CharField(_("Number of the certificate"), max_length=80, blank=True)
    is_passed = models.BooleanField(_("Passed"), default=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    scans = models.ManyToManyField(Attachment, verbose_name=_("Scans"), blank=True, related_name="calibrations")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded"))
    version = models.PositiveIntegerField(default=1)

    tab = "calibrations"
    readers = Readers(
        officials=("equipment calibrated_on body number is_passed valid_until scans recorded_by recorded_at version"),
    )

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ("-calibrated_on", "-pk")
        verbose_name = _("Calibration")

    def __str__(self) -> str:
        return f"{self.equipment} {self.calibrated_on:%Y-%m-%d}"

    @property
    def dossier(self) -> Equipment:
        """The file in which it stands."""
        return self.equipment
