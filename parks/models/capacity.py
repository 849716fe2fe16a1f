from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Readers
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.states import CapacityConclusion


class CapacityAssessment(Entry):
    """承载能力评估: whether infrastructure and environment of a park can bear its industry.

    What it found wrong stands on the ledger with the source 'fed back by the province' and the number of this list.
    """

    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.CASCADE, related_name="capacity_assessments"
    )
    assessed_on = models.DateField(_("Assessed on"))
    authority = models.CharField(_("Assessing authority"), max_length=80)
    conclusion = models.CharField(_("Conclusion"), max_length=12, choices=CapacityConclusion.choices)
    findings = models.TextField(_("Main findings"), blank=True)
    feedback_number = models.CharField(_("Number of the list fed back"), max_length=120, blank=True)

    tab = "capacity"
    readers = Readers(public="park assessed_on authority conclusion version", unit="findings feedback_number")

    class Meta:
        ordering = ("-assessed_on", "-pk")
        verbose_name = _("Carrying-capacity assessment")

    def __str__(self) -> str:
        return f"{self.assessed_on} {self.authority}"
