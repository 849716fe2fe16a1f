"""One form a step, made of what the workflow says that it is given; some forms know more of their item."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import GOVERNMENT_KINDS, REVIEWERS
from core import clock
from core.day_fields import DayField
from core.errors import DomainError
from core.evidence import EvidenceField, EvidenceForm
from core.fields import scoped
from core.form_options import Files, FormOptions, Sent
from core.forms import choice_field, refuse, row_field
from core.row_fields import RowsField
from inspections.states import UndatedKind
from rectification import workflow
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from rectification.models import Item
from rectification.rules.schedule import LEAST_SHARE, MOST_SHARE
from rectification.services import evidence, proposing
from rectification.states import Signer
from rectification.workflow import Input, Kind, Transition

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YES_NO = ((True, _("Agree")), (False, _("Disagree")))


class WordOptions(TypedDict, total=False):
    """Of a field whose label is told already."""

    required: bool
    initial: object
    help_text: "StrOrPromise"


class Said(TypedDict):
    """What is said of a field, and whether it must be given."""

    label: "StrOrPromise"
    help_text: "StrOrPromise"
    required: bool


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

    `shows` names what stands beside the form, from `reading.BESIDE`; `rejects` sets the button apart. A form that
    knows more of its item derives from this one and says of which `step` it is: its fields come from the table too.
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
        """Fit the fields to the item and the person, before anything is checked: rows are those the person may see."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                row_field(self, name).queryset = scoped(field.queryset.model).visible_to(self.user)

    def proposed(self) -> dict[str, object]:
        """What the form can fill in by itself: the mode of rectification as it was said last."""
        return {"mode": self.item.mode} if "mode" in self.base_fields else {}

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at the field at fault, or above the form."""
        self.is_stale = refusal.status == 409
        refuse(self, refusal)

    def given(self) -> dict[str, Any]:
        """What the service takes, without version and fields left empty; all files are the evidence."""
        files = dict(self.evidence_fields())
        given = {
            name: list(value) if isinstance(value, QuerySet) else value
            for name, value in self.cleaned_data.items()
            if name not in files and name != "version" and value is not None and value != ""
        }
        return {**given, "evidence": self.all_files()} if files else given


class AssignForm(StepForm):
    step = "assign"

    def prepare(self) -> None:
        units = Organization.objects.visible_to(self.user).active()
        usual = proposing.usual_units(self.user, self.item)
        offer_units(row_field(self, "lead_organization"), units.who_answer(), usual)
        own = [unit.pk for unit in self.item.assisting.all()]
        may_assist = units.filter(Q(kind__in=GOVERNMENT_KINDS) | Q(pk__in=own))
        row_field(self, "assisting_organizations").queryset = may_assist
        dated = [choice for choice in UndatedKind.choices if choice[0] != "continuous"]
        choice_field(self, "undated_kind").choices = [("", _("With the date above")), *dated]

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
    step = "accept"

    def proposed(self) -> dict[str, object]:
        names = ("measures", "responsible_person", "funds", "contingency_plan")
        return {**super().proposed(), **{name: getattr(self.item, name) for name in names}}

    def prepare(self) -> None:
        self.fields["mode"].required = True


class FailForm(StepForm):
    step = "fail"

    def proposed(self) -> dict[str, object]:
        return {**super().proposed(), "deadline": clock.today() + timedelta(days=7)}


class PassForm(StepForm):
    """The second officer confirms what the first has said, or decides otherwise."""

    step = "pass"

    def prepare(self) -> None:
        self.fields["mode"].required = True

    def given(self) -> dict[str, Any]:
        return {**super().given(), "officers": [self.item.pass_proposed_by, self.user]}


class ProposePassForm(StepForm):
    step = "propose-pass"

    def prepare(self) -> None:
        self.fields["mode"].required = True
        officers = User.objects.visible_to(self.user).able(*REVIEWERS).exclude(pk__in=self.item.rectifier_ids)
        others = officers.exclude(organization=self.item.lead_organization_id).exclude(pk=self.user.pk)
        row_field(self, "officer").queryset = others.order_by("organization__protocol_order", "name")


class SignOffForm(StepForm):
    step = "sign-off"

    def prepare(self) -> None:
        if self.item.next_signer != Signer.SUPERIOR_CONSENT:
            del self.fields["letter_number"], self.fields["letter_date"]


class ReturnForm(StepForm):
    step = "return"

    def prepare(self) -> None:
        reason = self.fields["reason"]
        if workflow.awaited_officer(self.item, self.user) and isinstance(reason, Words):
            reason.phrases = (_("I was not on site at this re-inspection."), *reason.phrases)


class ExtendForm(StepForm):
    step = "extend"

    def proposed(self) -> dict[str, object]:
        return {"deadline": self.item.deadline + timedelta(days=15) if self.item.deadline else None}


class VoidForm(StepForm):
    step = "void"

    def prepare(self) -> None:
        same_county = Item.objects.visible_to(self.user).filter(county=self.item.county_id)
        row_field(self, "merged_into").queryset = same_county


def text(asked: Input, required: bool) -> forms.Field:
    return words(asked.label, phrases=asked.phrases, required=required, help_text=asked.help)


def one_line(asked: Input, required: bool) -> forms.Field:
    return line(asked.label, required=required, help_text=asked.help)


def one_day(asked: Input, required: bool) -> forms.Field:
    return day(asked.label, required=required, help_text=asked.help)


def working_days(asked: Input, required: bool) -> forms.Field:
    box = forms.NumberInput(attrs={"class": "form-control"})
    return forms.IntegerField(min_value=1, max_value=60, widget=box, **_said(asked, required))


def percent(asked: Input, required: bool) -> forms.Field:
    box = forms.NumberInput(attrs={"class": "form-control"})
    return forms.IntegerField(min_value=LEAST_SHARE, max_value=MOST_SHARE, widget=box, **_said(asked, required))


def yes_or_no(asked: Input, required: bool) -> forms.Field:
    return forms.TypedChoiceField(
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        empty_value=None,
        **_said(asked, required),
    )


def choice(asked: Input, required: bool) -> forms.Field:
    return forms.ChoiceField(choices=asked.choices, widget=forms.RadioSelect, **_said(asked, required))


def listed(asked: Input, required: bool) -> forms.Field:
    box = forms.Select(attrs={"class": "form-select"})
    nothing = [] if required else [("", "—")]
    return forms.ChoiceField(choices=[*nothing, *asked.choices], widget=box, **_said(asked, required))


def files(asked: Input, required: bool) -> forms.Field:
    return EvidenceField(kind=asked.shows, camera=asked.camera, label=asked.label, help_text=asked.help)


def unit(asked: Input, required: bool) -> forms.Field:
    box = SearchedSelect(attrs={"class": "form-select"})
    return SearchedChoiceField(Organization.objects.none(), widget=box, **_said(asked, required))


def units(asked: Input, required: bool) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    return RowsField(Organization.objects.none(), widget=boxes, **_said(asked, required))


def officer(asked: Input, required: bool) -> forms.Field:
    box = SearchedSelect(attrs={"class": "form-select"})
    return OfficerField(User.objects.none(), widget=box, **_said(asked, required))


def item_by_number(asked: Input, required: bool) -> forms.Field:
    box = forms.TextInput(attrs={"class": "form-control"})
    return forms.ModelChoiceField(Item.objects.none(), to_field_name="number", widget=box, **_said(asked, required))


def _said(asked: Input, required: bool) -> Said:
    return {"label": asked.label, "help_text": asked.help, "required": required}


FIELDS: dict[Kind, Callable[[Input, bool], forms.Field]] = {
    Kind.TEXT: text,
    Kind.LINE: one_line,
    Kind.DAY: one_day,
    Kind.DAYS: working_days,
    Kind.SHARE: percent,
    Kind.YES_NO: yes_or_no,
    Kind.CHOICE: choice,
    Kind.LIST: listed,
    Kind.FILES: files,
    Kind.UNIT: unit,
    Kind.UNITS: units,
    Kind.PERSON: officer,
    Kind.ITEM: item_by_number,
}
SPECIAL = {form.step: form for form in StepForm.__subclasses__()}
"""The forms that know more of their item, by their step."""


def form_of(step: Transition) -> type[StepForm]:
    """The form of a step. Raises ImproperlyConfigured for an input that no field of a page takes."""
    own: dict[str, object] = {"step": step.name, "shows": step.asks.beside, "rejects": step.asks.rejects}
    for asked in step.asks.inputs:
        if asked.on_page and asked.kind not in FIELDS:
            raise ImproperlyConfigured(
                f"The step {step.name!r} is given {asked.name!r}: no field of a page takes {asked.kind}."
            )
        if asked.on_page:
            own[asked.name] = FIELDS[asked.kind](asked, asked.given_as in step.required)
    return type(f"{step.name.title().replace('-', '')}StepForm", (SPECIAL.get(step.name, StepForm),), own)


FORMS = {name: form_of(step) for name, step in workflow.TRANSITIONS.items()}
if strangers := SPECIAL.keys() - FORMS.keys():
    raise ImproperlyConfigured(f"Forms of rectification/forms/steps.py are of no step of the table: {strangers}.")
