"""The form by which a challenge is answered; where the finding is changed, what it says from then on."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from challenges.models import Challenge
from challenges.states import VERDICTS, ChallengeState
from core.errors import DomainError
from core.form_options import Sent
from rectification.forms.correction import CorrectionForm

CHANGEABLE = frozenset({"title", "description", "level", "category", "place", "bases", "legal_basis"})
"""What a decision on a challenge may change of a finding: what was found, how grave, of what kind, by what basis."""


class AnswerForm(CorrectionForm):
    """The answer with its reasons, and the finding as it is to stand where it is changed."""

    verdict = forms.ChoiceField(
        label=pgettext_lazy("challenge", "Answer"),
        choices=[(each.value, each.label) for each in VERDICTS],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        help_text=_("Changed: set right below what the finding says. Voided: a second person decides on it."),
    )
    challenge_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, challenge: Challenge, user: User) -> None:
        self.challenge = challenge
        super().__init__(data, item=challenge.item, user=user)
        self.fields["reason"].help_text = _("Both sides read it.")
        self.fields["verdict"].show_hidden_initial = False
        self.initial["challenge_version"] = challenge.version
        self.order_fields(["verdict", "reason", *sorted(CHANGEABLE & self.fields.keys(), key=list(self.fields).index)])

    def _asked(self, item: object, only: str) -> set[str]:
        return {*CHANGEABLE, "verdict", "reason", "version", "challenge_version"}

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        if given.get("verdict") == ChallengeState.CHANGED and not self.changed_values() and not self.errors:
            self.add_error("verdict", _("Say what the finding is to say from now on."))
        elif given.get("verdict") and given["verdict"] != ChallengeState.CHANGED:
            for name in self.changed_values():
                self.add_error(name, _("Only a change sets this right: choose it above, or leave this as it was."))
        return given

    def changed_values(self) -> dict[str, object]:
        """What is to be another one, of what can be changed."""
        return {name: value for name, value in self.touched().items() if name in CHANGEABLE}

    def given(self) -> dict[str, object]:
        """What the step takes."""
        is_changed = self.cleaned_data["verdict"] == ChallengeState.CHANGED
        values = self.changed_values() if is_changed else {}
        seen = self.cleaned_data["version"]
        return {"reason": self.cleaned_data["reason"], "values": values, "item_version": seen}

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; the next press is meant for the challenge and the item as they are now."""
        super().refuse(refusal)
        self.data["challenge_version"] = Challenge.objects.values_list("version", flat=True).get(pk=self.challenge.pk)
