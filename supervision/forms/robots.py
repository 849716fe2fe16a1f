from django import forms
from django.utils.translation import gettext_lazy as _


class RobotForm(forms.Form):
    """A group and the address of its robot."""

    name = forms.CharField(
        label=_("Name of the group"), max_length=60, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    address = forms.CharField(
        label=_("Webhook address"),
        max_length=400,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
