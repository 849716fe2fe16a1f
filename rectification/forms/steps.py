"""One form a step: what is asked; who may and what is needed stand in the workflow's table."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import GOVERNMENT_KINDS, REVIEWERS
from core import clock
from core.day_fields import DayField
from core.errors import DomainError
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, FormOptions, Sent
from core.forms import row_field
from core.states import AttachmentKind
from inspections.states import UndatedKind
from rectification import workflow
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from rectification.models import Item
from rectification.services import evidence, proposing
from rectification.states import LookBackResult, Signer, SupervisionLevel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEASURES = [choice for choice in SupervisionLevel.choices if choice[0]]
YES_NO = ((True, _("Agree")), (False, _("Disagree")))


class WordOptions(TypedDict, total=False):
    """Of a field whose label is told already."""

    required: bool
    initial: object
    help_text: "StrOrPromise"


class Words(forms.CharField):
    """A text with phrases that are offered beside it."""

    phrases: "tuple[StrOrPromise, ...]" = ()


class OfficerField(SearchedChoiceField):
    """A person, with unit and role."""

    def label_from_instance(self, obj: User) -> str:
        return obj.full_label


def words(label: "StrOrPromise", *, phrases: "tuple[StrOrPromise, ...]" = (), **options: Unpack[WordOptions]) -> Words:
    """A text of some lines; the phrases are offered beside it."""
    area = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
    field = Words(label=label, widget=area, max_length=4000, **options)
    field.phrases = phrases
    return field


def offer_units(field: forms.ModelChoiceField, units: QuerySet[Organization], usual: Sequence[int]) -> None:
    """The units to choose from, the usual ones first: a list that is searched where scripts run."""
    found = list(units)
    rows = {unit.pk: unit.name for unit in found}
    field.widget.also = {str(unit.pk): unit.short_name for unit in found if unit.short_name}
    first = [(pk, rows.pop(pk)) for pk in usual if pk in rows]
    field.queryset = units
    field.widget.choices = [("", "—"), (_("Usual units"), first), (_("All units"), list(rows.items()))]


def line(label: "StrOrPromise", **options: Unpack[WordOptions]) -> forms.CharField:
    box = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(label=label, widget=box, max_length=120, **options)


def day(label: "StrOrPromise", **options: Unpack[WordOptions]) -> forms.DateField:
    return DayField(label=label, widget=DayInput(attrs={"class": "form-control"}), **options)


class StepForm(EvidenceForm):
    """Base of the steps: `version` is what its user has seen; texts stay as typed when the step is refused.

    `shows` names what stands beside the form, from `reading.BESIDE`; `rejects` sets the button apart.
    """

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    shows: tuple[str, ...] = ()
    rejects = False

    step = ""
    """Its name in the workflow's table."""

    def __init__(
        self,
        data: Sent | None = None,
        files: Files | None = None,
        *,
        item: Item,
        user: User,
        **options: Unpack[FormOptions],
    ) -> None:
        self.item, self.user = item, user
        self.is_stale = False
        options["initial"] = {"version": item.version, **self.proposed(), **(options.get("initial") or {})}
        super().__init__(data, files, **options)
        self.at(user, f"item:{item.pk}", self.step)
        needed = evidence.needed(item, self.step)
        for _name, field in self.evidence_fields():
            field.required = field.widget.kind in needed
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the item and the person, before anything is checked."""

    def proposed(self) -> dict[str, object]:
        """What the form can fill in by itself."""
        return {}

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at the field at fault, or above the form."""
        self.is_stale = refusal.status == 409
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def given(self) -> dict[str, Any]:
        """What the service takes, without version and fields left empty; all files are the evidence."""
        files = dict(self.evidence_fields())
        given = {
            name: list(value) if isinstance(value, QuerySet) else value
            for name, value in self.cleaned_data.items()
            if name not in files and name != "version" and value is not None and value != ""
        }
        return {**given, "evidence": self.all_files()} if files else given


class DeclineForm(StepForm):
    rejects = True
    reason = words(
        _("Reason"),
        phrases=(
            _("This is not our line of duty; please assign it to another unit."),
            _("The problem concerns another enterprise."),
        ),
    )


class ApprovePlanForm(StepForm):
    shows = ("elements",)
    opinion = words(_("Opinion"), phrases=(_("The plan is feasible, agreed."),))


class RejectPlanForm(StepForm):
    rejects = True
    shows = ("elements",)
    opinion = words(
        _("Opinion"),
        phrases=(
            _("The measures are not specific; name what is done, by whom and by when."),
            _("The funds are not secured."),
            _("The contingency plan is missing or not workable."),
        ),
    )


