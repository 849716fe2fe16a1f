"""Forms of visits: prepared and changed, the words of each step, what a plant says at its gate, the yearly caps."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Unpack, cast

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from capability.models import Supervisor
from core import clock
from core.day_fields import DayField, MomentField
from core.form_options import RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, UnsearchedListForm, choice, dress, row_field
from core.row_fields import RowsField
from draws.models import DrawnVisit
from draws.states import InterestKind
from enterprises.models import Enterprise
from law.models import Basis
from parks.models import Park
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from visits.models import Cap, Visit
from visits.services import joining, leftovers
from visits.services.frequency import frequency_of
from visits.services.planning import OF_A_VISIT, VisitGiven, bases_on, campaigns_of, lines_to_plan, officers_of
from visits.states import STARS, Flag, Nature, VisitState

if TYPE_CHECKING:
    from django.http import QueryDict


class VisitListForm(ListForm):
    state = choice(pgettext_lazy("visit", "State"), VisitState.choices)
    nature = choice(_("Nature of the inspection"), Nature.choices)
    flag = choice(_("Marked for"), Flag.choices)
    body = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Inspecting body"), required=False, empty_label=ANY[1]
    )
    park = forms.ModelChoiceField(Park.objects.none(), label=_("Park"), required=False, empty_label=ANY[1])
    planned_after = DayField(label=_("Visited from"), required=False, widget=DayInput())
    planned_before = DayField(label=_("Visited until"), required=False, widget=DayInput())

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        bodies = Visit.objects.visible_to(user).values("body")
        row_field(self, "body").queryset = Organization.objects.filter(pk__in=bodies)


class CapListForm(UnsearchedListForm):
    body = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Inspecting body"), required=False, empty_label=ANY[1]
    )

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        bodies = Cap.objects.visible_to(user).values("body")
        row_field(self, "body").queryset = Organization.objects.filter(pk__in=bodies)


class BasisChoice(SearchedChoiceField):
    """The basis, each line with the category for which it stands."""

    def label_from_instance(self, obj: object) -> str:
        assert isinstance(obj, Basis)
        return f"{obj.subject_code} {obj.citation}{f'({obj.part})' if obj.part else ''}"


class OfficersField(RowsField):
    """The team, each line with the certificate and its last day."""

    def label_from_instance(self, obj: object) -> str:
        assert isinstance(obj, Supervisor)
        until = obj.certificate_until
        ended = _(", has ended") if until and until < clock.today() else ""
        return f"{obj.name} {obj.certificate_number} ({until.isoformat() if until else '—'}{ended})"


class DrawnField(forms.ModelChoiceField):
    """A line of a draw's result, each with its draw and who was drawn."""

    def label_from_instance(self, obj: object) -> str:
        assert isinstance(obj, DrawnVisit)
        team = "、".join(person.name for person in obj.team.all())
        return f"{obj.draw.title} #{obj.draw_id} · {obj.enterprise.label} · {team}"


