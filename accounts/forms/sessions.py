from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from core.forms import dress


class LoginForm(AuthenticationForm):
    """One sentence for a wrong name, a wrong password, a locked and a disabled account (S05)."""

    error_messages = {
        "invalid_login": _("The account or the password is wrong, or the account is locked for the moment."),
        "inactive": _("The account or the password is wrong, or the account is locked for the moment."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)


class PasswordForm(PasswordChangeForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)
