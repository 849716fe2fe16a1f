"""Forms of yearly plans: an edition, what a body does in it, a line and the words of each step."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from accounts.querysets import OrganizationQuerySet
from accounts.states import INSPECTING_KINDS
from annualplans.models import Line, Share, YearPlan
from annualplans.rules.demanding import TEAM_DAYS
from annualplans.services.drafting import PlanGiven
from annualplans.services.lines import LineGiven
from annualplans.states import BY_PERSON, MONTHS, PlanState, Progress, Purpose, Why
from core import clock
from core.form_options import Sent
from core.forms import ANY, FileForm, ListForm, UnsearchedListForm, choice, choice_field, dress, row_field
from enterprises.models import Enterprise
from parks.models import Park
from rectification.forms.fields import SearchedChoiceField, SearchedSelect

if TYPE_CHECKING:
    from django.http import QueryDict

MONTH_CHOICES = tuple((month, str(month)) for month in range(1, MONTHS + 1))
MOST_DAYS, MOST_TEAMS = 31, 200


def bodies_of(user: User) -> OrganizationQuerySet:
    """The bodies of the county that inspect in their own name."""
    rows = Organization.objects.filter(county=user.organization.county_id, kind__in=INSPECTING_KINDS, is_active=True)
    return rows.order_by("protocol_order", "name")


def _body_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Organization.objects.none(), label=_("Inspecting body"), required=False, empty_label=ANY[1]
    )


def _park_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Park.objects.none(), label=_("Park"), required=False, empty_label=ANY[1])


def _plan_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        YearPlan.objects.none(), label=_("Yearly inspection plan"), required=False, empty_label=ANY[1]
    )


class Offering(UnsearchedListForm):
    """A filter bar that offers bodies, parks and plans."""

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        if "body" in self.fields:
            row_field(self, "body").queryset = bodies_of(user)
        if "park" in self.fields:
            row_field(self, "park").queryset = Park.objects.visible_to(user)
        if "plan" in self.fields:
            row_field(self, "plan").queryset = YearPlan.objects.visible_to(user)


class PlanListForm(UnsearchedListForm):
    state = choice(pgettext_lazy("yearly plan", "State"), PlanState.choices)


class PlantListForm(ListForm, Offering):
    body = _body_field()
    park = _park_field()
    why = choice(_("Why there is no month"), Why.choices)


class LineListForm(ListForm, Offering):
    plan = _plan_field()
    body = _body_field()
    park = _park_field()
    month = choice(_("Month"), MONTH_CHOICES)
    purpose = choice(_("Purpose"), Purpose.choices)
    progress = choice(_("How it stands"), Progress.choices)


class UnplacedListForm(Offering):
    plan = _plan_field()
    body = _body_field()
    park = _park_field()
    why = choice(_("Why there is no month"), Why.choices)


class PlanForm(forms.Form):
    """Which year, where its frequencies begin, why it is changed."""

    use_required_attribute = False
    year = forms.TypedChoiceField(label=pgettext_lazy("yearly plan", "Year"), coerce=int)
    lead = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Body that pays the visits by grade and the rounds"),
        help_text=_(
            "It begins with monthly visits in parks of grade A or B, quarterly ones in C, half-yearly ones in D "
            "and two rounds at major hazard sources; after an earlier plan all bodies begin with what they did in it."
        ),
    )
    team_days = forms.IntegerField(
        label=_("Inspection days of a team in a month"), min_value=1, max_value=MOST_DAYS, initial=TEAM_DAYS
    )
    reason = forms.CharField(
        label=_("Reason of the change"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Asked where a plan of the year is in force: the further edition takes over its lines."),
    )

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        today = clock.today()
        super().__init__(data, initial={"year": today.year + (today.month > MONTHS // 2)})
        choice_field(self, "year").choices = [(year, str(year)) for year in (today.year, today.year + 1)]
        row_field(self, "lead").queryset = bodies_of(user)
        dress(self)

    def given(self) -> PlanGiven:
        return PlanGiven(**self.cleaned_data)


class ShareForm(FileForm, forms.ModelForm):
    """What a body does in a plan; the plan is reckoned again then."""

    visit_days = forms.IntegerField(label=_("Days of a visit"), min_value=1, max_value=MOST_DAYS)
    round_days = forms.IntegerField(label=_("Days of a round"), min_value=1, max_value=MOST_DAYS)
    teams = forms.IntegerField(
        label=_("Teams of two certified officers"),
        min_value=0,
        max_value=MOST_TEAMS,
        help_text=_("Begins with the officers in post whose certificate is in date."),
    )

    class Meta:
        model = Share
        fields = (
            "grade_a",
            "grade_b",
            "grade_c",
            "grade_d",
            "no_grade",
            "rounds_high",
            "rounds_low",
            "visit_days",
            "round_days",
            "teams",
        )

    def clean(self) -> dict[str, object]:
        """At most one visit of a body in a month at one plant."""
        super().clean()
        for name in self._meta.fields or ():
            number = self.cleaned_data.get(str(name))
            if str(name) not in ("teams", "visit_days", "round_days") and isinstance(number, int) and number > MONTHS:
                self.add_error(str(name), _("At most one a month."))
        return self.cleaned_data


class LineForm(forms.Form):
    """A visit that a person enters."""

    use_required_attribute = False
    enterprise = SearchedChoiceField(Enterprise.objects.none(), label=_("Enterprise"), widget=SearchedSelect())
    body = forms.ModelChoiceField(Organization.objects.none(), label=_("Inspecting body"))
    month = forms.TypedChoiceField(label=_("Month"), choices=MONTH_CHOICES, coerce=int)
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=[each for each in Purpose.choices if each[0] in BY_PERSON], widget=forms.RadioSelect
    )
    days = forms.IntegerField(label=_("Days of a visit"), min_value=1, max_value=MOST_DAYS, initial=1)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("Of one that a superior has ordered: by which document. It stands outside the cap."),
    )

    def __init__(self, data: Sent | None = None, *, plan: YearPlan, user: User) -> None:
        super().__init__(data)
        row_field(self, "enterprise").queryset = Enterprise.objects.visible_to(user)
        row_field(self, "body").queryset = Organization.objects.filter(pk__in=plan.shares.values("body"))
        dress(self)

    def given(self) -> LineGiven:
        return LineGiven(**self.cleaned_data)


class StepForm(forms.Form):
    """The words of a step, beside the version that was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, thing: Line | YearPlan) -> None:
        super().__init__(data, initial={"version": thing.version})
        dress(self)


class ApproveForm(StepForm):
    opinion = forms.CharField(label=_("Opinion on the plan"), max_length=1000, required=False, widget=forms.Textarea)


class ReturnForm(StepForm):
    opinion = forms.CharField(label=_("What is to be changed"), max_length=1000, widget=forms.Textarea)


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea)


class MonthForm(ReasonForm):
    month = forms.TypedChoiceField(label=_("Month"), choices=MONTH_CHOICES, coerce=int)
    field_order = ("month", "reason")

    def __init__(self, data: Sent | None = None, *, thing: Line) -> None:
        super().__init__(data, thing=thing)
        self.initial["month"] = thing.asked_month or thing.month


OF_PLANS: dict[str, type[StepForm]] = {"approve": ApproveForm, "return": ReturnForm}
OF_LINES: dict[str, type[StepForm]] = {
    "move": MonthForm,
    "fix": ReasonForm,
    "split": ReasonForm,
    "remove": ReasonForm,
    "ask": MonthForm,
    "decline": ReasonForm,
}
"""The steps that ask for words; the others are pressed."""
