"""Forms of campaigns: entered, changed, shared out, ended; a day reported and put right; the bars of the lists."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organization, User
from campaigns.models import MOST_COUNTED, Campaign, DayReport, Participation
from campaigns.services.opening import CampaignGiven, units_of
from campaigns.services.reporting import ReportGiven, most_asked, parts_to_report
from campaigns.states import CampaignState, Measure
from core.day_fields import DayField
from core.errors import DomainError, StaleError
from core.form_options import RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, SeenForm, UnsearchedListForm, choice, dress, refuse, row_field
from inspections.models import ProblemCategory
from parks.models import Park
from rectification.forms.fields import DayInput

if TYPE_CHECKING:
    from django.http import QueryDict

TARGETS = {measure: f"target_{measure}" for measure in Measure}


class CampaignListForm(ListForm):
    state = choice(pgettext_lazy("campaign", "State"), CampaignState.choices)
    park = forms.ModelChoiceField(Park.objects.none(), label=gettext_lazy("Park"), required=False, empty_label=ANY[1])

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        row_field(self, "park").queryset = Park.objects.visible_to(user)


class DayReportListForm(UnsearchedListForm):
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=gettext_lazy("Special campaign"),
        required=False,
        empty_label=ANY[1],
    )
    unit = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Participating unit"),
        required=False,
        empty_label=ANY[1],
    )

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        row_field(self, "campaign").queryset = Campaign.objects.visible_to(user)
        parts = Participation.objects.visible_to(user).values("organization")
        row_field(self, "unit").queryset = Organization.objects.visible_to(user).filter(pk__in=parts)


class Categories(forms.MultipleChoiceField):
    """The groups of categories, and those below them; their keys are codes, no numbers."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Problem categories"),
            required=False,
            choices=grouped_categories,
            widget=forms.CheckboxSelectMultiple,
            help_text=gettext_lazy("A group stands for all below it. Without any, problems of every category count."),
        )

    def prepare_value(self, value: object) -> object:
        return _codes(value) if isinstance(value, list) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return set(_codes(initial)) != set(_codes(data))

    def clean(self, value: object) -> list[ProblemCategory]:
        return list(ProblemCategory.objects.filter(pk__in=super().clean(value)))


def _codes(rows: object) -> list[str]:
    """The codes of rows, or of what a form has sent."""
    return [str(getattr(row, "pk", row)) for row in (rows if isinstance(rows, list | tuple) else ())]


def grouped_categories() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each group with what is below it, the group itself first."""
    rows = list(ProblemCategory.objects.order_by("code"))
    return [
        (
            f"{group.pk} {group.name}",
            [
                (group.pk, _("the whole group")),
                *((row.pk, f"{row.pk} {row.name}") for row in rows if row.parent_id == group.pk),
            ],
        )
        for group in rows
        if group.parent_id is None
    ]


class CampaignForm(forms.ModelForm):
    """What a campaign is about, when and where, which problems belong to it, what it sets out to reach."""

    use_required_attribute = False
    first_day = DayField(label=pgettext_lazy("campaign", "First day"), widget=DayInput())
    last_day = DayField(label=pgettext_lazy("campaign", "Last day"), widget=DayInput())
    categories = Categories()

    class Meta:
        model = Campaign
        fields = (
            "title",
            "basis",
            "first_day",
            "last_day",
            "park",
            "source",
            *TARGETS.values(),
            "theme",
            "categories",
        )

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        super().__init__(data)
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        say_what_is_left_open(self)
        dress(self)

    def given(self) -> CampaignGiven:
        said = self.cleaned_data
        targets = {measure: said[name] for measure, name in TARGETS.items() if said[name] is not None}
        rest = {name: value for name, value in said.items() if name not in TARGETS.values()}
        return CampaignGiven(**{**rest, "categories": list(said["categories"]), "targets": targets})


class CampaignEditForm(FileForm):
    """A campaign that was entered wrongly or goes another way; the reason stays with what stood there before."""

    first_day = DayField(label=pgettext_lazy("campaign", "First day"), widget=DayInput())
    last_day = DayField(label=pgettext_lazy("campaign", "Last day"), widget=DayInput())
    categories = Categories()
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta(CampaignForm.Meta):
        pass

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        say_what_is_left_open(self)


def say_what_is_left_open(form: forms.BaseForm) -> None:
    """What it means that a campaign names no park and no source."""
    row_field(form, "park").empty_label = _("the whole county")
    form.fields["source"].help_text = _("Without one, problems of every source count.")


class SharesForm(SeenForm, forms.Form):
    """Which units take part, and how many plants each has to check: a number for each, nothing for who stays out."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial={"version": campaign.version})
        self.campaign = campaign
        self.units = list(units_of(campaign))
        shares = dict(campaign.participations.values_list("organization", "share"))
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = forms.IntegerField(
                label=unit.label,
                min_value=0,
                max_value=MOST_COUNTED,
                required=False,
                initial=shares.get(unit.pk),
                show_hidden_initial=True,
            )
        if campaign.is_running:
            self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea)
        dress(self)

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; after somebody else's change, what is on file now."""
        if isinstance(refusal, StaleError):
            self.meet(Campaign.objects.get(pk=self.campaign.pk), refusal)
        else:
            refuse(self, refusal)

    def shares(self) -> Mapping[Organization, int]:
        named = {unit: self.cleaned_data.get(f"unit_{unit.pk}") for unit in self.units}
        return {unit: share for unit, share in named.items() if share is not None}