class AssignForm(StepForm):
    shows = ("rounds",)
    lead_organization = SearchedChoiceField(
        Organization.objects.none(), label=_("Lead unit"), widget=SearchedSelect(attrs={"class": "form-select"})
    )
    deadline = day(_("Deadline"), required=False)
    undated_kind = forms.ChoiceField(
        label=_("Without a date"),
        required=False,
        choices=(
            ("", _("With the date above")),
            *(choice for choice in UndatedKind.choices if choice[0] != "continuous"),
        ),
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=_("Immediate: the deadline is counted from today. Long-term: to be confirmed every few months."),
    )
    assisting_organizations = forms.ModelMultipleChoiceField(
        Organization.objects.none(), label=_("Assisting units"), required=False, widget=forms.CheckboxSelectMultiple
    )
    requirement = words(
        _("Requirement"),
        required=False,
        phrases=(
            _("Rectify by the deadline and hand in photos of before and after."),
            _("Look for problems of the same kind in the whole unit."),
            _("Take interim safety measures until it is rectified."),
        ),
    )

    def prepare(self) -> None:
        units = Organization.objects.visible_to(self.user).active()
        usual = proposing.usual_units(self.user, self.item)
        offer_units(row_field(self, "lead_organization"), units.who_answer(), usual)
        own = [unit.pk for unit in self.item.assisting.all()]
        may_assist = units.filter(Q(kind__in=GOVERNMENT_KINDS) | Q(pk__in=own))
        row_field(self, "assisting_organizations").queryset = may_assist

    def proposed(self) -> dict[str, object]:
        item = self.item
        usual = max(clock.today() + timedelta(days=15), item.found_on)
        return {
            "lead_organization": proposing.lead_of(item),
            "deadline": None if item.undated_kind in ("immediate", "long_term") else item.deadline or usual,
            "undated_kind": item.undated_kind,
            "assisting_organizations": [unit.pk for unit in item.assisting.all()],
            "requirement": item.requirement,
        }


class AcceptForm(StepForm):
    shows = ("rounds",)
    measures = words(_("Measures"))
    responsible_person = line(_("Responsible person"))
    funds = line(_("Funds"), required=False)
    contingency_plan = words(_("Contingency plan"), required=False)

    def proposed(self) -> dict[str, object]:
        names = ("measures", "responsible_person", "funds", "contingency_plan")
        return {name: getattr(self.item, name) for name in names}


class ConfirmForm(StepForm):
    note = words(_("Note"), phrases=(_("Kept up as demanded; nothing new."),))


class SubmitForm(StepForm):
    shows = ("rounds",)
    after = EvidenceField(label=_("Photos or documents after rectification"), kind=AttachmentKind.AFTER, camera=True)
    before = EvidenceField(label=_("Photos or documents before rectification"), kind=AttachmentKind.BEFORE)
    work_done = words(_("Work done"))
    funds_spent = line(_("Funds spent"), required=False)


class FailForm(StepForm):
    rejects = True
    shows = ("work", "rounds")
    reason = words(
        _("Reason"),
        phrases=(
            _("The problem is still there on site."),
            _("Rectified only in part."),
            _("The evidence does not show the place of the problem."),
        ),
    )
    deadline = day(_("New deadline"))
    files = EvidenceField(  # type: ignore[assignment] # a declared field leaves the class
        kind=AttachmentKind.DOCUMENT, camera=True
    )

    def proposed(self) -> dict[str, object]:
        return {"deadline": clock.today() + timedelta(days=7)}


class PassForm(StepForm):
    """The second officer confirms what the first has said, or decides otherwise."""

    shows = ("first_opinion", "work", "rounds")
    opinion = words(_("Opinion"), phrases=(_("Was on site as well; rectified, agreed."),))

    def given(self) -> dict[str, Any]:
        return {**super().given(), "officers": [self.item.pass_proposed_by, self.user]}


class ConfirmPassForm(StepForm):
    """The second officer whom a system of record has named."""

    shows = ("work", "rounds")
    opinion = words(_("Opinion"), phrases=(_("Was on site as well; rectified, agreed."),))


