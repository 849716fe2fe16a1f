"""应急预案、演练、安全现状评价: how an enterprise is prepared, with the days by which it has to be done again.

These days are set by `safety.services.settling` and stand at the latest row of each alone.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from enterprises.models import Enterprise
from safety.models.hazard_sources import HazardSource
from safety.querysets import DatedQuerySet
from safety.states import DrillKind, PlanKind


class EmergencyPlan(Read):
    """An emergency plan (应急预案): issued, filed, assessed; one that was replaced stays on file."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="emergency_plans"
    )
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Against"), max_length=12, choices=PlanKind.choices)
    issued_on = models.DateField(_("Plan issued on"))
    filed_on = models.DateField(_("Filed with the authority on"), null=True, blank=True)
    filing_number = models.CharField(_("Filing number"), max_length=80, blank=True)
    assessed_on = models.DateField(_("Assessed on"), null=True, blank=True)
    replaced_on = models.DateField(_("Replaced on"), null=True, blank=True)
    file_by = models.DateField(_("To be filed with the authority by"), null=True, blank=True, db_index=True)
    assess_by = models.DateField(_("To be assessed again by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "preparedness"

    readers = Readers(
        unit=(
            "enterprise name kind issued_on filed_on filing_number assessed_on replaced_on file_by assess_by version"
        ),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("replaced_on", "-issued_on", "-pk")
        verbose_name = _("Emergency plan")

    def __str__(self) -> str:
        return self.name

    @property
    def dossier(self) -> Enterprise:
        """The file in which the plan stands."""
        return self.enterprise


class Drill(Read):
    """A drill (应急演练) that was held; `next_by` is the last day of the next one of its kind."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="drills"
    )
    source = models.ForeignKey(
        HazardSource,
        verbose_name=_("Hazard source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drills",
    )
    kind = models.CharField(_("Kind of drill"), max_length=16, choices=DrillKind.choices)
    held_on = models.DateField(_("Held on"))
    subject = models.CharField(_("What was drilled"), max_length=200)
    participants = models.PositiveIntegerField(_("Participants"), null=True, blank=True)
    evaluation = models.CharField(_("Evaluation"), max_length=300, blank=True)
    reported_on = models.DateField(_("Reported on"), null=True, blank=True)
    next_by = models.DateField(_("Next drill by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "preparedness"

    readers = Readers(
        unit=("enterprise source kind held_on subject participants evaluation reported_on next_by version"),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = _("Drill")

    def __str__(self) -> str:
        return self.subject

    @property
    def dossier(self) -> Enterprise:
        """The file in which the drill stands."""
        return self.enterprise


class StatusAssessment(Read):
    """A safety status assessment (安全现状评价); what counts is its conclusion after rectification (整改后结论).

    `external_distance` is the external safety distance (外部安全防护距离) in metres as the report states it, by
    GB/T 37243-2019 and GB 36894-2018. It is never reckoned here.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="status_assessments"
    )
    assessed_on = models.DateField(_("Assessed on"))
    assessor = models.CharField(_("Assessed by"), max_length=120, blank=True)
    report_number = models.CharField(_("Number of the report"), max_length=80, blank=True)
    problems = models.PositiveIntegerField(_("Number of problems found"), null=True, blank=True)
    rectified_on = models.DateField(_("Rectified on"), null=True, blank=True)
    conclusion = models.CharField(_("Conclusion after rectification"), max_length=300, blank=True)
    external_distance = models.PositiveIntegerField(
        _("External safety distance (m)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("As the report states it (GB/T 37243-2019); empty where it states none."),
    )
    next_by = models.DateField(_("To be assessed again by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "preparedness"

    readers = Readers(
        unit=(
            "enterprise assessed_on assessor report_number problems rectified_on conclusion external_distance next_by "
            "version"
        ),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("-assessed_on", "-pk")
        verbose_name = _("Safety status assessment")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.assessed_on:%Y-%m-%d}"

    @property
    def dossier(self) -> Enterprise:
        """The file in which the assessment stands."""
        return self.enterprise
