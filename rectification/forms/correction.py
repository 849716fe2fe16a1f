from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.day_fields import DayField
from core.errors import DomainError
from core.form_options import Sent
from core.forms import SeenForm, refuse, row_field
from core.presence import Rows
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.services.citing import offered_for
from inspections.states import Level
from law.models import Basis
from parks.models import Park
from projects.models import Project
from rectification.forms.citing import BasesField, OfferForm
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from rectification.forms.steps import offer_units
from rectification.models import Item
from rectification.services import before_assignment, proposing
from rectification.services.before_assignment import PROPOSED
from rectification.services.correction import CAN_BE_CORRECTED, OF_ITEM, value_of

SELECT = {"class": "form-select"}
TEXT = {"class": "form-control"}


class ProjectField(forms.ModelChoiceField):
    """Projects of several enterprises, some of one name."""

    def label_from_instance(self, obj: Project) -> str:
        return f"{obj.name}({obj.enterprise.label})"


class CorrectionForm(SeenForm, forms.Form):
    """What an item says: title, description, level, category, place; the reason stays in the history.

    Until it is assigned, the unit and the deadline that are proposed are asked too; `only` asks one field alone.
    """

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs=TEXT))
    description = forms.CharField(label=_("Description"), widget=forms.Textarea(attrs={**TEXT, "rows": 4}))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=forms.Select(attrs=SELECT))
    category = forms.ModelChoiceField(
        ProblemCategory.objects.all(), label=_("Category"), required=False, widget=forms.Select(attrs=SELECT)
    )
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park"), required=False, widget=forms.Select(attrs=SELECT)
    )
    enterprise = forms.ModelChoiceField(
        Enterprise.objects.none(), label=_("Enterprise"), required=False, widget=forms.Select(attrs=SELECT)
    )
    project = ProjectField(
        Project.objects.none(), label=_("Project"), required=False, widget=forms.Select(attrs=SELECT)
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=120, widget=forms.TextInput(attrs=TEXT))
    bases = BasesField()
    legal_basis = forms.CharField(
        label=_("Legal basis in own words"), required=False, max_length=300, widget=forms.TextInput(attrs=TEXT)
    )
    found_on = DayField(label=_("Found on"), widget=DayInput(attrs=TEXT))
    lead_organization = SearchedChoiceField(
        Organization.objects.none(), label=_("Lead unit"), required=False, widget=SearchedSelect(attrs=SELECT)
    )
    deadline = DayField(label=_("Deadline"), required=False, widget=DayInput(attrs=TEXT))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={**TEXT, "rows": 2}))

    def __init__(self, data: Sent | None = None, *, item: Item, user: User, only: str = "") -> None:
        cited = [] if only else item.finding.cited
        values = {name: value_of(item, name) for name in CAN_BE_CORRECTED}
        super().__init__(data, initial={**values, "version": item.version, "bases": [row.basis_id for row in cited]})
        self.item = item
        self.fields["reason"] = self.fields.pop("reason")
        for name in set(self.fields) - self._asked(item, only):
            del self.fields[name]
        if not only:
            self._offer_bases(item, [row.basis for row in cited])
        self._offer_rows(user)

    def _asked(self, item: Item, only: str) -> set[str]:
        """The names of the fields that there are for this item."""
        if only:
            return {only, "version", "reason"}
        closed = () if before_assignment.is_open_to_correction(item) else PROPOSED
        return set(self.fields).difference(closed)

    def _offer_bases(self, item: Item, cited: Sequence[Basis]) -> None:
        field = self.fields["bases"]
        assert isinstance(field, BasesField)
        field.show_hidden_initial = False
        field.offer({basis.pk: basis for basis in (*cited, *self._offered(item))}.values())

    def _offer_rows(self, user: User) -> None:
        offered: dict[str, Rows] = {
            "park": Park.objects.visible_to(user),
            "enterprise": Enterprise.objects.visible_to(user),
            "project": Project.objects.visible_to(user).select_related("enterprise"),
        }
        for name in offered.keys() & self.fields.keys():
            row_field(self, name).queryset = offered[name]
        if "lead_organization" in self.fields:
            units = Organization.objects.visible_to(user).active().who_answer()
            offer_units(row_field(self, "lead_organization"), units, proposing.usual_units(user))

    def _offered(self, item: Item) -> list[Basis]:
        """What the category and the day allow, as sent or as they stand."""
        return OfferForm(self.data).offered() if self.is_bound else offered_for(item.category, item.found_on)

    def given(self) -> dict[str, Any]:
        """What the service takes: the values that this person has changed, with the reason."""
        always = {name: self.cleaned_data[name] for name in ("version", "reason")}
        return {**self.touched(), **always}

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; the next save is meant for the item as it is now."""
        if self.item.version != self.cleaned_data["version"]:
            self.meet(self.item, refusal)
        else:
            refuse(self, refusal)


def _ask_what_is_of_the_item_alone() -> None:
    """A column that is corrected in the item alone is asked as it is declared."""
    for name in OF_ITEM:
        column = Item._meta.get_field(name)
        assert isinstance(column, models.Field), name
        field = column.formfield()
        assert field is not None, name
        field.widget.attrs.update(TEXT)
        CorrectionForm.base_fields[name] = field


_ask_what_is_of_the_item_alone()
