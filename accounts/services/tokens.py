"""Tokens of the API (security S11)."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from accounts.models import ApiToken, LoginSession, User
from accounts.rules.logins import is_over
from core import clock
from core.services import log

LIFE = timedelta(hours=12)
USE_IS_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def issue(user: User, name: str = "auth/token", *, login: LoginSession | None = None) -> str:
    """Make a token and return it, this once; only its hash is stored. Made in a browser's login it ends with that."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    User.objects.filter(pk=user.pk).update(last_login=now)
    ApiToken.objects.filter(user=user, expires_at__lt=now).delete()
    ApiToken.objects.create(
        user=user, name=name, digest=_digest(token), created_at=now, expires_at=now + LIFE, login=login
    )
    log.record("session.token", user, actor=user, after={"name": name})
    return token


def owner(token: str) -> User | None:
    """The active user of a living token; None for everything else."""
    found = living(token)
    return found.user if found is not None else None


def living(token: str) -> ApiToken | None:
    """The row of a token that opens the API now, with its user; its use is noted."""
    now = clock.now()
    found = (
        ApiToken.objects.select_related("user__organization", "user__second_factor")
        .defer("user__second_factor__seed")
        .filter(digest=_digest(token), expires_at__gt=now, user__is_active=True)
        .first()
    )
    if found is None:
        return None
    if found.last_used_at is None or found.last_used_at < now - USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
    return found


def is_proof(token: ApiToken) -> bool:
    """Whether the password for which the token was given is fresh enough for what has effect (S70)."""
    time = timedelta(minutes=settings.REAUTHENTICATION_MINUTES_TOKEN)
    return not is_over(token.created_at, clock.now(), time)


@transaction.atomic
def end(token: ApiToken) -> None:
    """End the token that somebody has asked with."""
    token.delete()
    log.record("session.end-token", token.user, actor=token.user, before={"name": token.name})


def revoke_all(user: User) -> None:
    """End every token of a person."""
    ApiToken.objects.filter(user=user).delete()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
