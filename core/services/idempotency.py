"""The same Idempotency-Key answers the same and does nothing twice (reliability V8)."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from core import clock, faults
from core.errors import DomainError
from core.models import IdempotencyRecord
from core.services import stored_files

if TYPE_CHECKING:
    from accounts.models import User

KEPT = timedelta(days=30)
WAITS_MILLISECONDS = 5000
LONGEST_KEY = 200
FIELD = "once"
"""The field of a page's form that carries its key."""
GOOD, BROKEN = 400, 500
"""Below the one an act is done, from the other on nothing of it stays."""

Body = TypeVar("Body")
"""What an act answers, which JSON can hold."""


class KeyReusedError(DomainError):
    """The key has been used for another request, whose record is at hand."""

    status = 422

    def __init__(self, record: IdempotencyRecord) -> None:
        super().__init__(_("This key has been used for another request."))
        self.record = record


class StillRunningError(DomainError):
    """The first request under this key has not come to its end."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("The first request with this key is still running."), retry_after=2)


def new_token() -> str:
    """A key for a form of a page, which nobody can guess."""
    return secrets.token_urlsafe(12)


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What makes two requests the same."""
    return hashlib.sha256(b"\x00".join((method.encode(), path.encode(), body))).hexdigest()


def once(user: "User", key: str, print_of_request: str, act: Callable[[], tuple[int, Body]]) -> tuple[int, Body]:
    """Do the act and keep its answer in one transaction; a second time only give the answer.

    A refused act gives its key back, so a corrected request may use it again: with an exception
    all is rolled back, with a status from 400 on what the act has stored beside stays.
    """
    if len(key) > LONGEST_KEY:
        raise DomainError(_("The key is longer than %(most)s characters.") % {"most": LONGEST_KEY})
    kept = _kept(user, key)
    if kept is not None:
        return _again(kept, print_of_request)
    with stored_files.all_or_none(), transaction.atomic():
        record = _claim(user, key, print_of_request)
        if record is not None:
            record.status, record.body = act()
            _end(record)
            return record.status, record.body
    kept = _kept(user, key)
    if kept is None:
        raise StillRunningError
    return _again(kept, print_of_request)


def _end(record: IdempotencyRecord) -> None:
    if record.status >= BROKEN:
        transaction.set_rollback(True)
    elif record.status >= GOOD:
        record.delete()
    else:
        record.save(update_fields=["status", "body"])


def _claim(user: "User", key: str, print_of_request: str) -> IdempotencyRecord | None:
    """Take the key, or None if somebody has it; whoever comes second waits here for the first one's end."""
    now = clock.now()
    IdempotencyRecord.objects.filter(user=user, created_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            _wait_at_most(WAITS_MILLISECONDS)
            return IdempotencyRecord.objects.create(
                user=user, key=key, fingerprint=print_of_request, status=0, created_at=now
            )
    except IntegrityError:
        return None
    except OperationalError as fault:
        if faults.of(fault) is not faults.BUSY:
            raise
        raise StillRunningError from fault


def _wait_at_most(milliseconds: int) -> None:
    """For a lock of this transaction; SQLite has one lock for all and its own time-out."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [milliseconds])


def _kept(user: "User", key: str) -> IdempotencyRecord | None:
    return IdempotencyRecord.objects.filter(user=user, key=key).first()


def _again(kept: IdempotencyRecord, print_of_request: str) -> tuple[int, Any]:
    if kept.fingerprint != print_of_request:
        raise KeyReusedError(kept)
    return kept.status, kept.body
