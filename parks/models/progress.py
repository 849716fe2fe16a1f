from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.models import Attachment
from parks.models.infrastructure import Infrastructure
from parks.models.parks import Park
from parks.querysets import ProgressQuerySet
from parks.states import InfrastructureStatus


class InfrastructureProgress(Read):
    """建设进展: how far a facility was on a day, with photos; only ever added to.

    The facility itself says what its last row says (`parks.services.progress`). Nobody is named where it was on file
    before the history began.
    """

    facility = models.ForeignKey(
        Infrastructure, verbose_name=_("Infrastructure"), on_delete=models.PROTECT, related_name="progress_rows"
    )
    day = models.DateField(_("Day"))
    percent = models.PositiveSmallIntegerField(_("Progress (%)"))
    status = models.CharField(_("Status"), max_length=16, choices=InfrastructureStatus.choices)
    note = models.TextField(_("Note"), blank=True)
    photos = models.ManyToManyField(Attachment, verbose_name=_("Photos"), blank=True, related_name="shows_progress")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("Recorded"))

    tab = "infrastructure"

    readers = Readers(public="facility day percent status photos recorded_at", unit="note recorded_by")

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ("facility", "-day", "-pk")
        verbose_name = _("Progress")
        indexes = (models.Index(fields=("facility", "-day", "-id"), name="progress_of_facility"),)
        constraints = (models.CheckConstraint(condition=models.Q(percent__lte=100), name="progress_0_to_100"),)

    def __str__(self) -> str:
        return f"{self.facility} {self.day} {self.percent}%"

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.facility.park
