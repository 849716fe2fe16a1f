"""The same Idempotency-Key answers the same and does nothing twice (reliability V8)."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.models import IdempotencyRecord

Answer = tuple[int, Any]


class KeyReusedError(DomainError):
    """The key has been used for another request."""

    status = 422


class StillRunningError(DomainError):
    """The first request under this key has not come to its end."""

    status = 409


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What makes two requests the same."""
    return hashlib.sha256(b"\x00".join((method.encode(), path.encode(), body))).hexdigest()


def once(user: Any, key: str, print_of_request: str, act: Callable[[], Answer]) -> Answer:
    """Do the act and keep its answer in one transaction; a second time only give the answer."""
    kept = IdempotencyRecord.objects.filter(user=user, key=key).first()
    if kept is not None:
        return _again(kept, print_of_request)
    try:
        with transaction.atomic():
            # The row comes first: whoever comes second waits here for the first one's end.
            record = IdempotencyRecord.objects.create(
                user=user, key=key, fingerprint=print_of_request, status=0, body=None, created_at=clock.now()
            )
            record.status, record.body = act()
            record.save(update_fields=["status", "body"])
    except IntegrityError:
        kept = IdempotencyRecord.objects.filter(user=user, key=key).first()
        if kept is None:
            raise
        return _again(kept, print_of_request)
    return record.status, record.body


def _again(kept: IdempotencyRecord, print_of_request: str) -> Answer:
    if kept.fingerprint != print_of_request:
        raise KeyReusedError(_("This key has been used for another request."))
    if kept.status == 0:
        raise StillRunningError(_("The first request with this key is still running."))
    return kept.status, kept.body
