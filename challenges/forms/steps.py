"""The forms of the steps that ask a reason: taken to the next, the deadline suspended or running again."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from core import clock
from core.day_fields import DayField
from core.errors import DomainError, StaleError
from core.form_options import Sent
from core.forms import dress, refuse


class ReasonForm(forms.Form):
    """A reason, and the version that was seen."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, challenge: Challenge) -> None:
        super().__init__(data, initial={"version": challenge.version, **self._proposed(challenge)})
        self.challenge = challenge
        dress(self)

    def _proposed(self, challenge: Challenge) -> dict[str, object]:
        return {}

    def given(self) -> dict[str, object]:
        """What the step takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; the next press is meant for what there is now."""
        refuse(self, refusal)
        if isinstance(refusal, StaleError):
            now = Challenge.objects.values_list("version", flat=True).get(pk=self.challenge.pk)
            self.data = {**{name: self.data.get(name, "") for name in self.fields}, "version": now}


class SuspendForm(ReasonForm):
    """From which day the deadline stands still, and why."""

    since = DayField(label=_("Suspended from"))
    field_order = ("since", "reason", "version")

    def _proposed(self, challenge: Challenge) -> dict[str, object]:
        return {"since": clock.today()}


STEP_FORMS: Mapping[str, type[ReasonForm]] = {"go-on": ReasonForm, "suspend": SuspendForm, "resume": ReasonForm}
"""The form of each step that has a page of its own."""
