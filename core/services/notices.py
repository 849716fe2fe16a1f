"""Notices written by the thousand: one statement a rule, and the key of the table says which are new."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from core.models import Notice

COLUMNS = ("recipient_id", "rule", "subject", "day", "title", "text", "url", "is_reminder", "created_at")


def insert_new(rows: QuerySet[Any, Any]) -> int:
    """Insert the rows of a `values_list` in the order of COLUMNS that are not there yet; answers how many.

    The rows must be in a fixed order, so that two who insert the same ones wait for each other
    instead of locking each other out.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in COLUMNS)
    select, params = rows.query.sql_with_params()
    insert = f"INSERT INTO {quote(Notice._meta.db_table)} ({columns}) {select} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(insert, params)
        return int(cursor.rowcount)
