from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Readers
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.states import Pollutant


class StopNotice(Entry):
    """区域限批: the province or above approves no project that adds to a pollutant here (生态环境法典第158条).

    Without a pollutant it holds for all of them; the last day is not known while it holds.
    """

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="stop_notices"
    )
    pollutant = models.CharField(gettext_lazy("Pollutant"), max_length=8, choices=Pollutant.choices, blank=True)
    region = models.CharField(gettext_lazy("Region"), max_length=120)
    reason = models.TextField(gettext_lazy("Reason"), blank=True)
    authority = models.CharField(gettext_lazy("Issuing authority"), max_length=80)
    document = models.CharField(gettext_lazy("Document"), max_length=120)
    since = models.DateField(gettext_lazy("From"))
    until = models.DateField(gettext_lazy("Until"), null=True, blank=True)
    lifted_by = models.CharField(gettext_lazy("Lifted by document"), max_length=120, blank=True)

    tab = "quota"
    readers = Readers(public="park pollutant region reason authority document since until lifted_by version")

    class Meta:
        ordering = ("-since", "-pk")
        verbose_name = gettext_lazy("Stop notice")

    def __str__(self) -> str:
        return self.document

    def clean(self) -> None:
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": _("It would end before it begins.")})
