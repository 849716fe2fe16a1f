"""The forms of the steps of a tip: what each asks, beside the version that was seen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organization, User
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import dress, mark_personal, row_field
from inspections.models import ProblemCategory
from inspections.states import Level
from rectification.forms.fields import DayInput
from rectification.models import Item
from tips.models import Tip
from tips.rules import receipts
from tips.services.handling import firsts_for, units_for
from tips.states import Verdict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def words(
    label: "StrOrPromise", help_text: "StrOrPromise" = "", *, most: int = 2000, required: bool = True
) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=forms.Textarea)


class StepForm(forms.Form):
    """A step of a tip."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, tip: Tip, user: User) -> None:
        super().__init__(data, initial={"version": tip.version, **self.proposed(tip)})
        self.tip, self.user = tip, user
        self.prepare()
        dress(self)

    def meet(self, tip: Tip) -> None:
        """Somebody else was quicker, as the page says; what is sent next is meant for the tip as it stands now."""
        self.data = {**self.data, "version": str(tip.version)}

    def proposed(self, tip: Tip) -> dict[str, object]:
        """What stands in the fields before anything is typed."""
        return {}

    def prepare(self) -> None:
        """What depends on the tip and the person."""


class AcceptForm(StepForm):
    unit = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Handling unit"),
        help_text=gettext_lazy("Its officers read the tip and may ask who told it."),
    )

    def prepare(self) -> None:
        row_field(self, "unit").queryset = units_for(self.user)


class HandOverForm(StepForm):
    handed_to = forms.CharField(label=gettext_lazy("Handed over to"), max_length=120)
    answer = words(gettext_lazy("What the reporter reads"), gettext_lazy("Why it is not ours, and whom to ask there."))


class RepeatForm(StepForm):
    first = forms.CharField(
        label=gettext_lazy("Receipt number of the earlier tip"),
        max_length=30,
        help_text=gettext_lazy("The reporter reads how that one stands and what it was answered."),
    )

    def clean_first(self) -> Tip:
        digits = receipts.digits_of(self.cleaned_data["first"])
        found = firsts_for(self.tip, self.user).filter(number=digits).first()
        if found is None:
            raise forms.ValidationError(_("There is no such tip that this one could repeat."))
        return found


class AskForm(StepForm):
    text = words(gettext_lazy("Question"), gettext_lazy("The reporter reads it with the receipt number."))


class ExtendForm(StepForm):
    due = DayField(label=gettext_lazy("New last day"), widget=DayInput())
    reason = words(gettext_lazy("Reason"), most=1000)


class ProposeForm(StepForm):
    """What was found; where something is true also what goes onto the ledger, in own words."""

    verdict = forms.ChoiceField(
        label=pgettext_lazy("tip", "Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reasons = words(
        gettext_lazy("Reasons of the verdict"), gettext_lazy("What was checked, where, and what was found.")
    )
    item = forms.CharField(
        label=gettext_lazy("It stands on the ledger already"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Number of the item; then nothing new is registered."),
    )
    problem_title = forms.CharField(
        label=gettext_lazy("Title of the problem"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Needed, with what follows, where something is true and not on the ledger yet."),
    )
    problem_text = words(
        gettext_lazy("Description of the problem"),
        gettext_lazy(
            "Your own words of what was found: the enterprise reads them. Nothing by which one knows who told it."
        ),
        required=False,
    )
    problem_place = forms.CharField(label=gettext_lazy("Place of the problem"), max_length=120, required=False)
    problem_level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Level.choices, required=False)
    problem_category = forms.ModelChoiceField(
        ProblemCategory.objects.exclude(parent=None), label=gettext_lazy("Category"), required=False
    )

    def proposed(self, tip: Tip) -> dict[str, object]:
        names = ("problem_title", "problem_text", "problem_place", "problem_level", "problem_category")
        return {"item": tip.item.number if tip.item else "", **{name: getattr(tip, name) for name in names}}

    def clean_item(self) -> Item | None:
        number = self.cleaned_data["item"].strip()
        if not number:
            return None
        found = Item.objects.visible_to(self.user).filter(number=number, county=self.tip.county_id).first()
        if found is None:
            raise forms.ValidationError(_("There is no item of this number."))
        return found


class SendBackForm(StepForm):
    reason = words(gettext_lazy("Reason"), most=1000)


class StageForm(StepForm):
    stage_text = words(gettext_lazy("What is done, what is left"), gettext_lazy("The reporter reads it."))
    stage_share = forms.IntegerField(label=gettext_lazy("Share completed (%)"), min_value=1, max_value=99)
    stage_next = DayField(label=gettext_lazy("Next date"), widget=DayInput())

    def proposed(self, tip: Tip) -> dict[str, object]:
        return {"stage_text": tip.stage_text, "stage_share": tip.stage_share, "stage_next": tip.stage_next}


class AnswerForm(StepForm):
    answer = words(
        gettext_lazy("Answer to the reporter"),
        gettext_lazy("What was found and what is done about it, in plain words; what isn't true with the reasons."),
    )


class LookForm(forms.Form):
    """What somebody wants to know the reporter for."""

    use_required_attribute = False
    purpose = forms.CharField(
        label=pgettext_lazy("tip", "Purpose"),
        max_length=200,
        help_text=gettext_lazy("It stands in the log and on the page of the tip, as does your name."),
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data)
        mark_personal(self, "purpose")
        dress(self)


FORMS: Mapping[str, type[StepForm]] = {
    "accept": AcceptForm,
    "hand-over": HandOverForm,
    "repeat": RepeatForm,
    "ask": AskForm,
    "extend": ExtendForm,
    "propose": ProposeForm,
    "send-back": SendBackForm,
    "stage": StageForm,
    "answer": AnswerForm,
}
"""The form of each step that asks more than a press."""
