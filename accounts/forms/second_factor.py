from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.form_options import FormOptions, Sent
from core.forms import dress

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_CODE, LONGEST_PASSWORD = 20, 200


def code_box(*, recovery: bool = True, required: bool = True, help_text: "StrPromise") -> forms.CharField:
    """Where a code is typed; six digits from the app, or a recovery code where that is taken too."""
    numbers = {} if recovery else {"inputmode": "numeric"}
    box = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", **numbers})
    return forms.CharField(
        label=_("Verification code"), max_length=LONGEST_CODE, widget=box, required=required, help_text=help_text
    )


class CodeForm(forms.Form):
    """The second step of the login."""

    use_required_attribute = False
    code = code_box(help_text=_("Six digits from your authenticator app, or one of your recovery codes."))

    def __init__(self, data: Sent | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["code"].widget.attrs["autofocus"] = True
        dress(self)


class EnrolForm(forms.Form):
    use_required_attribute = False
    code = code_box(recovery=False, help_text=_("The six digits that the app shows now."))

    def __init__(self, data: Sent | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        dress(self)


class ProofForm(forms.Form):
    """Whoever is logged in shows that it is still the same person: by the password, or by a code."""

    use_required_attribute = False
    proof_password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    proof_code = code_box(required=False, help_text=_("Or instead of the password the code of your app."))

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        if not user.has_second_factor:
            del self.fields["proof_code"]
            self.fields["proof_password"].required = True
        dress(self)

    def clean(self) -> dict[str, object]:
        given: dict[str, object] = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("proof_password", _("This must be given."))
        return given