class PlannedVisit(forms.ModelForm):
    """The fields of a visit that is planned, in the order in which one thinks of them."""

    use_required_attribute = False
    enterprise = SearchedChoiceField(Enterprise.objects.none(), label=_("Enterprise"), widget=SearchedSelect())
    drawn = DrawnField(
        DrawnVisit.objects.none(),
        label=pgettext_lazy("visit", "Random draw"),
        required=False,
        help_text=_(
            "What was drawn for your body and has no visit yet; of a draw made elsewhere, name it above in words."
        ),
    )
    planned_on = DayField(label=_("Day of the visit"), widget=DayInput())
    planned_at = forms.TimeField(
        label=_("Hour of the visit"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    filed_on = DayField(
        label=_("Special inspection filed on"),
        required=False,
        widget=DayInput(),
        help_text=format_lazy(
            _("For special inspections: they are filed at least {days} working days ahead."),
            days=settings.VISIT_FILING_WORKING_DAYS,
        ),
    )
    basis = BasisChoice(Basis.objects.none(), label=_("Legal basis"), widget=SearchedSelect())
    team = OfficersField(
        queryset=Supervisor.objects.none(),
        label=pgettext_lazy("visit", "Officers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two, with an enforcement certificate in date on the day."),
    )
    items = forms.CharField(
        label=_("Items of the inspection"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One in each line."),
    )

    class Meta:
        model = Visit
        fields = OF_A_VISIT

    def offer(self, user: User, day: date) -> None:
        """The rows among which this person chooses."""
        places = Enterprise.objects.visible_to(user)
        row_field(self, "enterprise").queryset = places
        self.fields["enterprise"].widget.also = dict(places.exclude(short_name="").values_list("pk", "short_name"))
        row_field(self, "basis").queryset = bases_on(day)
        row_field(self, "campaign").queryset = campaigns_of(user)
        row_field(self, "drawn").queryset = lines_to_plan(user, self.instance).prefetch_related("team")
        row_field(self, "team").queryset = officers_of(user)


def _day_of(sent: Sent | None, usual: date) -> date:
    """The day whose law is offered: that which was sent, as far as it is one."""
    try:
        return DayField(required=False).clean((sent or {}).get("planned_on", "")) or usual
    except forms.ValidationError:
        return usual


class VisitForm(PlannedVisit):
    """A visit that is prepared."""

    def __init__(self, data: Sent | None = None, *, user: User, proposed: Mapping[str, object]) -> None:
        own = officers_of(user).filter(account=user.pk)
        day = clock.today()
        initial = {"planned_on": day, "team": own, **proposed}
        super().__init__(data, initial=initial)
        self.offer(user, _day_of(data, cast("date", initial["planned_on"])))
        dress(self)

    def given(self) -> VisitGiven:
        return VisitGiven(**{**self.cleaned_data, "team": list(self.cleaned_data["team"])})


class VisitEditForm(PlannedVisit, FileForm):
    """A visit whose plan is changed before it is proposed."""

    field_order = (*OF_A_VISIT[:11], "team", "items", "version")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        visit = options["instance"]
        assert isinstance(visit, Visit)
        team = Supervisor.objects.filter(visits__visit=visit)
        options["initial"] = {"team": list(team)}
        super().__init__(data, user=user, **options)
        self.offer(user, _day_of(data, visit.planned_on))
        known = Q(pk__in=officers_of(user).values("pk")) | Q(pk__in=team.values("pk"))
        row_field(self, "team").queryset = Supervisor.objects.filter(known).order_by("name", "pk")
        dress(self)


class StepForm(forms.Form):
    """The words of a step, beside the version that was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, visit: Visit, user: User) -> None:
        super().__init__(data, initial={"version": visit.version})
        self.visit, self.user = visit, user
        self.made()
        dress(self)

    def made(self) -> None:
        """What is different for this visit."""


class ApproveForm(StepForm):
    opinion = forms.CharField(label=_("Opinion of the leader"), max_length=1000, required=False, widget=forms.Textarea)
    over_cap_reason = forms.CharField(label=_("Why beyond the cap"), max_length=1000, widget=forms.Textarea)

    def made(self) -> None:
        """The reason is asked where the cap is reached."""
        if not frequency_of(self.visit).is_reached:
            del self.fields["over_cap_reason"]


class ReturnForm(StepForm):
    opinion = forms.CharField(label=_("What is to be changed"), max_length=1000, widget=forms.Textarea)


class BeginForm(StepForm):
    urgent_reason = forms.CharField(
        label=_("Why it is urgent"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=format_lazy(
            _("The visit begins today; a leader approves it afterwards, within {days} working days."),
            days=settings.VISIT_APPROVAL_WORKING_DAYS,
        ),
    )


class OtherVisitField(forms.ModelChoiceField):
    """A visit, each line with its day and whose it is."""

    def label_from_instance(self, obj: object) -> str:
        assert isinstance(obj, Visit)
        return f"{obj.planned_on.isoformat()} {obj.body.label} · {obj.get_nature_display()}"


class JoinForm(StepForm):
    other = OtherVisitField(
        Visit.objects.none(), label=_("Join with the visit"), empty_label=None, widget=forms.RadioSelect
    )

    def made(self) -> None:
        """Visits of the same enterprise in the same week."""
        row_field(self, "other").queryset = joining.to_join(self.visit, self.user)


class FillInForm(StepForm):
    arrived_at = MomentField(
        label=pgettext_lazy("visit", "Entered"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    left_at = MomentField(
        label=pgettext_lazy("visit", "Left"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    fill_reason = forms.CharField(label=_("Why it was filled in late"), max_length=1000, widget=forms.Textarea)

    def made(self) -> None:
        """What was scanned isn't asked; the reason is once the days are over."""
        if self.visit.arrived_at:
            del self.fields["arrived_at"]
        if not self.visit.needs_fill_reason:
            del self.fields["fill_reason"]


class CloseForm(StepForm):
    result = forms.CharField(
        label=_("Result told to the enterprise"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("What was found or that nothing was, what follows by when, how it can be challenged."),
    )
    as_it_is = forms.BooleanField(
        label=_("Tell the result though what stands above is not done"),
        error_messages={"required": _("Do what stands above, or tick that the result is told without it.")},
    )

    def made(self) -> None:
        """It begins with what the figures say; where something is left that is no bar, that is asked back."""
        self.left = leftovers.left_on(self.visit)
        self.initial["result"] = leftovers.conclusion_of(self.visit)
        if not any(not each.is_bar for each in self.left):
            del self.fields["as_it_is"]


class CancelForm(StepForm):
    reason = forms.CharField(label=_("Why it was cancelled"), max_length=1000, widget=forms.Textarea)


FORMS: dict[str, type[StepForm]] = {
    "approve": ApproveForm,
    "approve-later": ApproveForm,
    "return": ReturnForm,
    "begin": BeginForm,
    "join": JoinForm,
    "fill-in": FillInForm,
    "close": CloseForm,
    "cancel": CancelForm,
}
"""The steps that ask for words; the others are pressed."""


class DeclareForm(forms.Form):
    """Whether an interest binds an officer to the enterprise; where one does, which and in words."""

    use_required_attribute = False
    bound = forms.ChoiceField(
        label=_("Interest in this enterprise"),
        choices=(("no", _("No interest binds me to it")), ("yes", _("An interest binds me to it"))),
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Relation"), choices=(("", _("Choose")), *InterestKind.choices), required=False)
    reason = forms.CharField(
        label=pgettext_lazy("interest", "In words"), max_length=300, required=False, widget=forms.Textarea
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data)
        dress(self)

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        if given.get("bound") == "yes":
            for name in ("kind", "reason"):
                if not given.get(name):
                    self.add_error(name, _("This must be given."))
        return given


class RatingForm(forms.Form):
    """Of a plant, without a login: how it found the visit."""

    use_required_attribute = False
    stars = forms.TypedChoiceField(
        label=_("How was the visit, from 1 (bad) to 5 (good)?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=pgettext_lazy("visit", "In words"), max_length=1000, required=False, widget=forms.Textarea
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data, prefix="rating")
        dress(self)


class ComplaintForm(forms.Form):
    """Of a plant, without a login: what was wrong with the visit."""

    use_required_attribute = False
    words = forms.CharField(label=_("What do you complain about?"), max_length=1000, widget=forms.Textarea)

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data, prefix="complaint")
        dress(self)


class CapForm(forms.ModelForm):
    """The cap of a year; the body is the own one."""

    use_required_attribute = False
    published_on = DayField(label=_("Published on"), widget=DayInput())
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2199)
    number = forms.IntegerField(label=_("Most visits of an enterprise"), min_value=1, max_value=1000)

    class Meta:
        model = Cap
        fields = ("year", "number", "published_on", "document")

    def __init__(self, data: Sent | None = None, *, body: Organization) -> None:
        super().__init__(data, instance=Cap(body=body), initial={"year": clock.today().year})
        dress(self)

    def clean(self) -> dict[str, object]:
        super().clean()
        refuse_unpublished(self)
        return self.cleaned_data


def refuse_unpublished(form: forms.ModelForm) -> None:
    """A cap holds from its publication: one that is yet to be published is none."""
    published_on = form.cleaned_data.get("published_on")
    if published_on and published_on > clock.today():
        form.add_error("published_on", _("This day has not come yet."))


class CapEditForm(FileForm):
    """A cap that was entered wrongly or is published anew."""

    published_on = DayField(label=_("Published on"), widget=DayInput())
    number = forms.IntegerField(label=_("Most visits of an enterprise"), min_value=1, max_value=1000)

    class Meta:
        model = Cap
        fields = ("number", "published_on", "document")

    def clean(self) -> dict[str, object]:
        """Another number is published by another document: what counted until then can be looked up by it."""
        super().clean()
        refuse_unpublished(self)
        changed = set(self.changed_data)
        if "number" in changed and "document" not in changed and not self.errors:
            self.add_error("document", _("Another cap is published by another document: give that one."))
        return self.cleaned_data
