"""Passwords: changed by their owner, handed over by the security administrator (security S02, S03, S08)."""

import secrets
import string
from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction

from accounts.models import FormerPassword, User
from accounts.services import logins
from core import clock

HANDED_OVER_LENGTH = 14


@transaction.atomic
def change(user: User, password: str, *, here: str | None = None) -> None:
    """Set the owner's own new password; the forced change is over, and all logins but the one here end."""
    _set(user, password, must_change=False)
    logins.end_all(user, besides=here)


@transaction.atomic
def hand_over(user: User) -> str:
    """Give a random first password, to be changed at the first login; all logins end. Answers it once."""
    alphabet = string.ascii_letters + string.digits
    password = "".join(secrets.choice(alphabet) for _place in range(HANDED_OVER_LENGTH)) + "-7"
    _set(user, password, must_change=True)
    logins.end_all(user)
    return password


def _set(user: User, password: str, *, must_change: bool) -> None:
    now = clock.now()
    if user.has_usable_password():
        FormerPassword.objects.create(user=user, password=user.password, replaced_at=now)
    kept = FormerPassword.objects.filter(user=user).values_list("pk", flat=True)[: settings.PASSWORD_HISTORY - 1]
    FormerPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = now
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])


class Links(PasswordResetTokenGenerator):
    """A link for a new password: it ends with the password it was made for, with a login, and after its time."""

    key_salt = "accounts.services.passwords.Links"

    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)


links = Links()


def opened_by(pk: int, token: str) -> User | None:
    """Whose password may be set with this link; None for a link that has been used or has run out."""
    person = User.objects.active().select_related("organization").filter(pk=pk).first()
    return person if person is not None and links.check_token(person, token) else None
