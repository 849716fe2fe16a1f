"""审计日志: the one way into the log of all acts.

Called inside the transaction of the change: what can't be recorded doesn't happen (S23).
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models

from core import acts, clock, request_facts
from core.models import LogEntry
from core.querysets import address
from core.rules import phones

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 500
SECRET = re.compile(r"password|token|secret|digest|session_key", re.IGNORECASE)
# Digits within a hash are no telephone number.
PHONE = re.compile(r"(?<![0-9A-Za-z])1\d{10}(?![0-9A-Za-z])")


def record(
    act: str,
    subject: models.Model | None = None,
    *,
    actor: "User | None",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> LogEntry:
    """Write down one act, in the caller's transaction; without an actor the house itself has acted.

    Raises LookupError for an act that no app has named (`core.acts`).
    """
    row = entry(act, subject, actor=actor, before=before, after=after, reason=reason)
    row.save(force_insert=True)
    return row


def record_all(rows: Iterable[LogEntry]) -> None:
    """Write down many acts at once."""
    LogEntry.objects.bulk_create(rows, batch_size=BATCH)


def entry(
    act: str,
    subject: models.Model | None,
    *,
    actor: "User | None",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> LogEntry:
    """An unsaved row of the log."""
    facts = request_facts.present()
    row = LogEntry(
        at=clock.now(),
        act=acts.named(act).code,
        subject="" if subject is None else address(subject),
        subject_name="" if subject is None else name_of(subject),
        before=without_secrets(before or {}),
        after=without_secrets(after or {}),
        reason=masked(reason),
        address=facts.address,
        device=facts.device,
        request_id=facts.request_id,
    )
    if actor is not None:
        row.actor, row.actor_name, row.actor_role = actor, actor.name, actor.role
        row.organization_name = actor.organization.name
    return row


def name_of(subject: models.Model) -> str:
    """What the log calls a thing: `name_in_log` where its title may hold more than the log should tell."""
    return masked(str(getattr(subject, "name_in_log", subject)))[:200]


def without_secrets(values: Mapping[str, object]) -> dict[str, object]:
    """The values as the log may hold them: no password or token, of a phone number both ends."""
    return {name: _plain(value) for name, value in values.items() if not SECRET.search(name)}


def masked(text: str) -> str:
    """A text with each mobile number in it shown by both ends only."""
    return PHONE.sub(lambda found: phones.masked(found.group()), text)


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return name_of(value)
    if isinstance(value, Mapping):
        return without_secrets(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return masked(str(value)) if isinstance(value, str) else value
