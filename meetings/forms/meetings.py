"""The form by which a meeting is entered."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from accounts.states import Role
from core import clock
from core.day_fields import MomentField
from core.form_options import Sent
from core.forms import FileForm, dress, row_field
from meetings.models import Meeting
from meetings.services.holding import MeetingGiven
from parks.models import Park

MINUTES = "%Y-%m-%dT%H:%M"


class HeldField(MomentField):
    """A moment that is over: of a meeting to come nothing has been decided."""

    def __init__(self) -> None:
        super().__init__(
            label=pgettext_lazy("meeting", "Held"),
            input_formats=[MINUTES],
            widget=forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}),
            help_text=gettext_lazy("The next meeting is told what has changed since then."),
        )

    def validate(self, value: object) -> None:
        super().validate(value)
        if isinstance(value, datetime) and value > clock.now():
            raise forms.ValidationError(_("Enter a meeting once it has begun."))


class AttendedField(forms.CharField):
    """出席人员: who was there, as the minutes name them."""

    def __init__(self) -> None:
        super().__init__(
            label=pgettext_lazy("meeting", "Attended by"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("Unit and name, one in each line; the minutes name them."),
        )


class MeetingForm(forms.Form):
    """When, where, chaired by whom; the moment is that with which the next meeting compares."""

    use_required_attribute = False
    title = forms.CharField(label=pgettext_lazy("meeting", "Title"), max_length=80)
    held_at = HeldField()
    place = forms.CharField(label=pgettext_lazy("meeting", "Venue"), max_length=80, required=False)
    chair = forms.CharField(label=gettext_lazy("Chaired by"), max_length=60)
    attendees = AttendedField()
    park = forms.ModelChoiceField(Park.objects.none(), label=gettext_lazy("Park"), empty_label=None)

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        super().__init__(data, initial={"title": _("Dispatch meeting"), "held_at": clock.now(), "chair": user.name})
        if user.role == Role.PARK:
            row_field(self, "park").queryset = Park.objects.visible_to(user)
        else:
            del self.fields["park"]
        dress(self)

    def given(self) -> MeetingGiven:
        return MeetingGiven(**self.cleaned_data)


class MeetingEditForm(FileForm):
    """A meeting that was entered wrongly; the reason stays with what stood there before."""

    held_at = HeldField()
    attendees = AttendedField()
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta:
        model = Meeting
        fields = ("title", "held_at", "place", "chair", "attendees")
