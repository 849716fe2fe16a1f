"""Rows that the database puts together and keeps by itself: one statement, whatever their number."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model, QuerySet


def insert_new(model: type[Model], columns: Sequence[str], rows: QuerySet[Model, object]) -> int:
    """Insert the rows of a `values_list` in the order of the columns that no constraint knows yet; answers how many.

    The rows must be in a fixed order, so that two who insert the same ones wait for each other
    instead of locking each other out.
    """
    quote = connection.ops.quote_name
    named = ", ".join(quote(name) for name in columns)
    select, params = rows.query.sql_with_params()
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({named}) {select} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(insert, params)
        return int(cursor.rowcount)
