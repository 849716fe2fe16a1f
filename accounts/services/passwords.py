"""Passwords: changed by their owner, handed over by the security administrator."""

import secrets
import string
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User
from accounts.services import tokens
from core import clock

HANDED_OVER_LENGTH = 14


@transaction.atomic
def change(user: Any, password: str) -> None:
    """Set the owner's own new password; the forced change is over."""
    user.set_password(password)
    user.must_change_password = False
    user.password_changed_at = clock.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    tokens.revoke_all(user)


@transaction.atomic
def hand_over(user: User) -> str:
    """Give a random first password, to be changed at the first login; all sessions end. Answers it once."""
    alphabet = string.ascii_letters + string.digits
    password = "".join(secrets.choice(alphabet) for _place in range(HANDED_OVER_LENGTH)) + "-7"
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    return password


def end_sessions(user: User) -> None:
    """Log a person out everywhere: sessions and tokens."""
    tokens.revoke_all(user)
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
