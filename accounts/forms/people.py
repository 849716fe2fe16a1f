from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Role

TEXT, SELECT = {"class": "form-control"}, {"class": "form-select"}


class AccountForm(forms.Form):
    use_required_attribute = False
    username = forms.RegexField(r"^[\w.@-]+$", label=_("Account"), max_length=60, widget=forms.TextInput(attrs=TEXT))
    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs=TEXT))
    organization = forms.ModelChoiceField(
        Organization.objects.filter(is_active=True), label=_("Organization"), widget=forms.Select(attrs=SELECT)
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.Select(attrs=SELECT))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=20, widget=forms.TextInput(attrs=TEXT))
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs=TEXT))


class RoleForm(forms.Form):
    use_required_attribute = False
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.Select(attrs=SELECT))
    is_head = forms.BooleanField(label=_("Head of the unit"), required=False)


class OwnSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("phone", "email", "keyboard_shortcuts")
        widgets = {"phone": forms.TextInput(attrs=TEXT), "email": forms.EmailInput(attrs=TEXT)}


class UnitForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    short_name = forms.CharField(
        label=_("Short name"), required=False, max_length=40, widget=forms.TextInput(attrs=TEXT)
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganizationKind.choices, widget=forms.Select(attrs=SELECT))
    parent = forms.ModelChoiceField(
        Organization.objects.all(), label=_("Belongs to"), required=False, widget=forms.Select(attrs=SELECT)
    )
    phone = forms.CharField(label=_("Office phone"), required=False, max_length=40, widget=forms.TextInput(attrs=TEXT))
    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line: as lists that come in write this unit."),
        widget=forms.Textarea(attrs={**TEXT, "rows": 3}),
    )
    is_active = forms.BooleanField(label=_("Active"), required=False, initial=True)

    def __init__(self, *args: Any, unit: Organization | None = None, **options: Any) -> None:
        if unit is not None:
            names = "\n".join(unit.aliases.values_list("name", flat=True))
            fields = ("name", "short_name", "kind", "parent", "phone", "is_active")
            options["initial"] = {**{name: getattr(unit, name) for name in fields}, "other_names": names}
        super().__init__(*args, **options)
