from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Readers
from core.models import Attachment
from core.rules.months import add_months
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.states import PaperKind


class ParkPaper(Entry):
    """规划、用地等文件: a document of a park: master plan, land use, boundary, assessment … and how long it holds."""

    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=20, choices=PaperKind.choices)
    title = models.CharField(_("Title of the document"), max_length=120)
    number = models.CharField(_("Document number"), max_length=80, blank=True)
    authority = models.CharField(_("Approving authority"), max_length=80, blank=True)
    issued_on = models.DateField(_("Date of the document"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    files = models.ManyToManyField(Attachment, verbose_name=_("Files"), blank=True, related_name="park_papers")

    tab = "recognition"
    readers = Readers(public="park kind title number authority issued_on valid_until version", unit="files")

    class Meta:
        ordering = ("kind", "-issued_on", "-pk")
        verbose_name = _("Document of the park")

    def __str__(self) -> str:
        return self.title

    @property
    def holds_until(self) -> date | None:
        """Until when it holds: as it says, an overall risk assessment else for the cycle of the setting."""
        if self.valid_until or self.kind != PaperKind.SAFETY_ASSESSMENT or self.issued_on is None:
            return self.valid_until
        return add_months(self.issued_on, settings.PARK_ASSESSMENT_CYCLE_MONTHS)
