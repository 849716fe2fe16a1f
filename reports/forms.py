"""What is typed about a report."""

from typing import TYPE_CHECKING, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, FormOptions, Sent
from core.forms import SeenForm, UnsearchedListForm, choice, row_field
from core.rules.months import Month
from core.states import AttachmentKind
from parks.models import Park
from reports.models import MonthlyReport
from reports.services.deciding import LONGEST
from reports.services.wording import LONGEST_REASON
from reports.states import ReportState, WordingState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def area(label: "StrOrPromise", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "form-control", "rows": 4})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget)


def month_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control", "placeholder": "2026-10", "inputmode": "numeric"})
    return forms.CharField(label=_("Month"), max_length=7, widget=widget)


class BuildForm(forms.Form):
    """Which month is to be built, of the county or of one of its parks."""

    month = month_field()
    park = forms.ModelChoiceField(
        label=_("Park"),
        queryset=Park.objects.none(),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data: Sent | None = None, *, user: User, **more: Unpack[FormOptions]) -> None:
        super().__init__(data, **more)
        parks = row_field(self, "park")
        parks.queryset = Park.objects.visible_to(user)
        parks.empty_label = _("The whole county")
        self.fields["month"].initial = str(Month.of(clock.today()).previous)

    def clean_month(self) -> Month:
        try:
            return Month.parse(self.cleaned_data["month"])
        except ValueError:
            raise ValidationError(_("Give a month as 2026-10.")) from None


class ReportListForm(UnsearchedListForm):
    """There are too few reports to search them."""

    period = forms.CharField(label=_("Month"), required=False)
    state = choice(_("State"), ReportState.choices)


class RemarksForm(SeenForm, forms.Form):
    """The chapters that people write."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    problems = area(_("Existing problems"))
    next_steps = area(_("Next steps"))


class ActForm(forms.Form):
    """An act on the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectionForm(SeenForm, ActForm):
    reason = area(_("Reason for the correction"), required=True)


class CircularForm(forms.Form):
    """How long the late units have for their reply, and whether units are ranked."""

    reply_days = forms.IntegerField(
        label=_("Working days to reply"),
        min_value=1,
        max_value=60,
        initial=5,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    with_ranking = forms.BooleanField(
        label=_("With a ranking"), required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )


class SentForm(EvidenceForm):
    """The Word file in which a report left the office."""

    use_required_attribute = False
    files = EvidenceField(
        kind=AttachmentKind.DOCUMENT,
        only=".docx",
        label=_("The report as it was sent"),
        help_text=_("One Word file; tracked changes are read as accepted."),
    )

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, report: MonthlyReport, user: User
    ) -> None:
        super().__init__(data, files)
        self.fields["files"].required = True
        self.at(user, f"report:{report.pk}", "sent")


class SentListForm(UnsearchedListForm):
    period = forms.CharField(label=_("Month"), required=False)


class WordingListForm(UnsearchedListForm):
    state = choice(_("State"), WordingState.choices)


class ReasonForm(ActForm):
    """Why a wording is declined or revoked."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