class ProposePassForm(StepForm):
    shows = ("work", "rounds")
    opinion = words(
        _("Opinion"),
        phrases=(_("On site: rectified, agreed."), _("Rectified as the plan says, checked against the documents.")),
    )
    officer = OfficerField(
        User.objects.none(),
        label=_("Second officer on site"),
        widget=SearchedSelect(attrs={"class": "form-select"}),
        help_text=_("Is told and confirms in the own login; the re-inspection holds from then on."),
    )
    files = EvidenceField(  # type: ignore[assignment] # a declared field leaves the class
        label=_("Photos of the re-inspection"), kind=AttachmentKind.AFTER, camera=True
    )
    report = EvidenceField(label=_("Acceptance report or expert opinion"), kind=AttachmentKind.REPORT)

    def prepare(self) -> None:
        officers = User.objects.visible_to(self.user).able(*REVIEWERS).exclude(pk__in=self.item.rectifier_ids)
        others = officers.exclude(organization=self.item.lead_organization_id).exclude(pk=self.user.pk)
        row_field(self, "officer").queryset = others.order_by("organization__protocol_order", "name")


class PublishForm(StepForm):
    days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        max_value=60,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    opinion = words(_("Opinion"), required=False)


class SignOffForm(StepForm):
    shows = ("conditions", "work", "rounds")
    opinion = words(_("Opinion"), phrases=(_("Sign-off agreed."), _("The superior has agreed in writing.")))
    letter_number = line(_("Number of the superior's letter"), required=False)
    letter_date = day(_("Date of the superior's letter"), required=False)

    def prepare(self) -> None:
        if self.item.next_signer != Signer.SUPERIOR_CONSENT:
            del self.fields["letter_number"], self.fields["letter_date"]


class ReturnForm(StepForm):
    rejects = True
    shows = ("work", "rounds")
    reason = words(
        _("Reason"),
        phrases=(
            _("The evidence does not show the place of the problem."),
            _("Problems of the same kind have not been looked for."),
        ),
    )
    deadline = day(_("New deadline"), required=False)

    def prepare(self) -> None:
        reason = self.fields["reason"]
        if workflow.awaited_officer(self.item, self.user) and isinstance(reason, Words):
            reason.phrases = (_("I was not on site at this re-inspection."), *reason.phrases)


class LookBackForm(StepForm):
    shows = ("work", "rounds")
    result = forms.ChoiceField(label=_("Result"), choices=LookBackResult.choices, widget=forms.RadioSelect)
    opinion = words(_("Opinion"), phrases=(_("Looked at on site; it has held."), _("The problem is back.")))
    files = EvidenceField(  # type: ignore[assignment] # a declared field leaves the class
        kind=AttachmentKind.AFTER, camera=True
    )


class ExtendForm(StepForm):
    deadline = day(_("Requested deadline"))
    reason = words(_("Reason"))
    interim_measures = words(
        _("Interim safety measures"),
        phrases=(_("The equipment is out of use until it is rectified."), _("More patrols, persons named.")),
    )

    def proposed(self) -> dict[str, object]:
        return {"deadline": self.item.deadline + timedelta(days=15) if self.item.deadline else None}


class DecideForm(StepForm):
    opinion = words(_("Opinion"), phrases=(_("Agreed."), _("The reason is not sufficient.")))
    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    field_order = ("granted", "opinion")


class DecideExtensionForm(DecideForm):
    shows = ("extension",)


class DecideVoidForm(DecideForm):
    shows = ("proposal",)


class SuperviseForm(StepForm):
    level = forms.ChoiceField(label=_("Measure"), choices=MEASURES, widget=forms.Select(attrs={"class": "form-select"}))
    reason = words(
        _("Reason"),
        phrases=(_("Please rectify in time and report."), _("Overdue: rectify at once and explain in writing.")),
    )


class VoidForm(StepForm):
    rejects = True
    reason = words(_("Reason"), phrases=(_("The same problem is on the ledger already."),))
    merged_into = forms.ModelChoiceField(
        Item.objects.none(),
        label=_("Merge into the item with the number"),
        to_field_name="number",
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def prepare(self) -> None:
        same_county = Item.objects.visible_to(self.user).filter(county=self.item.county_id)
        row_field(self, "merged_into").queryset = same_county


FORMS: dict[str, type[StepForm]] = {
    "assign": AssignForm,
    "decline": DeclineForm,
    "accept": AcceptForm,
    "approve-plan": ApprovePlanForm,
    "reject-plan": RejectPlanForm,
    "confirm": ConfirmForm,
    "submit": SubmitForm,
    "fail": FailForm,
    "propose-pass": ProposePassForm,
    "pass": PassForm,
    "confirm-pass": ConfirmPassForm,
    "publish": PublishForm,
    "sign-off": SignOffForm,
    "return": ReturnForm,
    "look-back": LookBackForm,
    "extend": ExtendForm,
    "decide-extension": DecideExtensionForm,
    "supervise": SuperviseForm,
    "void": VoidForm,
    "decide-void": DecideVoidForm,
}
for name, form in FORMS.items():
    form.step = name
