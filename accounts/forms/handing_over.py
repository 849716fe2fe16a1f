"""交接: whose work goes to whom, and then why and from when."""

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.services import absences
from accounts.services.handing_over import LONGEST_SEAL, HandOverGiven
from core import clock
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import dress, row_field


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Model) -> str:
        return f"{obj.name} · {obj.get_role_display()}" if isinstance(obj, User) else str(obj)


class WhoForm(forms.Form):
    """Whose work, and who takes it over; the head of a unit asks for anybody of it."""

    use_required_attribute = False
    person = ColleagueField(
        label=pgettext_lazy("hand-over", "Hands over"), queryset=User.objects.none(), empty_label=None
    )
    successor = ColleagueField(
        label=pgettext_lazy("hand-over", "Takes over"),
        queryset=User.objects.none(),
        help_text=_("An active colleague of the same unit and role."),
    )

    def __init__(self, data: Sent | None = None, *, actor: User) -> None:
        super().__init__(data, initial={"person": actor.pk})
        unit = User.objects.active().filter(organization=actor.organization_id).order_by("name", "pk")
        people = row_field(self, "person")
        people.queryset = unit if actor.is_head else unit.filter(pk=actor.pk)
        if not actor.is_head:
            people.widget = forms.HiddenInput()
        row_field(self, "successor").queryset = unit if actor.is_head else absences.colleagues(actor)
        dress(self)


class HandOverForm(WhoForm):
    """The act, after its preview has been seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_SEAL)
    from_day = DayField(label=pgettext_lazy("hand-over", "From"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, data: Sent | None = None, *, actor: User) -> None:
        super().__init__(data, actor=actor)
        self.initial["from_day"] = clock.today()
        for name in ("person", "successor"):
            self.fields[name].widget = forms.HiddenInput()

    def show(self, person: User, successor: User, seen: str) -> None:
        """What is sent is what is shown now, also after a refusal."""
        self.initial.update({"person": person.pk, "successor": successor.pk, "seen": seen})
        if self.is_bound:
            self.data = {**{name: self.data.get(name) for name in self.data}, "seen": seen}

    def given(self) -> HandOverGiven:
        said = self.cleaned_data
        return HandOverGiven(said["successor"], said["reason"], said["from_day"], said["seen"])