class EndForm(forms.Form):
    """Words with which a campaign ends, beside the version that was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial={"version": campaign.version})
        dress(self)


class CloseForm(EndForm):
    summary = forms.CharField(
        label=gettext_lazy("Closing summary"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("What was reached, what is left, what stays as a rule; the figures of now are kept."),
    )

    def __init__(self, data: Sent | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, campaign=campaign)
        self.fields["summary"].widget.attrs["rows"] = 8


class WithdrawForm(EndForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it was withdrawn"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("It stays on the page for all who see the campaign."),
    )


def certain() -> forms.BooleanField:
    """A tick that is asked for only where a number is asked back."""
    label = gettext_lazy("The number of plants checked is right")
    return forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)


def ask_back(form: forms.BaseForm, part: Participation | None) -> None:
    """More plants on one day than the whole campaign asks of a unit: perhaps a slip, so it is asked once."""
    most, checked = most_asked(part) if part else None, form.cleaned_data.get("checked")
    if most is None or checked is None or checked <= most or form.cleaned_data.get("is_certain"):
        return
    form.fields["is_certain"].widget = forms.CheckboxInput(attrs={"class": "form-check-input"})
    said = _("The whole campaign asks for %(n)s plants: correct the number, or confirm it with the tick below.")
    form.add_error("checked", said % {"n": most})


class ReportForm(forms.ModelForm):
    """What a unit has done on a day; what it found and what was rectified follows from the ledger."""

    use_required_attribute = False
    is_certain = certain()
    participation = forms.ModelChoiceField(Participation.objects.none(), label=gettext_lazy("Participating unit"))
    day = DayField(label=gettext_lazy("Day"), widget=DayInput())

    class Meta:
        model = DayReport
        fields = ("participation", "day", "checked", "talks", "fines", "fine_amount", "note")

    def __init__(
        self, data: Sent | None = None, *, campaign: Campaign, user: User, day: date, unit: int | None = None
    ) -> None:
        parts = parts_to_report(campaign, user)
        own = list(parts)
        first = next((part for part in own if part.organization_id in (unit, user.organization_id)), None)
        super().__init__(data, initial={"day": day, "participation": first})
        field = row_field(self, "participation")
        field.queryset = parts
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            self.initial["participation"] = own[0].pk
        for name in ("talks", "fines", "fine_amount"):
            self.fields[name].required = True
        dress(self)

    def clean(self) -> dict[str, object]:
        super().clean()
        ask_back(self, self.cleaned_data.get("participation"))
        return self.cleaned_data

    def given(self) -> ReportGiven:
        return ReportGiven(**{name: value for name, value in self.cleaned_data.items() if name != "is_certain"})


class ReportEditForm(FileForm):
    """A report that was wrong; the reason stays with what stood there before."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    is_certain = certain()

    class Meta:
        model = DayReport
        fields = ("checked", "talks", "fines", "fine_amount", "note")

    def clean(self) -> dict[str, object]:
        super().clean()
        assert isinstance(self.instance, DayReport)
        ask_back(self, self.instance.participation)
        return self.cleaned_data
