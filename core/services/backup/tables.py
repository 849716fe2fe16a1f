"""A table as lines of JSON and back: one line a row, whatever the database."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import connection
from django.db.models import Field, JSONField, Model
from django.utils.duration import duration_iso_string

AT_ONCE = 2000
ROWS_A_STATEMENT = 500
Table = type[Model]


def tables(registry: Apps) -> dict[str, Table]:
    """Each table of the models, by its name; what migrations were made is told by the manifest."""
    models = registry.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}


def columns(table: Table) -> dict[str, "Field[object, object]"]:
    """The fields that are stored, by column, without what the database computes by itself."""
    return {str(field.column): field for field in table._meta.concrete_fields if not field.generated}


def lines(table: Table, names: list[str]) -> Iterator[bytes]:
    """The values of the columns, row by row in the order of the keys."""
    stored = columns(table)
    rows = table._base_manager.order_by("pk").values_list(*(stored[name].attname for name in names))
    for row in rows.iterator(AT_ONCE):
        yield json.dumps(row, default=_as_text, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _as_text(value: object) -> str:
    if isinstance(value, date) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return str(value)


def insert(table: Table, names: list[str], rows: Iterable[bytes]) -> int:
    """Write lines back as rows, as they are: nothing is computed anew. Returns how many."""
    stored = columns(table)
    fields = [stored[name] for name in names]
    count, source = 0, iter(rows)
    while batch := [_values(fields, line) for line in islice(source, ROWS_A_STATEMENT)]:
        _insert_batch(table, names, batch)
        count += len(batch)
    return count


def _values(fields: list["Field[object, object]"], line: bytes) -> list[Any]:
    return [_stored(field, value) for field, value in zip(fields, json.loads(line), strict=True)]


def _stored(field: "Field[object, object]", value: object) -> object:
    if isinstance(field, JSONField):
        return None if value is None and field.null else connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)


def _insert_batch(table: Table, names: list[str], batch: list[list[Any]]) -> None:
    quote = connection.ops.quote_name
    head = f"INSERT INTO {quote(table._meta.db_table)} ({', '.join(map(quote, names))}) VALUES "  # noqa: S608 - our own tables
    row = f"({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(head + ", ".join([row] * len(batch)), [value for values in batch for value in values])
        else:
            cursor.executemany(head + row, batch)
