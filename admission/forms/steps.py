"""The form of each step of an application."""

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from admission.models import Application
from admission.services.appealing import outcomes
from admission.services.reviewing import LEAST, MOST, changes_said, eligible
from admission.states import Decision
from core import clock
from core.day_fields import DayField
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, Sent
from core.forms import choice_field, dress
from core.states import AttachmentKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from accounts.models import User

LONGEST = 4000


def words(label: "StrOrPromise", *, required: bool = True, help_text: "StrOrPromise" = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=LONGEST, required=required, help_text=help_text
    )


class StepForm(EvidenceForm):
    """What a step asks; `version` is the application as it was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, application: Application, user: "User"
    ) -> None:
        self.application, self.user = application, user
        super().__init__(data, files, initial={"version": application.version, **self.proposed()})
        self.at(user, f"admission:{application.pk}", type(self).__name__)
        self.offer()
        dress(self)

    def proposed(self) -> dict[str, object]:
        """What stands in it before anybody types."""
        return {}

    def offer(self) -> None:
        """Fill in what depends on the application."""

    def given(self) -> dict[str, object]:
        """What the step takes."""
        return {**self.cleaned_data}

    def meet(self, version: object) -> None:
        """Somebody else was quicker: what was typed stays, and the next sending is meant for what is there now."""
        self.data = self.data.copy()
        self.data["version"] = version


class ConveneForm(StepForm):
    reviewers = forms.MultipleChoiceField(label=_("Reviewers"), widget=forms.CheckboxSelectMultiple)

    def offer(self) -> None:
        self.people = {str(person.pk): person for person in eligible(self.application)}
        field = choice_field(self, "reviewers")
        field.choices = [(key, person.full_label) for key, person in self.people.items()]
        field.help_text = _("At least %(n)s; nobody who has applied.") % {"n": settings.ADMISSION_REVIEWERS}

    def given(self) -> dict[str, object]:
        return {**self.cleaned_data, "reviewers": [self.people[key] for key in self.cleaned_data["reviewers"]]}


class ExcuseForm(StepForm):
    reviewer = forms.ChoiceField(label=_("Reviewer to excuse"))
    reason = words(_("Reason"))
    reviewers = forms.MultipleChoiceField(label=_("Named instead"), widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self) -> None:
        rows = self.application.reviews.pending().select_related("reviewer__organization")
        self.silent = {str(row.reviewer_id): row.reviewer for row in rows}
        self.people = {str(person.pk): person for person in eligible(self.application)}
        for name, people in (("reviewer", self.silent), ("reviewers", self.people)):
            choice_field(self, name).choices = [(key, person.full_label) for key, person in people.items()]
        choice_field(self, "reviewers").help_text = _("At least %(n)s reviews are needed for a decision.") % {
            "n": settings.ADMISSION_REVIEWERS
        }

    def given(self) -> dict[str, object]:
        sent = self.cleaned_data
        named = [self.people[key] for key in sent["reviewers"]]
        return {**sent, "reviewer": self.silent[sent["reviewer"]], "reviewers": named}


class OpinionForm(StepForm):
    opinion = words(_("Opinion"))


class ReasonForm(StepForm):
    reason = words(_("Reason"))


class PlainForm(StepForm):
    """Asks nothing but a press."""


class ReviewForm(StepForm):
    """Scores by the criteria of the setting, each with its reason."""

    no_interest = forms.BooleanField(label=_("I have no interest in this project or its enterprise"), required=False)

    def offer(self) -> None:
        for place, criterion in enumerate(settings.ADMISSION_CRITERIA):
            self.fields[f"score_{place}"] = forms.IntegerField(
                label=_("%(criterion)s (0 to 100)") % {"criterion": criterion}, min_value=LEAST, max_value=MOST
            )
            self.fields[f"reason_{place}"] = forms.CharField(
                label=_("%(criterion)s: reason") % {"criterion": criterion}, max_length=300
            )
        self.fields["veto"] = forms.CharField(
            label=_("Veto item"), max_length=200, required=False, help_text=_("Only where it must not be admitted.")
        )
        self.fields["opinion"] = words(_("Opinion"))

    def given(self) -> dict[str, object]:
        sent = self.cleaned_data
        scores = [
            {"criterion": criterion, "score": sent[f"score_{place}"], "reason": sent[f"reason_{place}"]}
            for place, criterion in enumerate(settings.ADMISSION_CRITERIA)
        ]
        kept = {name: sent[name] for name in ("version", "no_interest", "veto", "opinion")}
        return {**kept, "scores": scores}


class MinutesForm(StepForm):
    met_on = DayField(label=_("Day of the meeting"), widget=forms.DateInput)
    minutes = words(_("Minutes"))
    attached = EvidenceField(kind=AttachmentKind.DOCUMENT)

    def proposed(self) -> dict[str, object]:
        return {"met_on": clock.today(), "minutes": changes_said(self.application)}


class DecideForm(StepForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=(("", "—"), *Decision.choices))
    opinion = words(_("Opinion"))
    conditions = words(_("Conditions"), required=False, help_text=_("Where it is admitted with conditions."))


class SettleForm(StepForm):
    outcome = forms.ChoiceField(label=_("Decision on the appeal"))
    reason = words(_("Reason"))

    def offer(self) -> None:
        choice_field(self, "outcome").choices = [("", "—"), *outcomes()]


FORMS: dict[str, type[StepForm]] = {
    "convene": ConveneForm,
    "turn-down": OpinionForm,
    "review": ReviewForm,
    "recuse": ReasonForm,
    "excuse": ExcuseForm,
    "minute": MinutesForm,
    "decide": DecideForm,
    "appeal": ReasonForm,
    "settle": SettleForm,
    "withdraw": ReasonForm,
    "give-up": ReasonForm,
    "lapse": PlainForm,
}
"""The form of each step, by its name."""
