"""What an act has written: all rows of the database before and after, made comparable from one run to the next."""

import re
import sqlite3
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

PASSING = {"LoginSession", "IdempotencyRecord", "Session", "LoginTries", "KnownDevice", "Series", "Migration"}
"""Rows that come and go with every request or login, and the counters behind numbers."""
OTHERWISE_EACH_TIME = {
    *("public_id", "token", "request_id", "address", "device", "session_key", "password", "file", "thumbnail"),
    *("last_login", "sha256", "original_sha256", "device_sha256", "stored_sha256", "seed", "code"),
}
"""Columns that no two runs of the same act write alike."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?|\b[0-9a-f]{40,}\b")
LOGGING_IN = re.compile(r"log[-_. ]?in|session|proof|known")
Rows = dict[tuple[str, Any], dict[str, Any]]


def rows() -> Rows:
    """Every row by model and key, with its plain values."""
    found: Rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__name__ in PASSING or model._meta.proxy or not model._meta.managed:
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for values in model._base_manager.values_list(*names):
            row = dict(zip(names, values, strict=True))
            found[model._meta.label, row[model._meta.pk.attname]] = row
    return found


def written(before: Rows, after: Rows) -> Counter[str]:
    """What has been added and changed, each as one comparable line; a line that stands twice was written twice."""
    lines: Counter[str] = Counter()
    for key, row in after.items():
        old = before.get(key)
        if old == row or _is_of_no_act(key[0], row):
            continue
        named = {name: value for name, value in row.items() if old is None or old.get(name) != value}
        told = {name: _plain(key[0], name, value, before) for name, value in sorted(named.items())}
        shown = {name: value for name, value in told.items() if name not in OTHERWISE_EACH_TIME}
        place = "new" if old is None else key[1]
        if shown or old is None:
            lines[f"{key[0]} {place} {shown}"] += 1
    for key in before.keys() - after.keys():
        lines[f"{key[0]} {key[1]} gone"] += 1
    return lines


def _is_of_no_act(label: str, row: dict[str, Any]) -> bool:
    """What is written of somebody who logs in, or who opens a page that is not open (any more)."""
    if row.get("act") == "access.refused":
        return True
    said = f"{row.get('act', '')}{row.get('rule', '')}"
    return label.split(".")[1] in ("LogEntry", "Notice") and bool(LOGGING_IN.search(said))


def _plain(label: str, name: str, value: Any, before: Rows) -> Any:
    """A value without the moment and the key at which it happened to be written."""
    field = next(field for field in apps.get_model(label)._meta.concrete_fields if field.attname == name)
    if isinstance(field, models.AutoField) or isinstance(value, UUID):
        return "key"
    if field.related_model is not None and value is not None:
        return value if (field.related_model._meta.label, value) in before else "new"
    if isinstance(value, datetime):
        return "moment"
    return _masked(value)


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _masked(inner) for name, inner in value.items() if name not in OTHERWISE_EACH_TIME}
    if isinstance(value, list):
        return len(value) if all(isinstance(inner, int) for inner in value) else [_masked(inner) for inner in value]
    return MOMENT.sub("moment", value) if isinstance(value, str) else value


class Snapshot:
    """The database as it stood, put back in a moment: every run begins from the same rows and the same keys."""

    def __init__(self) -> None:
        self.kept = sqlite3.connect(":memory:", check_same_thread=False)
        _raw().backup(self.kept)

    def put_back(self) -> None:
        self.kept.backup(_raw())


def _raw() -> Any:
    connection.ensure_connection()
    return connection.connection
