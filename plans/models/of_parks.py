from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.fields import Read, Readers
from parks.models import CapacityAssessment, Park, UpgradePlan
from plans.querysets import OfAnAssessment, OfAPlanOfAPark


class UpgradeMeasure(Read):
    """整治提升措施: a measure by which a park gets to its target grade; an item of the ledger follows it (R3)."""

    plan = models.ForeignKey(
        UpgradePlan, verbose_name=_("Upgrade plan"), on_delete=models.PROTECT, related_name="measure_rows"
    )
    text = models.TextField(_("Measure"))
    organization = models.ForeignKey(
        Organization, verbose_name=_("Responsible unit"), on_delete=models.PROTECT, related_name="+"
    )
    person = models.CharField(_("Responsible person"), max_length=40, blank=True)
    deadline = models.DateField(_("Deadline"))
    version = models.PositiveIntegerField(default=1)

    tab = "measures"
    readers = Readers(public="plan text deadline version", unit="organization person")

    objects = OfAPlanOfAPark.as_manager()

    class Meta:
        ordering = ("deadline", "pk")
        verbose_name = _("Measure of an upgrade plan")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.plan.park


class FeedbackProblem(Read):
    """承载能力评估反馈问题: what an assessment of the carrying capacity found wrong; an item of the ledger follows it.

    `item_number` is the number of that item where it came onto the ledger with a list.
    """

    assessment = models.ForeignKey(
        CapacityAssessment,
        verbose_name=_("Carrying-capacity assessment"),
        on_delete=models.PROTECT,
        related_name="problems",
    )
    text = models.TextField(_("Problem fed back"))
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("Responsible unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    deadline = models.DateField(_("Deadline"))
    item_number = models.CharField(_("Number on the ledger"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "measures"
    readers = Readers(public="assessment text deadline version", unit="organization item_number")

    objects = OfAnAssessment.as_manager()

    class Meta:
        ordering = ("deadline", "pk")
        verbose_name = _("Problem fed back")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.assessment.park
