from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.errors import DomainError, StaleError
from core.form_options import Sent
from core.forms import FileForm, ListForm, choice, choice_field, dress, refuse
from enterprises.forms import offer_parks
from safety.filters import LEVELS, TERMS
from safety.models import HazardAssessment, HazardClass, HazardSource, HazardSubstance, ThresholdSubstance
from safety.services.assessing import AssessmentGiven, Held, Reckoning, reckon
from safety.states import SourceState, UnitKind

if TYPE_CHECKING:
    from django.http import QueryDict

BLANK_LINES = 3
MOST_LINES = 60
MOST_PEOPLE = 10_000_000
NOT_CHOSEN = ("", "—")
SAID = ("substance", "name", "quantity")
"""The fields of which one at least is filled in where a line says something."""


class SourceListForm(ListForm):
    level = choice(gettext_lazy("Level of the hazard source"), LEVELS)
    park = choice(gettext_lazy("Park"), ())
    kind = choice(gettext_lazy("Kind of plant unit"), UnitKind.choices)
    state = choice(gettext_lazy("State"), SourceState.choices)
    due = choice(gettext_lazy("Due"), TERMS)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


class HazardSourceForm(FileForm):
    class Meta:
        model = HazardSource
        fields = ("name", "kind", "place", "state", "filed_on", "filing_number", "external_distance")

    def clean_filed_on(self) -> object:
        day = self.cleaned_data["filed_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class Tables:
    """The national tables in force on a day, as choices and by code."""

    def __init__(self) -> None:
        today = clock.today()
        self.substances = {
            row.pk: row for row in ThresholdSubstance.objects.in_force(today).select_related("toxic_gas")
        }
        self.classes = {row.pk: row for row in HazardClass.objects.in_force(today)}

    @cached_property
    def named(self) -> list[tuple[str, str]]:
        return [NOT_CHOSEN, *((code, str(row)) for code, row in self.substances.items())]

    @cached_property
    def classified(self) -> list[tuple[str, str]]:
        return [NOT_CHOSEN, *((code, str(row)) for code, row in self.classes.items())]


class HeldForm(forms.Form):
    """One substance that the unit holds; a line that is left blank says nothing."""

    use_required_attribute = False
    held: Held | None = None
    substance = forms.ChoiceField(label=gettext_lazy("Named in table 1"), required=False)
    name = forms.CharField(label=gettext_lazy("Another substance"), required=False, max_length=120)
    hazard_class = forms.ChoiceField(label=gettext_lazy("Hazard class"), required=False)
    second_class = forms.ChoiceField(label=gettext_lazy("Second hazard class"), required=False)
    quantity = forms.DecimalField(
        label=gettext_lazy("Design maximum (t)"),
        required=False,
        min_value=Decimal("0.0001"),
        max_digits=14,
        decimal_places=4,
    )

    def __init__(self, data: Sent | None = None, *, tables: Tables, prefix: str, initial: Mapping[str, object]) -> None:
        super().__init__(data, prefix=prefix, initial=dict(initial))
        self.tables = tables
        choice_field(self, "substance").choices = tables.named
        for name in ("hazard_class", "second_class"):
            choice_field(self, name).choices = tables.classified
        dress(self)
        self.fields["quantity"].widget.attrs["step"] = "any"

    @property
    def number(self) -> int:
        """The place of the line, the first being 1."""
        return int((self.prefix or "0").rpartition("-")[2]) + 1

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if self.errors or not any(given.values()):
            return given
        if not given["quantity"]:
            self.add_error("quantity", _("Say how many tonnes at most."))
            return given
        if not given["substance"] and not given["name"]:
            self.add_error("substance", _("Choose a named substance, or name one and choose its hazard class."))
            return given
        self._take(given)
        return given

    def _take(self, given: Mapping[str, object]) -> None:
        codes = [str(given[name]) for name in ("hazard_class", "second_class") if given[name]]
        substance = self.tables.substances.get(str(given["substance"]))
        name = "" if substance else str(given["name"])
        quantity = Decimal(str(given["quantity"]))
        held = Held(quantity, substance, name, [self.tables.classes[code] for code in codes])
        try:
            held.factors()
        except DomainError as refusal:
            self.add_error(refusal.field, str(refusal))
        else:
            self.held = held


class AssessmentForm(forms.Form):
    """An assessment with its lines: so many of them as are filled in, and some blank ones."""

    data: MultiValueDict[str, object]
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    assessed_on = DayField(label=gettext_lazy("Assessed on"), widget=forms.DateInput)
    assessor = forms.CharField(label=gettext_lazy("Assessed by"), required=False, max_length=120)
    people = forms.IntegerField(
        label=gettext_lazy("People living within 500 m"),
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=gettext_lazy("Outside the fence of the plant; they give the factor α."),
    )

    def __init__(self, data: "QueryDict | None" = None, *, source: HazardSource) -> None:
        before = source.current
        initial = {"version": source.version, "assessed_on": clock.today(), "people": before.people if before else None}
        super().__init__(data, initial=initial)
        self.tables, self.kept = Tables(), list(_kept(before)) if before else []
        self.held_forms = list(self._held_forms(data))
        dress(self)

    def _held_forms(self, data: "QueryDict | None") -> Iterator[HeldForm]:
        for place in range(self._number(data)):
            initial = self.kept[place] if place < len(self.kept) else {}
            yield HeldForm(data, tables=self.tables, prefix=f"held-{place}", initial=initial)

    def _number(self, data: "QueryDict | None") -> int:
        """So many lines as were shown, and again some blank ones behind the last that says something."""
        if data is None:
            return len(self.kept) + BLANK_LINES
        said = [place for place in range(MOST_LINES) if any(data.get(f"held-{place}-{name}") for name in SAID)]
        return min(MOST_LINES, max([BLANK_LINES - 1, *(place + BLANK_LINES for place in said)]) + 1)

    def is_valid(self) -> bool:
        """All lines are read, so that each says what is wrong with it."""
        if super().is_valid() and self.left_out:
            self.add_error(None, _("Complete the lines that are marked below, or empty them."))
        return super().is_valid()

    def held(self) -> list[Held]:
        return [form.held for form in self.held_forms if form.held]

    def reckoning(self) -> Reckoning | None:
        """What the tables make of it, as far as it is filled in; None where nothing is."""
        people = self.cleaned_data.get("people") if self.is_bound else None
        held = self.held()
        return reckon(held, people) if held and people is not None else None

    def given(self) -> AssessmentGiven:
        said = self.cleaned_data
        return AssessmentGiven(said["assessed_on"], said["people"], self.held(), said["assessor"])

    @property
    def left_out(self) -> int:
        """How many lines say something and not enough."""
        return sum(bool(form.errors) for form in self.held_forms)

    def refuse(self, refusal: DomainError) -> None:
        """Say what a service refused, at the field at fault; what was typed holds for the version there is now."""
        refuse(self, refusal)
        if isinstance(refusal, StaleError):
            self.data = self.data.copy()
            self.data["version"] = str(refusal.facts["version"])


def _kept(assessment: HazardAssessment) -> Iterator[dict[str, object]]:
    """What was held at an assessment, to begin the next one with."""
    line: HazardSubstance
    for line in assessment.substances.all():
        yield {
            "substance": line.substance_id or "",
            "name": line.name,
            "hazard_class": line.hazard_class_id or "",
            "second_class": line.second_class_id or "",
            "quantity": line.quantity.normalize(),
        }
