"""The filter of the calendar and the name of a feed."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from core.day_fields import DayField
from core.filters import MonthField
from core.forms import ANY, UnsearchedListForm, choice, choice_field, dress
from core.rules.bounds import HIGHEST_ID, whole
from notices.services import calendar

if TYPE_CHECKING:
    from django.http import QueryDict

    from accounts.models import User

FILTERS = ("kind", "park", "enterprise")


class CalendarForm(UnsearchedListForm):
    """What the link of the calendar says; anything else is told to be not understood."""

    shown_as_tabs = ("view",)
    kind = choice(_("Kind"), ())
    park = choice(_("Park"), ())
    enterprise = forms.IntegerField(
        label=_("Enterprise"), required=False, min_value=1, max_value=HIGHEST_ID, widget=forms.HiddenInput
    )
    month = MonthField(label=_("Month"), required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Day"), required=False, widget=forms.HiddenInput)
    view = forms.ChoiceField(
        label=_("View"), required=False, choices=(("", ""), ("agenda", _("Agenda"))), widget=forms.HiddenInput
    )
    late = forms.ChoiceField(
        label=_("Past its last day"), required=False, choices=(("", ""), ("true", _("yes"))), widget=forms.HiddenInput
    )

    def __init__(self, data: "QueryDict", *, user: "User") -> None:
        super().__init__(data, user=user)
        choice_field(self, "kind").choices = (ANY, *((each.code, each.label) for each in calendar.clocks_for(user)))
        choice_field(self, "park").choices = (ANY, *calendar.parks_of(user))

    def in_words(self, name: str, value: str) -> str:
        key = whole(value) if name == "enterprise" else None
        if key is None:
            return super().in_words(name, value)
        return calendar.enterprise_named(self.user, key) or value

    @property
    def asked(self) -> calendar.Narrowed:
        """Which of the clocks; only of a form that is valid."""
        given = self.cleaned_data
        park = int(given["park"]) if given["park"] else None
        return calendar.Narrowed(given["kind"], park, given["enterprise"])


class FeedForm(forms.Form):
    """A new private address, and what it is for."""

    use_required_attribute = False
    name = forms.CharField(label=_("What it is for"), max_length=60, help_text=_("Such as: my phone."))

    def __init__(self, data: "QueryDict | None" = None) -> None:
        super().__init__(data)
        dress(self)
