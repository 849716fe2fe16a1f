"""A million items from twenty thousand: PostgreSQL copies what hangs at an item, with ids and numbers of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from core.models import Attachment
from documents.models import NumberSeries
from inspections.models import Finding, FindingBasis, FindingPhoto, FindingSource
from rectification.models import (
    Evidence,
    Extension,
    HistoryEntry,
    Item,
    LookBack,
    Review,
    SignOff,
    Stage,
    Standing,
    SupervisionMeasure,
)

STAMPED: Sequence[type[models.Model]] = (
    Attachment,
    Finding,
    FindingSource,
    FindingBasis,
    FindingPhoto,
    Item,
    Item.assisting.through,
    HistoryEntry,
    Standing,
    Evidence,
    Review,
    Review.officers.through,
    Extension,
    SignOff,
    SupervisionMeasure,
    LookBack,
    Stage,
)
OTHERWISE: dict[tuple[type[models.Model], str], str] = {
    (Attachment, "public_id"): "gen_random_uuid()",
    (Attachment, "original_sha256"): "encode(sha256((original_sha256 || {copy})::bytea), 'hex')",
    (Item, "number"): "left(number, 5) || to_char(substr(number, 6)::int + {copy} * numbers.given, 'FM9999990000')",
}


def stamp(copies: int) -> None:
    """Let there be so many copies of all that hangs at an item, the present one being the first."""
    if copies == 1:
        return
    spans = {model: _last_id(model) for model in STAMPED}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        _note_numbers(cursor)
        with _foreign_keys_checked_at_once(cursor):
            for copy in range(1, copies):
                for model in STAMPED:
                    cursor.execute(_statement(model, spans, copy))
        for statement in connection.ops.sequence_reset_sql(no_style(), list(STAMPED)):
            cursor.execute(statement)
    for series in NumberSeries.objects.filter(key__startswith="item:"):
        series.next_number = (series.next_number - 1) * copies + 1
        series.save()


@contextmanager
def _foreign_keys_checked_at_once(cursor: CursorWrapper) -> Iterator[None]:
    """Take the foreign keys off and put them on again: all rows are checked, but together and not one by one."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    tables = [model._meta.db_table for model in STAMPED]
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY 1, 2",
        [tables],
    )
    keys = cursor.fetchall()
    for table, name, _definition in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    yield
    for table in tables:
        cursor.execute(f"ANALYZE {table}")
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _last_id(model: type[models.Model]) -> int:
    return int(model._base_manager.aggregate(last=models.Max("id"))["last"] or 0)


def _note_numbers(cursor: CursorWrapper) -> None:
    """How many numbers each county has given in each year: by so much a copy's numbers are higher."""
    cursor.execute(
        "CREATE TEMPORARY TABLE numbers ON COMMIT DROP AS SELECT split_part(key, ':', 2)::bigint AS county, "
        "split_part(key, ':', 3) AS year, next_number - 1 AS given FROM core_numberseries WHERE key LIKE 'item:%'"
    )


def _statement(model: type[models.Model], spans: dict[type[models.Model], int], copy: int) -> str:
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, spans, copy) for field in fields)
    given = " JOIN numbers ON county = county_id AND year = left(number, 4)" if model is Item else ""
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}{given} WHERE id <= {spans[model]}"  # noqa: S608 - our own tables


def _value(model: type[models.Model], field: models.Field, spans: dict[type[models.Model], int], copy: int) -> str:
    otherwise = OTHERWISE.get((model, field.name))
    if otherwise is not None:
        return otherwise.format(copy=copy)
    pointed = model if field.primary_key else field.related_model
    if pointed in spans:
        return f'"{field.column}" + {copy * spans[pointed]}'
    return f'"{field.column}"'
