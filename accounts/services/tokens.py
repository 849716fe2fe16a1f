"""Tokens of the API (security S11)."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from accounts.models import ApiToken, User
from core import clock
from core.services import log

LIFE = timedelta(hours=12)
USE_IS_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def issue(user: User, name: str = "auth/token") -> str:
    """Make a token and answer it, this once; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    User.objects.filter(pk=user.pk).update(last_login=now)
    ApiToken.objects.filter(user=user, expires_at__lt=now).delete()
    ApiToken.objects.create(user=user, name=name, digest=_digest(token), created_at=now, expires_at=now + LIFE)
    log.record("session.token", user, actor=user, after={"name": name})
    return token


def owner(token: str) -> User | None:
    """The active user of a living token; None for everything else."""
    now = clock.now()
    found = (
        ApiToken.objects.select_related("user__organization")
        .filter(digest=_digest(token), expires_at__gt=now, user__is_active=True)
        .first()
    )
    if found is None:
        return None
    if found.last_used_at is None or found.last_used_at < now - USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
    return found.user


def revoke_all(user: User) -> None:
    """End every token of a person."""
    ApiToken.objects.filter(user=user).delete()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
