from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import absences
from core import clock, figures
from core.day_fields import DayField
from core.errors import DomainError
from core.figures import Asked
from core.form_options import Sent
from core.forms import choice_field, dress, row_field
from core.rules.bounds import HIGHEST_ID
from core.rules.months import Month
from notices import kinds as notice_kinds
from notices.services import preferences


class TellingForm(forms.Form):
    """What comes by e-mail and when; duties are listed on the page and can't be chosen away."""

    use_required_attribute = False
    wanted = forms.MultipleChoiceField(
        label=_("Send by e-mail as well"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What you don't choose stands in the application all the same."),
    )
    quiet_from = forms.TimeField(
        label=_("No e-mail from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Empty: the quiet hours of the county."),
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data: Sent | None = None, *, person: User) -> None:
        offered = self.offered = [kind for kind in notice_kinds.reaching(person) if not kind.duty]
        unwanted = preferences.unwanted_by(person)
        own = preferences.own_hours_of(person)
        super().__init__(
            data,
            initial={
                "wanted": [kind.code for kind in offered if kind.code not in unwanted],
                "quiet_from": own[0],
                "quiet_until": own[1],
            },
        )
        choice_field(self, "wanted").choices = [(kind.code, _said(kind)) for kind in offered]
        if not offered:
            del self.fields["wanted"]
        dress(self)

    def unwanted(self) -> set[str]:
        wanted = set(self.cleaned_data.get("wanted", ()))
        return {kind.code for kind in self.offered if kind.code not in wanted}


def _said(kind: notice_kinds.Kind) -> str:
    """What a kind is, and why one gets it."""
    return gettext("%(kind)s: %(why)s") % {"kind": kind.label, "why": kind.why}


class AbsenceForm(forms.Form):
    """Who is away, who is told instead, from when to when."""

    use_required_attribute = False
    person = forms.ModelChoiceField(label=_("Away"), queryset=User.objects.none(), empty_label=None)
    substitute = forms.ModelChoiceField(label=_("Substitute"), queryset=User.objects.none())
    first_day = DayField(label=_("First day"), widget=forms.DateInput)
    last_day = DayField(label=_("Last day"), widget=forms.DateInput)

    def __init__(self, data: Sent | None = None, *, actor: User) -> None:
        super().__init__(data, initial={"person": actor.pk, "first_day": clock.today()})
        unit = User.objects.active().filter(organization=actor.organization_id).order_by("name", "pk")
        people = row_field(self, "person")
        people.queryset = unit if actor.is_head else unit.filter(pk=actor.pk)
        if not actor.is_head:
            people.widget = forms.HiddenInput()
        row_field(self, "substitute").queryset = unit if actor.is_head else absences.colleagues(actor)
        dress(self)


class NoticeLogForm(forms.Form):
    """Which notices are asked for: of a month, of a person, of a day, behind a figure."""

    month = forms.CharField(required=False)
    person = forms.IntegerField(required=False, min_value=1, max_value=HIGHEST_ID)
    day = DayField(required=False)
    figure = forms.CharField(required=False)

    def clean_month(self) -> Month | None:
        said = self.cleaned_data["month"]
        try:
            return Month.parse(said) if said else None
        except ValueError:
            raise ValidationError(gettext("There is no such month.")) from None

    def clean_figure(self) -> str:
        code = self.cleaned_data["figure"] or "notices.told"
        try:
            known = figures.counted_by(code)
        except DomainError:
            known = None
        if known is None or known.body != "notices":
            raise ValidationError(gettext("There is no such figure."))
        return code

    def asked(self, user: User) -> Asked:
        """What the link asks for; nothing is narrowed by what it does not say."""
        given = self.cleaned_data
        part = {"person": given["person"], "day": given["day"]}
        named = {name: str(value) for name, value in part.items() if value}
        return Asked.by(user, month=given["month"], part=named)
