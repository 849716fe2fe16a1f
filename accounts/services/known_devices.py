"""A signed cookie says that somebody has logged in here before, so that strangers don't lock this browser out."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing

SALT = "accounts.known-device"
KNOWN_FOR = timedelta(days=180)


def cookie_for(username: str) -> str:
    """What a browser is given once the right password has come from it."""
    return signing.dumps([secrets.token_urlsafe(16), _of(username)], salt=SALT)


def number_of(cookie: str, username: str) -> str:
    """The device's number, if this account has logged in there; else nothing."""
    try:
        number, account = signing.loads(cookie, salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number) if account == _of(username) else ""


def _of(username: str) -> str:
    return hashlib.sha256(username.encode()).hexdigest()
