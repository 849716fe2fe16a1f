from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.figures import Asked, Moment
from core.filters import MonthField
from core.rules.months import Month


class AsOfForm(forms.Form):
    """As of which day, and for which month, a board is asked; both are empty for today."""

    as_of = forms.DateField(
        label=_("As of the end of the day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    month = MonthField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "2026-10"}),
    )

    def asked(self, user: Any) -> Asked:
        """What is asked for; what is not understood is asked for as of now, and said by the form's errors."""
        known = self.cleaned_data if self.is_valid() else {}
        month: Month | None = known.get("month")
        moment = _past(known.get("as_of") or (month.last if month else None))
        return Asked(user=user, as_of=moment, month=month or Asked(as_of=moment).the_month)


def _past(day: date | None) -> Moment | None:
    """The end of a day that is over. A month that is over is shown as it ended: one board, one moment."""
    return Moment.end_of(day) if day and day < clock.today() else None
