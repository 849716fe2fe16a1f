from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_options import Sent
from core.forms import choice_field
from law.models import Basis
from rectification.services.remapping import Ended

KEEPS = ("", _("leave as it is"))


class RemappingForm(forms.Form):
    """For each ended basis what follows it; the only one of its case is chosen already, to be confirmed or changed."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.TextInput(attrs={"class": "form-control"})
    )

    def __init__(self, data: Sent | None = None, *, ended: Iterable[Ended]) -> None:
        super().__init__(data)
        self.ended = {f"basis_{each.basis.pk}": each for each in ended}
        for name, each in self.ended.items():
            self.fields[name] = forms.ChoiceField(
                label=each.basis.citation,
                required=False,
                help_text=_("%(case)s: %(n)s open items") % {"case": each.basis.part, "n": each.items},
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            field = choice_field(self, name)
            field.choices = [KEEPS, *((basis.pk, basis.citation) for basis in each.followers)]
            same = [basis.pk for basis in each.followers if basis.part == each.basis.part]
            field.initial = same[0] if len(same) == 1 else ""
        self.order_fields([*self.ended, "reason"])

    def pairs(self) -> dict[Basis, Basis]:
        """What was chosen."""
        chosen = {name: self.cleaned_data[name] for name in self.ended if self.cleaned_data.get(name)}
        return {
            self.ended[name].basis: next(basis for basis in self.ended[name].followers if basis.pk == code)
            for name, code in chosen.items()
        }


class DeclineForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs={"class": "form-control"}))
