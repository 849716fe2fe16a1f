from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.states import LISTS, RuleKind
from core.fields import Readers
from parks.models import Park
from parks.models.entries import Entry


class AdmissionRule(Entry):
    """准入规则: a rule by which a park admits projects, from when to when, with the document that says so.

    An entry of a list names by `words` what projects are searched for; a bound has a value in the unit of its kind.
    What a list forbids, and a strict bound, bars a project; everything else asks for reasons. All of it is what the
    park has laid down: the product brings no such rule.
    """

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="admission_rules"
    )
    kind = models.CharField(gettext_lazy("Kind"), max_length=14, choices=RuleKind.choices)
    text = models.CharField(gettext_lazy("What it says"), max_length=200)
    words = models.CharField(gettext_lazy("Words to look for"), max_length=200, blank=True)
    value = models.DecimalField(gettext_lazy("Value"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_strict = models.BooleanField(gettext_lazy("Not admitted if not met"), default=False)
    source = models.CharField(gettext_lazy("Source document"), max_length=160)
    since = models.DateField(gettext_lazy("From"))
    until = models.DateField(gettext_lazy("Until"), null=True, blank=True)

    tab = "admission"
    readers = Readers(public="park kind text words value is_strict source since until version")

    class Meta:
        ordering = ("kind", "text", "pk")
        verbose_name = gettext_lazy("Admission rule")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text}"

    def clean(self) -> None:
        self._clean_list() if self.kind in LISTS else self._clean_bound()
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": _("It would end before it begins.")})

    def _clean_list(self) -> None:
        if self.value is not None:
            raise ValidationError({"value": _("An entry of a list has no value.")})
        if not self.words.strip():
            raise ValidationError({"words": _("Give the words by which a project is found.")})

    def _clean_bound(self) -> None:
        if self.value is None or self.value <= 0:
            raise ValidationError({"value": _("Give a value of more than nothing.")})

    @property
    def bars(self) -> bool:
        """Whether what does not meet it is not admitted at all."""
        return self.kind == RuleKind.FORBIDDEN or (self.kind not in LISTS and self.is_strict)

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on a day, its first and last day included."""
        return self.since <= day and (self.until is None or day <= self.until)
