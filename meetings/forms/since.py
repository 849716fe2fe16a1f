from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.figures import Asked, Moment
from core.filters import MomentField
from core.form_options import Sent
from core.forms import choice_field, dress
from core.rules.bounds import HIGHEST_ID
from meetings.services import baselines
from meetings.services.baselines import CHOSEN, DAY, LAST_VISIT, VISIT, Baseline
from meetings.services.since import GROUPS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS = ("park", "enterprise", "lead_organization", "assigned_by_organization")
"""What a board is about; the page it leads to is about the same."""


def _day(label: "StrOrPromise") -> DayField:
    widget = forms.DateInput(attrs={"type": "date"})
    return DayField(label=label, required=False, input_formats=["%Y-%m-%d"], widget=widget)


class SinceForm(forms.Form):
    """Since when, until when, and by what the changes are grouped; all empty for since the last visit, until now."""

    compare = forms.ChoiceField(label=gettext_lazy("Since"), required=False)
    day = _day(gettext_lazy("Chosen day"))
    until = _day(gettext_lazy("As of the end of the day"))
    by = forms.ChoiceField(label=gettext_lazy("Grouped"), required=False, choices=GROUPS)
    since = MomentField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Sent, *, user: User, seen: Moment | None) -> None:
        super().__init__(data)
        self.user, self.seen = user, seen
        offered = [(kind.name, kind.label) for kind in baselines.offered()]
        choice_field(self, "compare").choices = [(VISIT, LAST_VISIT), *offered, (DAY, CHOSEN)]
        for name in PARTS:
            self.fields[name] = forms.IntegerField(
                required=False, min_value=1, max_value=HIGHEST_ID, widget=forms.HiddenInput
            )
        dress(self)

    def clean_day(self) -> object:
        """Raises ValidationError for a day that is not over: nothing has changed since."""
        day = self.cleaned_data["day"]
        if day and day >= clock.today():
            raise forms.ValidationError(_("Choose a day before today."))
        return day

    def clean(self) -> dict[str, object]:
        given = super().clean() or self.cleaned_data
        if not self.errors and (fault := self._fault()):
            self.add_error(*fault)
        return given

    def _fault(self) -> tuple[str, str] | None:
        """Which field does not fit to the others, and why."""
        if self.cleaned_data.get("compare") == DAY and not self.cleaned_data.get("day"):
            return "day", _("Say since which day.")
        if self._found() is None:
            return "compare", _("There has been none yet that you may know of; compared with another moment.")
        if self.baseline().moment.at >= self.asked().moment.at:
            return "until", _("Choose a day after the one that is compared with.")
        return None

    @property
    def dimension(self) -> str:
        """By what is grouped; what is not understood is grouped by park."""
        return str(self.cleaned_data.get("by") or GROUPS[0][0])

    def asked(self) -> Asked:
        """What is asked besides since when."""
        part = {name: str(key) for name in PARTS if (key := self.cleaned_data.get(name))}
        until = self.cleaned_data.get("until")
        past = Moment.end_of(until) if until and until < clock.today() else None
        return Asked.by(self.user, as_of=past, part=part)

    def baseline(self) -> Baseline:
        """Since when; what is not understood is since the last visit."""
        return self._found() or baselines.of_visit(self.seen, self.asked())

    def _found(self) -> Baseline | None:
        """The moment asked for; None where there is none of that kind."""
        if day := self.cleaned_data.get("day"):
            return Baseline(Moment.end_of(day), CHOSEN)
        kind = self.cleaned_data.get("compare") or VISIT
        if since := self.cleaned_data.get("since"):
            label = LAST_VISIT if since == self.seen else CHOSEN
            return Baseline(since, label)
        return baselines.of_visit(self.seen, self.asked()) if kind == VISIT else baselines.of_kind(kind, self.user)
