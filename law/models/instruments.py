import re
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from law.querysets import InstrumentQuerySet
from law.rules.force import Span
from law.states import Confirmed, InstrumentKind

UNNAMED = re.compile(r"\s*(?:(?:GB|AQ|TSG)(?:/T)? [\d-]+)$")
"""A title that repeats the number of its standard."""


class Instrument(Read):
    """A law, regulation, ministry rule, standard or document (法律法规标准), with its time in force and follower."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=InstrumentKind.choices)
    title_zh = models.CharField(pgettext_lazy("law", "Title"), max_length=120)
    short_zh = models.CharField(_("Short title"), max_length=60)
    number = models.CharField(_("Document number"), max_length=60, blank=True)
    issued_on = models.DateField(pgettext_lazy("law", "Issued on"), null=True, blank=True)
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_to = models.DateField(_("In force to"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("Replaced by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
    )
    source = models.CharField(pgettext_lazy("law", "Source"), max_length=300, blank=True)
    source_en = models.CharField(_("Source in English"), max_length=300, blank=True)
    confirmed = models.CharField(_("How sure it is"), max_length=12, choices=Confirmed.choices, default=Confirmed.NO)

    readers = Readers(
        public="code kind title_zh short_zh number issued_on valid_from valid_to replaced_by",
        officials="source source_en confirmed",
    )

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("Instrument")

    def __str__(self) -> str:
        return self.cited

    def get_absolute_url(self) -> str:
        return reverse("law:instrument-detail", args=[self.pk])

    @property
    def read_in(self) -> str:
        """Where its text was read, in the language of the reader; as it was written where there is no other."""
        return (self.source_en if (get_language() or "").startswith("en") else "") or self.source

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_to)

    def is_in_force(self, on: date) -> bool:
        return self.span.holds_on(on)

    @property
    def cited(self) -> str:
        """《title》, for all but laws with the number: 《…办法》（安监总局令第45号）, a standard by a long dash."""
        title = self.title_zh.translate(str.maketrans("()", "（）"))
        if self.kind == InstrumentKind.STANDARD:
            number = self.number.replace("-", "—")
            bare = UNNAMED.sub("", title)
            return f"《{bare}》（{number}）" if bare else number
        if self.kind == InstrumentKind.LAW or not self.number:
            return f"《{title}》"
        return f"《{title}》（{self.number.translate(str.maketrans('()', '（）'))}）"

    @property
    def brief(self) -> str:
        """As people say it, for lists: 生态环境法典, 令45号, AQ 3067-2026."""
        return self.short_zh
