"""The forms of what meetings decide: given on the spot, reported, answered; the bar of their list."""

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import ListForm, choice, dress, row_field
from meetings.filters import LATE
from meetings.models import Meeting
from meetings.services.holding import DutyGiven
from meetings.states import DutyState
from meetings.workflow import who_may_be_given
from rectification.forms.fields import DayInput


class PersonField(forms.ModelChoiceField):
    """People to choose from, each with the unit."""

    def label_from_instance(self, obj: Model) -> str:
        return obj.full_label if isinstance(obj, User) else str(obj)


class DutyForm(forms.Form):
    """What is decided: what, who, by when."""

    use_required_attribute = False
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Responsible unit"))
    person = PersonField(
        User.objects.none(),
        label=_("Responsible person"),
        required=False,
        help_text=_("Of that unit; without one it is told to all who act for it."),
    )
    due = DayField(label=_("To be done by"), widget=DayInput())

    def __init__(self, data: Sent | None = None, *, meeting: Meeting, user: User) -> None:
        super().__init__(data)
        units = Organization.objects.visible_to(user).filter(pk__in=who_may_be_given(meeting).values("pk"))
        row_field(self, "organization").queryset = units
        people = User.objects.active().filter(organization__in=units).select_related("organization")
        people = people.order_by("organization__protocol_order", "name")
        row_field(self, "person").queryset = people
        dress(self)

    def given(self) -> DutyGiven:
        return DutyGiven(**self.cleaned_data)


class ActForm(forms.Form):
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        dress(self)


class ReportForm(ActForm):
    """What the unit says that it has done."""

    report = forms.CharField(label=_("What was done"), max_length=1000, widget=forms.Textarea)


class AnswerForm(ActForm):
    """An opinion, or the reason; whether there has to be one, the step says."""

    answer = forms.CharField(label=_("Opinion or reason"), max_length=1000, widget=forms.Textarea, required=False)


class DutyListForm(ListForm):
    state = choice(pgettext_lazy("duty", "State"), DutyState.choices)
    late = choice(_("Deadline"), LATE)
