"""The triggers of our tables, out of the way while rows come back as they were, and afterwards exactly as before."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ENABLE = {"O": "ENABLE TRIGGER", "A": "ENABLE ALWAYS TRIGGER", "R": "ENABLE REPLICA TRIGGER", "D": "DISABLE TRIGGER"}
ON_POSTGRESQL = """
SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = current_schema()
"""


@contextmanager
def out_of_the_way() -> Iterator[None]:
    """Inside a transaction of the tables' owner: no trigger of ours fires; a rollback brings them back as well."""
    with _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite():
        yield


@contextmanager
def _on_postgresql() -> Iterator[None]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(ON_POSTGRESQL)
        found = cursor.fetchall()
        for table, name, _state in found:
            cursor.execute(f"ALTER TABLE {quote(table)} DISABLE TRIGGER {quote(name)}")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name, state in found:
            cursor.execute(f"ALTER TABLE {quote(table)} {ENABLE[state]} {quote(name)}")


@contextmanager
def _on_sqlite() -> Iterator[None]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
        for name, _statement in found:
            cursor.execute(f"DROP TRIGGER {quote(name)}")
        yield
        for _name, statement in found:
            cursor.execute(statement)
