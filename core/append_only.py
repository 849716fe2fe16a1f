"""Tables that only grow: triggers refuse UPDATE, DELETE and TRUNCATE, whoever asks.

On PostgreSQL the triggers fire always, also where `session_replication_role` silences ordinary ones.
"""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END;
$$ LANGUAGE plpgsql
"""


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes a table append-only."""
    if vendor == "postgresql":
        return [
            POSTGRESQL_FUNCTION,
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for act in ("UPDATE", "DELETE")
    ]


def removal(vendor: str, table: str) -> list[str]:
    """The SQL that takes the triggers away again."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{act} ON {table}" for act in ("change", "truncate")]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{act}" for act in ("update", "delete")]


def append_only(table: str, *, no_more: bool = False) -> migrations.RunPython:
    """A migration operation that makes a table append-only, or lets it be changed before it goes."""

    def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(editor.connection.vendor, table):
            editor.execute(statement, params=None)

    def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in removal(editor.connection.vendor, table):
            editor.execute(statement, params=None)

    return migrations.RunPython(release, protect) if no_more else migrations.RunPython(protect, release)


POSTGRESQL_ONCE = """
CREATE OR REPLACE FUNCTION refuse_but_once() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> TG_ARGV[0] IS NULL
        AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV THEN RETURN NEW; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql
"""


def once_statements(vendor: str, table: str, kept: Sequence[str], once: Sequence[str]) -> list[str]:
    """The SQL by which `once` are written while the first of them is empty, and the columns of `kept` never."""
    if vendor == "postgresql":
        return [
            POSTGRESQL_ONCE,
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_but_once({', '.join(once)})",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_but_once({', '.join(once)})",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ]
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in kept)
    whens = {"UPDATE": f"WHEN OLD.{once[0]} IS NOT NULL OR {changed}", "DELETE": ""}
    return [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for act, when in whens.items()
    ]


def changed_once(app: str, model: str, *once: str, no_more: bool = False) -> migrations.RunPython:
    """A migration operation: of a table's rows these columns alone are written, once, while the first is empty.

    With `no_more` that ends, so that the table can get a column and be protected with it anew.
    """

    def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        of = apps.get_model(app, model)._meta
        kept = [field.column for field in of.concrete_fields if field.column not in once]
        for statement in once_statements(editor.connection.vendor, of.db_table, kept, once):
            editor.execute(statement, params=None)

    def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in removal(editor.connection.vendor, apps.get_model(app, model)._meta.db_table):
            editor.execute(statement, params=None)

    return migrations.RunPython(release, protect) if no_more else migrations.RunPython(protect, release)
