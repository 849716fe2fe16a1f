from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from accounts.states import OrganizationKind
from core.form_options import RowOptions, Sent
from core.forms import ListForm, SeenForm, choice, dress, row_field

FIELDS = ("name", "short_name", "kind", "parent", "protocol_order", "phone", "document_word", "is_active")


class UnitListForm(ListForm):
    kind = choice(_("Kind"), OrganizationKind.choices)


class UnitForm(SeenForm, forms.ModelForm):
    use_required_attribute = False
    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line: as lists that come in write this unit."),
        widget=forms.Textarea,
    )

    class Meta:
        model = Organization
        fields = FIELDS

    def __init__(self, data: Sent | None = None, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(self.instance.aliases.values_list("name", flat=True))
            row_field(self, "parent").queryset = Organization.objects.exclude(path__startswith=self.instance.path)
        self.fields["protocol_order"].help_text = _("The place of the unit in lists; the smallest number comes first.")
        self.fields["document_word"].help_text = _(
            "As 昌应急 in 昌应急〔2026〕12号; without one the word of the county’s letters is used."
        )
        dress(self)
