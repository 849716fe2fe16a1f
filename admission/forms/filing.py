"""The forms of an application, of the rules of a park, and the bar of the list."""

from decimal import Decimal
from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from admission.models import AdmissionRule, Application
from admission.states import Course, Decision, State
from core.day_fields import DayField
from core.form_options import RowOptions, Sent
from core.forms import FileForm, ListForm, choice, dress
from enterprises.forms import offer_parks
from parks.states import Pollutant

if TYPE_CHECKING:
    from django.http import QueryDict

    from accounts.models import User

PREFIX = "discharge_"


class ApplicationListForm(ListForm):
    park = choice(_("Park"), ())
    state = choice(_("State"), State.choices)
    decision = choice(_("Decision"), Decision.choices)
    decided_after = DayField(label=_("Decided from"), required=False, widget=forms.DateInput)
    decided_before = DayField(label=_("Decided until"), required=False, widget=forms.DateInput)
    course = choice(_("Course of the application"), Course.choices)

    def __init__(self, data: "QueryDict", *, user: "User") -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


class AdmissionRuleForm(FileForm):
    class Meta:
        model = AdmissionRule
        fields = ("kind", "text", "words", "value", "is_strict", "source", "since", "until")
        help_texts = {
            "words": _("Of a list: a project in whose name, content or processes one of them stands is found."),
            "value": _("Of a bound, in the unit of its kind."),
            "is_strict": _("Of a bound; otherwise it asks for reasons. What a list forbids is never admitted."),
        }


class ApplyForm(FileForm):
    """What is asked of a project, and what it would discharge of each pollutant."""

    class Meta:
        model = Application
        fields = ("land", "investment", "output", "processes", "is_safety_improvement", "reasons")
        help_texts = {
            "processes": _("What is made of what by which processes; the lists of the park are searched for in it."),
            "is_safety_improvement": _("A project that makes a plant safer and adds no hazard."),
            "reasons": _("Where the check sheet asks for them."),
        }

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        for pollutant, label in Pollutant.choices:
            self.fields[f"{PREFIX}{pollutant}"] = forms.DecimalField(
                label=pgettext_lazy("discharge", "%(pollutant)s (t/a)") % {"pollutant": label},
                required=False,
                min_value=Decimal(0),
                max_digits=12,
                decimal_places=4,
            )
        dress(self)

    def amounts(self) -> dict[str, Decimal]:
        """What it would discharge, in t/a, by pollutant; nothing of what was left empty."""
        given = {code: self.cleaned_data.get(f"{PREFIX}{code}") for code in Pollutant.values}
        return {code: amount for code, amount in given.items() if amount}
