from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import clock
from core.fields import Read, Readers
from parks.models.parks import Park
from parks.querysets import InfrastructureQuerySet
from parks.states import UNFINISHED, InfrastructureStatus


class InfrastructureKind(Read):
    """A kind of park infrastructure, from the catalogue; codes are never renumbered."""

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    group = models.CharField(max_length=12)
    source = models.CharField(max_length=120)

    readers = Readers(public="code name_zh name_en group source")

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
    started_on = models.DateField(_("Started on"), null=True, blank=True)
    completed_on = models.DateField(_("Completed on"), null=True, blank=True)
    in_use_since = models.DateField(_("In use since"), null=True, blank=True)
    investment = models.DecimalField(
        _("Investment (10,000 yuan)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("Note"), blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        public=(
            "park kind name status progress planned_start planned_completion started_on completed_on "
            "in_use_since version"
        ),
        unit="investment note",
    )

    objects = InfrastructureQuerySet.as_manager()

    class Meta:
        ordering = ("park", "kind", "pk")
        verbose_name = _("Infrastructure")
        constraints = (
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="infrastructure_progress_0_to_100"),
        )

    def __str__(self) -> str:
        return self.name

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
        planned = self.planned_completion
        if planned is None or self.status not in UNFINISHED:
            return 0
        return max((clock.today() - planned).days, 0)
