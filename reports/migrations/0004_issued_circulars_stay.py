"""An issued circular can't be changed or deleted either."""

from django.db import migrations

POSTGRESQL = (
    "CREATE TRIGGER reports_circular_issued BEFORE UPDATE OR DELETE ON reports_circular "
    "FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION reports_issued_stays()",
)
SQLITE = tuple(
    f"CREATE TRIGGER reports_circular_{act.lower()} BEFORE {act} ON reports_circular WHEN OLD.state = 'ISSUED' "
    "BEGIN SELECT RAISE(ABORT, 'an issued report does not change'); END"
    for act in ("UPDATE", "DELETE")
)
BACK = {
    "postgresql": ("DROP TRIGGER reports_circular_issued ON reports_circular",),
    "sqlite": ("DROP TRIGGER reports_circular_update", "DROP TRIGGER reports_circular_delete"),
}


def protect(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def release(apps, editor):
    for statement in BACK[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_circulars")]

    operations = [migrations.RunPython(protect, release)]
