from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.form_options import Sent
from core.forms import dress
from documents.states import DossierForm


class PaperVoidForm(forms.Form):
    """Why a paper no longer holds."""

    reason = forms.CharField(label=_("Reason for voiding"), widget=forms.Textarea, max_length=1000)

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data)
        dress(self)


class DossierAskForm(forms.Form):
    """What is asked when a file leaves as one."""

    form = forms.ChoiceField(
        label=_("Form"), choices=DossierForm.choices, widget=forms.RadioSelect, initial=DossierForm.ZIP
    )


class VerifyForm(forms.Form):
    """What stands on the paper that somebody has in hand."""

    use_required_attribute = False
    number = forms.CharField(
        label=_("Document number"), max_length=60, help_text=_("As on the paper; any brackets do.")
    )
    code = forms.CharField(
        label=pgettext_lazy("paper", "Verification code"),
        max_length=40,
        help_text=_("Sixteen digits, at the end of the text."),
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        dress(self)
