"""重大危险源: units of an enterprise that hold hazardous substances, and how they were assessed."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.changed_at import ChangedAtField
from core.fields import Read, Readers
from core.rules.months import add_months
from enterprises.models import Enterprise
from safety.models.catalogs import HazardClass, ThresholdSubstance
from safety.querysets import (
    AssessmentWithdrawalQuerySet,
    HazardAssessmentQuerySet,
    HazardSourceQuerySet,
    HazardSubstanceQuerySet,
)
from safety.states import HazardLevel, SourceState, UnitKind


class HazardSource(Read):
    """A unit that is assessed as a hazard source (危险源); `current` is its latest assessment.

    It is a major hazard source (重大危险源) while that has a level and the unit has not been removed from the file.
    `external_distance` is the external safety distance (外部安全防护距离) in metres that a report states for this unit
    (GB/T 37243-2019, GB 36894-2018), never reckoned here; without one that of the enterprise's latest report counts.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="hazard_sources"
    )
    name = models.CharField(_("Plant unit"), max_length=120)
    kind = models.CharField(_("Kind of plant unit"), max_length=12, choices=UnitKind.choices)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=SourceState.choices, default=SourceState.IN_USE)
    filed_on = models.DateField(_("Filed with the authority on"), null=True, blank=True)
    filing_number = models.CharField(_("Filing number"), max_length=80, blank=True)
    current = models.ForeignKey(
        "safety.HazardAssessment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    external_distance = models.PositiveIntegerField(
        _("External safety distance (m)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("As a report states it for this unit (GB/T 37243-2019); empty where it states one for the whole."),
    )
    file_by = models.DateField(_("To be filed with the authority by"), null=True, blank=True, db_index=True)
    assess_by = models.DateField(_("To be assessed again by"), null=True, blank=True, db_index=True)
    updated_at = ChangedAtField(_("Updated"), auto_now=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        public="enterprise name kind state",
        unit="place filed_on filing_number external_distance current file_by assess_by updated_at version",
    )

    objects = HazardSourceQuerySet.as_manager()

    class Meta:
        ordering = ("enterprise__name", "name")
        verbose_name = _("Hazard source")
        constraints = (
            models.UniqueConstraint(fields=("enterprise", "name"), name="hazard_source_name_once_in_enterprise"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("safety:source-detail", args=[self.pk])

    @property
    def is_there(self) -> bool:
        return self.state != SourceState.REMOVED

    @property
    def level(self) -> int | None:
        """The level of a major hazard source; None for what is none."""
        return self.current.level if self.current and self.is_there else None

    @property
    def level_label(self) -> str:
        return self.current.level_label if self.current and self.is_there else ""

    def settle_days(self) -> None:
        """Set the days by which it has to be filed and assessed again, as they follow from what is on file.

        Filed is what is major within 15 days after the assessment (安监总局令40号, article 23). Settings that are
        changed hold for what is recorded from then on.
        """
        self.file_by = self.assess_by = None
        if self.current is None or not self.is_there:
            return
        day = self.current.assessed_on
        self.assess_by = add_months(day, settings.HAZARD_ASSESSMENT_MONTHS)
        is_filed = self.filed_on is not None and self.filed_on >= day
        if self.level is not None and not is_filed:
            self.file_by = day + timedelta(days=settings.HAZARD_FILING_DAYS)


class HazardAssessment(Read):
    """An assessment of a hazard source (辨识、分级), kept as it was made: inputs, factors, edition, S, R and level."""

    source = models.ForeignKey(HazardSource, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField(_("Assessed on"))
    assessor = models.CharField(_("Assessed by"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("People living within 500 m"))
    edition = models.CharField(_("Edition of the standard"), max_length=40)
    s = models.DecimalField("S", max_digits=18, decimal_places=6)
    alpha = models.DecimalField("α", max_digits=4, decimal_places=2)
    r = models.DecimalField("R", max_digits=18, decimal_places=6)
    level = models.PositiveSmallIntegerField(
        _("Level of the hazard source"), choices=HazardLevel.choices, null=True, blank=True
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded"))
    version = models.PositiveIntegerField(default=1)

    tab = "assessments"

    readers = Readers(
        unit="source assessed_on assessor people edition s alpha r level recorded_by recorded_at version",
    )

    objects = HazardAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("-assessed_on", "-pk")
        verbose_name = _("Assessment")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level=None, s__lt=1) | models.Q(level__range=(1, 4), s__gte=1),
                name="hazard_level_from_s_1",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessed_on:%Y-%m-%d}"

    @property
    def level_label(self) -> str:
        """The level in words; empty for what is no major hazard source."""
        return str(HazardLevel(self.level).label) if self.level else ""

    @property
    def dossier(self) -> HazardSource:
        """The file in which the assessment stands."""
        return self.source


class AssessmentWithdrawal(Read):
    """An assessment no longer counts (撤回): the list that had brought it was taken back; both stay on file."""

    assessment = models.OneToOneField(HazardAssessment, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("Withdrawn"))

    readers = Readers(unit="assessment withdrawn_by withdrawn_at")

    objects = AssessmentWithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Withdrawal of an assessment")

    def __str__(self) -> str:
        return str(self.assessment)


class HazardSubstance(Read):
    """A substance in an assessment: by the code of table 1, or by one or two classes of table 2 with its name."""

    assessment = models.ForeignKey(HazardAssessment, on_delete=models.PROTECT, related_name="substances")
    place = models.PositiveSmallIntegerField()
    substance = models.ForeignKey(
        ThresholdSubstance, verbose_name=_("Named substance"), on_delete=models.PROTECT, null=True, blank=True
    )
    name = models.CharField(_("Name of another substance"), max_length=120, blank=True)
    hazard_class = models.ForeignKey(
        HazardClass,
        verbose_name=_("Hazard class"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    second_class = models.ForeignKey(
        HazardClass,
        verbose_name=_("Second hazard class"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    quantity = models.DecimalField(_("Design maximum (t)"), max_digits=14, decimal_places=4)
    threshold = models.DecimalField(_("Threshold Q (t)"), max_digits=9, decimal_places=3)
    beta = models.DecimalField("β", max_digits=5, decimal_places=2)
    ratio = models.DecimalField("q/Q", max_digits=18, decimal_places=6)
    weighted = models.DecimalField("β·q/Q", max_digits=18, decimal_places=6)

    readers = Readers(
        unit="assessment place substance name hazard_class second_class quantity threshold beta ratio weighted",
    )

    objects = HazardSubstanceQuerySet.as_manager()

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("assessment", "place"), name="hazard_substance_place_once"),
            models.CheckConstraint(
                condition=models.Q(substance__isnull=False)
                | (models.Q(hazard_class__isnull=False) & ~models.Q(name="")),
                name="hazard_substance_is_said",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.substance.name if self.substance else self.name

    @property
    def codes(self) -> str:
        """The codes of the tables that gave Q and β."""
        return " ".join(filter(None, (self.substance_id, self.hazard_class_id, self.second_class_id)))
