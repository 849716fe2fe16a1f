from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.figures import Asked, Moment
from core.filters import MonthField
from core.rules.months import Month


class AsOfForm(forms.Form):
    """As of which day, and for which month, a board is asked; both are empty for today."""

    as_of = DayField(
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

    def asked(self, user: User) -> Asked:
        """What is asked for; what is not understood is asked for as of now, and said by the form's errors."""
        known = self.cleaned_data if self.is_valid() else {}
        month: Month | None = known.get("month")
        moment = _past(known.get("as_of") or (month.last if month else None))
        asked = Asked.by(user, as_of=moment, month=month)
        return replace(asked, month=asked.the_month)


LEADS, ASSIGNED = "lead_organization", "assigned_by_organization"
RELATIONS = ((LEADS, _("Led by the unit")), (ASSIGNED, _("Assigned by the unit")))
"""How items belong to a unit, in the words of the ledger's dimensions."""


@dataclass(frozen=True)
class Tab:
    """A choice of a switch."""

    value: str
    label: str | Promise
    is_current: bool


class DepartmentForm(AsOfForm):
    """The same for a unit: of the items that it leads, or of those that it has assigned."""

    items = forms.ChoiceField(
        label=_("Which items of the unit"),
        required=False,
        choices=RELATIONS,
        widget=forms.HiddenInput,
    )

    @property
    def relation(self) -> str:
        """By which dimension of the ledger the unit is asked for; what is not understood is asked for as led."""
        known = self.cleaned_data if self.is_valid() else {}
        return known.get("items") or LEADS

    @property
    def said(self) -> str:
        """The relation in words."""
        return str(dict(RELATIONS)[self.relation])

    @property
    def tabs(self) -> list[Tab]:
        """The switch: each choice, and whether it is the present one."""
        return [Tab(value, label, value == self.relation) for value, label in RELATIONS]


def _past(day: date | None) -> Moment | None:
    """The end of a day that is over. A month that is over is shown as it ended: one board, one moment."""
    return Moment.end_of(day) if day and day < clock.today() else None
