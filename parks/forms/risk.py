from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_options import RowOptions, Sent
from core.forms import choice_field
from core.past_forms import PastForm
from core.rules.bounds import FIRST_DAY, LAST_DAY
from parks.models import RiskAssessment, VetoItem

if TYPE_CHECKING:
    from accounts.models import User


class RiskAssessmentForm(PastForm):
    past = ("published_on",)

    veto_codes = forms.MultipleChoiceField(
        label=gettext_lazy("Veto items"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = RiskAssessment
        fields = (
            "year",
            "round",
            "own_score",
            "city_score",
            "province_score",
            "veto_codes",
            "published_grade",
            "reasons",
            "published_by",
            "published_on",
            "document",
        )

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        items = choice_field(self, "veto_codes")
        items.choices = [(item.code, item.name) for item in VetoItem.objects.all()]
        items.show_hidden_initial = False
        self.initial["veto_codes"] = self.instance.vetoes

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise forms.ValidationError(_("Give a year as it stands in the calendar."))
        return year

    def clean_veto_codes(self) -> str:
        return " ".join(self.cleaned_data["veto_codes"])
