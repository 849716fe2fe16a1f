from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import clock
from core.fields import Read, Readers
from parks.models.parks import Park
from parks.querysets import InfrastructureQuerySet
from parks.rules import milestones
from parks.rules.milestones import Milestone
from parks.states import InfrastructureStatus


class InfrastructureKind(Read):
    """A kind of park infrastructure, from the catalogue; codes are never renumbered.

    `confirmed` is False where the source has not been seen in the original.
    """

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    group = models.CharField(max_length=12)
    source = models.CharField(max_length=120)
    confirmed = models.BooleanField(default=False)

    readers = Readers(public="code name_zh name_en group source confirmed")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class Infrastructure(Read):
    """A facility of a park (基础设施): planned and real milestones."""

    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.CASCADE, related_name="infrastructure")
    kind = models.ForeignKey(InfrastructureKind, verbose_name=_("Kind"), on_delete=models.PROTECT)
    name = models.CharField(_("Name"), max_length=120)
    status = models.CharField(_("Status"), max_length=16, choices=InfrastructureStatus.choices)
    progress = models.PositiveSmallIntegerField(_("Progress (%)"), default=0)
    planned_start = models.DateField(_("Planned start"), null=True, blank=True)
    planned_completion = models.DateField(_("Planned completion"), null=True, blank=True)
    planned_use = models.DateField(_("Planned to be in use"), null=True, blank=True)
    started_on = models.DateField(_("Started on"), null=True, blank=True)
    completed_on = models.DateField(_("Completed on"), null=True, blank=True)
    in_use_since = models.DateField(_("In use since"), null=True, blank=True)
    investment = models.DecimalField(
        _("Investment (10,000 yuan)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("Note"), blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "infrastructure"

    readers = Readers(
        public=(
            "park kind name status progress planned_start planned_completion planned_use started_on "
            "completed_on in_use_since version"
        ),
        unit="investment note",
    )

    status_then: str | None
    percent_then: int | None
    """How it stood on the day that was asked about (`InfrastructureQuerySet.as_of`)."""

    objects = InfrastructureQuerySet.as_manager()

    class Meta:
        ordering = ("park", "kind", "pk")
        verbose_name = _("Infrastructure")
        constraints = (
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="infrastructure_progress_0_to_100"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parks:infrastructure-detail", args=[self.pk])

    @property
    def dossier(self) -> Park:
        """The file in which the facility stands."""
        return self.park

    @property
    def is_late(self) -> bool:
        """Planned to be finished before today, and not in use yet."""
        return self.days_late > 0

    @property
    def days_late(self) -> int:
        """Days since it was to be finished; none once it is in use."""
        return milestones.days_late(self.planned_completion, self.status, clock.today())

    @property
    def days_unused(self) -> int | None:
        """For how many days it has been built and not in use; None where it is not so."""
        return milestones.days_unused(self.status, self.completed_on, clock.today())

    @property
    def milestones(self) -> list[tuple[str | Promise, Milestone]]:
        """Start, completion and use as planned and as they came true, in words and days."""
        return [
            (_("Start"), Milestone(self.planned_start, self.started_on)),
            (_("Completion"), Milestone(self.planned_completion, self.completed_on)),
            (_("Use"), Milestone(self.planned_use, self.in_use_since)),
        ]
