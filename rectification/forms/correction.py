from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.day_fields import DayField
from core.errors import DomainError
from core.form_options import Sent
from core.forms import SeenForm, row_field
from enterprises.models import Enterprise, Project
from inspections.models import ProblemCategory
from inspections.states import Level
from parks.models import Park
from rectification.forms.fields import DayInput
from rectification.models import Item

SELECT = {"class": "form-select"}
TEXT = {"class": "form-control"}


class ProjectField(forms.ModelChoiceField):
    """Projects of several enterprises, some of one name."""

    def label_from_instance(self, obj: Project) -> str:
        return f"{obj.name}({obj.enterprise.label})"


class CorrectionForm(SeenForm, forms.Form):
    """What an item says: title, description, level, category, place; the reason stays in the history."""

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
    legal_basis = forms.CharField(
        label=_("Legal basis"), required=False, max_length=300, widget=forms.TextInput(attrs=TEXT)
    )
    found_on = DayField(label=_("Found on"), widget=DayInput(attrs=TEXT))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={**TEXT, "rows": 2}))

    def __init__(self, data: Sent | None = None, *, item: Item, user: User) -> None:
        names = [name for name in self.base_fields if name not in ("version", "reason")]
        own = ("description", "place", "legal_basis")
        values = {name: getattr(item.finding if name in own else item, name) for name in names}
        super().__init__(data, initial={**values, "version": item.version})
        for name, model in (("park", Park), ("enterprise", Enterprise)):
            row_field(self, name).queryset = model.objects.visible_to(user)
        row_field(self, "project").queryset = Project.objects.visible_to(user).select_related("enterprise")

    def given(self) -> dict[str, Any]:
        """What the service takes: the values that this person has changed, with the reason."""
        always = {name: self.cleaned_data[name] for name in ("version", "reason")}
        return {**self.touched(), **always}

    def refuse(self, refusal: DomainError, item: Item) -> None:
        """Say what was refused; the next save is meant for the item as it is now."""
        if item.version != self.cleaned_data["version"]:
            self.meet(item, refusal)
        else:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
