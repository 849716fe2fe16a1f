from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers


class ProblemCategory(Read):
    """A category of problems (问题类别): the city's three groups A, B, C and ours, X, with those below."""

    code = models.CharField(max_length=8, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    source = models.CharField(_("Source"), max_length=120)

    readers = Readers(public="code parent name_zh name_en source")

    class Meta:
        ordering = ("code",)
        verbose_name = _("Problem category")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh
