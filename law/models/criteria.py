from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from law.models.instruments import Instrument
from law.querysets import CriterionQuerySet
from law.rules import force
from law.states import Confirmed


class Criterion(Read):
    """By what a hazard is judged major (重大隐患判定): 121号 (MAH01 …) to 2026-09-29, AQ 3067 (MC5_1_1 …) since."""

    code = models.CharField(max_length=12, primary_key=True)
    item = models.CharField(_("Item of the instrument"), max_length=12)
    name_zh = models.CharField(_("Criterion"), max_length=120)
    name_en = models.CharField(_("Criterion in English"), max_length=160)
    instrument = models.ForeignKey(
        Instrument, verbose_name=_("Instrument"), on_delete=models.PROTECT, related_name="criteria"
    )
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_to = models.DateField(_("In force to"), null=True, blank=True)
    replaces = models.CharField(_("Replaces"), max_length=60, blank=True)
    source = models.CharField(pgettext_lazy("law", "Source"), max_length=160, blank=True)
    confirmed = models.CharField(_("How sure it is"), max_length=12, choices=Confirmed.choices, default=Confirmed.NO)

    readers = Readers(
        public="code item name_zh name_en instrument valid_from valid_to replaces", officials="source confirmed"
    )

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("Major hazard criterion")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("law:criterion-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh

    def is_in_force(self, on: date) -> bool:
        return force.are_in_force((force.Span(self.valid_from, self.valid_to), self.instrument.span), on)
