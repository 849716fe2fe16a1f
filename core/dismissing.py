"""The form by which a person says why a proposal is none."""

from django import forms
from django.utils.translation import gettext_lazy

from core.form_options import Sent
from core.forms import dress


class DismissForm(forms.Form):
    """Why a proposal is none."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea, max_length=1000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        dress(self)
