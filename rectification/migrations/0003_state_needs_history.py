"""On PostgreSQL an item's state can't change without its history row in the same transaction (reliability V3)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FUNCTION = """
CREATE FUNCTION rectification_state_needs_history() RETURNS trigger AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM rectification_historyentry
        WHERE item_id = NEW.id AND version = NEW.version AND to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'item % has no history for its state', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql
"""
TRIGGERS = (
    "CREATE CONSTRAINT TRIGGER rectification_item_born AFTER INSERT ON rectification_item "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rectification_state_needs_history()",
    "CREATE CONSTRAINT TRIGGER rectification_item_moved AFTER UPDATE ON rectification_item "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state "
    "OR OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION rectification_state_needs_history()",
)
REMOVAL = (
    "DROP TRIGGER rectification_item_born ON rectification_item",
    "DROP TRIGGER rectification_item_moved ON rectification_item",
    "DROP FUNCTION rectification_state_needs_history()",
)


def _execute(editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor != "postgresql":
        return
    for statement in statements:
        editor.execute(statement, params=None)


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, (FUNCTION, *TRIGGERS))


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, REMOVAL)


class Migration(migrations.Migration):
    dependencies = [("rectification", "0002_history_append_only")]

    operations = [migrations.RunPython(guard, release)]
