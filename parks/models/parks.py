from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.changed_at import ChangedAtField
from core.fields import Read, Readers
from parks.querysets import ParkQuerySet
from parks.states import ParkGrade


class Park(Read):
    """A chemical industrial park (化工园区) and its file (一园一档)."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    county = models.ForeignKey(
        Organization, verbose_name=_("County"), on_delete=models.PROTECT, related_name="county_parks"
    )
    committee = models.ForeignKey(
        Organization, verbose_name=_("Park committee"), on_delete=models.PROTECT, related_name="managed_parks"
    )
    supervision_groups = models.ManyToManyField(
        Organization, verbose_name=_("Democratic supervision groups"), blank=True, related_name="watched_parks"
    )
    linked_leader = models.ForeignKey(
        User, verbose_name=_("Linked leader"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    area_hectares = models.DecimalField(_("Area (hectares)"), max_digits=10, decimal_places=2, null=True, blank=True)
    boundary = models.TextField(_("Boundary"), blank=True)
    industries = models.CharField(_("Leading industries"), max_length=200, blank=True)
    recognition_document = models.CharField(_("Recognition document"), max_length=120, blank=True)
    recognized_on = models.DateField(_("Recognized on"), null=True, blank=True)
    recognition_valid_until = models.DateField(_("Recognition valid until"), null=True, blank=True)
    plan_approved_on = models.DateField(_("Master plan approved on"), null=True, blank=True)
    capacity_assessed_on = models.DateField(_("Capacity assessed on"), null=True, blank=True)
    risk_grade = models.CharField(_("Safety risk grade"), max_length=1, choices=ParkGrade.choices, blank=True)
    risk_score = models.DecimalField(_("Risk score"), max_digits=5, decimal_places=2, null=True, blank=True)
    risk_assessed_on = models.DateField(_("Risk assessed on"), null=True, blank=True)
    contact_name = models.CharField(_("Contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("Contact phone"), max_length=40, blank=True)
    updated_at = ChangedAtField(_("Updated"), auto_now=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        public=(
            "code name short_name county committee area_hectares industries recognition_document "
            "recognized_on recognition_valid_until plan_approved_on capacity_assessed_on risk_grade "
            "risk_assessed_on updated_at version supervision_groups"
        ),
        unit="linked_leader risk_score contact_name contact_phone",
        officials="boundary",
    )

    objects = ParkQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("Park")
        constraints = (
            models.UniqueConstraint(fields=("county", "name"), name="park_name_once_in_county"),
            models.CheckConstraint(
                condition=models.Q(risk_score=None) | models.Q(risk_score__gte=0, risk_score__lte=100),
                name="park_score_0_to_100",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parks:park-detail", args=[self.pk])

    @property
    def label(self) -> str:
        return self.short_name or self.name
