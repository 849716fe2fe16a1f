from typing import TYPE_CHECKING, Unpack

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import entering
from core.form_options import FormOptions, Sent
from core.forms import dress

if TYPE_CHECKING:
    from django.http import HttpRequest

REFUSED = _("The account or the password is wrong, or the account is locked for the moment.")


class LoginForm(AuthenticationForm):
    """One sentence for a wrong name, a wrong password, a locked and a disabled account (S05)."""

    error_messages = {"invalid_login": REFUSED, "inactive": REFUSED}

    def __init__(
        self, request: "HttpRequest | None" = None, data: Sent | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(request, data, **options)
        dress(self)


class RulesAtNewPassword:
    """What is wrong with the new password is said where it is typed first, not where it is repeated."""

    def validate_password_for_user(self, user: User, *_where: str) -> None:
        super().validate_password_for_user(user, "new_password1")  # type: ignore[misc] # of Django's form


class PasswordForm(RulesAtNewPassword, PasswordChangeForm):
    use_required_attribute = False

    def __init__(
        self, user: User, data: Sent | None = None, *, knocks: dict[str, str], **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(user, data, **options)
        self.knocks = knocks
        dress(self)

    def clean_old_password(self) -> str:
        """The old password is a door like the login: tries are counted in the same place."""
        old = self.cleaned_data["old_password"]
        if entering.opened(self.user.username, old, **self.knocks) is None:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class NewPasswordForm(RulesAtNewPassword, SetPasswordForm):
    use_required_attribute = False

    def __init__(self, user: User, data: Sent | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(user, data, **options)
        dress(self)
