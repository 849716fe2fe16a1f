"""The one way into the history."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from accounts.models import User
from core import clock
from core.models import LogEntry
from core.services import log
from inspections.models import Finding, FindingBasis
from rectification.models import HistoryEntry, Item, Standing
from rectification.models.standings import FACTS

_FIELDS = {field.name: field for field in Item._meta.local_concrete_fields}
_OF_ITEM_ALONE = _FIELDS.keys() - {field.name for field in Finding._meta.get_fields()}
TRACKED = tuple(_FIELDS[name].attname for name in Item.kept.among("history"))
"""What the history keeps of an item, by the names of the columns."""
LOGGED = frozenset({"level", "category", "park", "enterprise", "project", "found_on", "deadline", "lead_organization"})
"""What the log of all acts says of a correction by itself."""
COME_IN = "come-in"
"""A row of a list that says it is done comes in as closed before, or to be re-inspected."""
SOURCE_STEPS = frozenset({"add-source", "undo-import"})


def snapshot(item: Item) -> dict[str, object]:
    """The values of an item whose changes the history keeps."""
    return {name: plain(getattr(item, name)) for name in TRACKED}


def value_of(name: str, kept: object) -> object:
    """What the history keeps as JSON, as the value that the column had."""
    value: object = _FIELDS[name].to_python(kept)
    return value


def plain(value: object) -> object:
    """A value as JSON can hold it: objects by id, dates in ISO form."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value


def entry(
    item: Item,
    transition: str,
    actor: User | None,
    *,
    from_state: str,
    before: Mapping[str, object],
    given: Mapping[str, Any],
) -> HistoryEntry:
    """An unsaved history row for the change from `before` to what `item` holds now."""
    after = snapshot(item)
    changed = [name for name in TRACKED if before.get(name) != after[name]]
    return HistoryEntry(
        item=item,
        version=item.version,
        transition=transition,
        from_state=from_state,
        to_state=item.state,
        actor=actor,
        **_who(actor),
        at=clock.now(),
        reason=given.get("reason") or given.get("opinion") or given.get("note") or "",
        given=plain(dict(given)),
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed},
    )


def _who(actor: User | None) -> dict[str, str | int]:
    """Who it was on that day; nothing of the house itself."""
    if actor is None:
        return {}
    unit = actor.organization
    said = {"actor_name": actor.name, "actor_role": actor.role, "actor_organization_name": unit.name}
    return {**said, "actor_organization_id": unit.pk}


def record(item: Item, transition: str, actor: User | None, **change: Any) -> HistoryEntry:
    """Write the history row of a change and its row of the log, in the caller's transaction."""
    row = entry(item, transition, actor, **change)
    row.save(force_insert=True)
    log_row(item, row).save(force_insert=True)
    _note_standing(item, row)
    return row


def log_row(item: Item, entry: HistoryEntry) -> LogEntry:
    """An unsaved row of the log for a step: which, from where to where, and the digest of all that the history says."""
    before = {"state": entry.from_state} if entry.from_state else {}
    after = {"state": entry.to_state, "version": entry.version, "sha256": digest_of(entry)}
    corrected = _corrected(entry.given.get("words") or {})
    before |= {name: was for name, (was, _now) in corrected.items()}
    after |= {name: now for name, (_was, now) in corrected.items()}
    return log.entry(f"item.{entry.transition}", item, actor=entry.actor, before=before, after=after)


def label_of(name: str) -> str:
    """What a column of a finding is called, or one that the item alone has."""
    if name == "bases":
        return str(FindingBasis._meta.verbose_name)
    return str(getattr(column_of(name), "verbose_name", name))


def column_of(name: str) -> object:
    """The column of that name, of the finding where it has one."""
    return _FIELDS[name] if name in _OF_ITEM_ALONE else Finding._meta.get_field(name)


def _corrected(words: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """What the log says of a correction: facts from and to; of texts, that they changed."""
    facts = {name: pair for name, pair in words.items() if name in LOGGED}
    texts = [label_of(name) for name in words if name not in LOGGED]
    return {**facts, "finding": ["", "、".join(texts)]} if texts else facts


def digest_of(entry: HistoryEntry) -> str:
    """The hash over everything that a history row says: who, when, why, what was given, what changed."""
    said = {
        field.attname: plain(getattr(entry, field.attname))
        for field in entry._meta.concrete_fields
        if not field.primary_key
    }
    said["at"] = entry.at.astimezone(UTC).isoformat()
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def standing(item: Item, since: datetime) -> Standing:
    """An unsaved row of how an item stands from a moment on."""
    return Standing(item=item, since=since, **{name: getattr(item, name) for name in FACTS})


def stands_anew(item: Item, last: Standing, transition: str) -> bool:
    """Whether a step has changed anything that the past of the ledger is asked for.

    A further source counts: by which sources an item is found is asked at the beginning of a standing.
    """
    return transition in SOURCE_STEPS or any(getattr(item, name) != getattr(last, name) for name in FACTS)


def _note_standing(item: Item, entry: HistoryEntry) -> None:
    last = Standing.objects.filter(item=item, until=None).first()
    if last is None or not stands_anew(item, last, entry.transition):
        return
    # A clock that was set back must not let the past run backwards.
    moment = max(entry.at, last.since)
    Standing.objects.filter(pk=last.pk).update(until=moment)
    standing(item, moment).save(force_insert=True)
