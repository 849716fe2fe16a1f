"""What has gone over is left out here; an issued report or circular is not changed or deleted, as before (V16, V19)."""

from django.db import migrations

TABLES = (("reports_monthlyreport", "reports_report_issued"), ("reports_circular", "reports_circular_issued"))


def protect(apps, editor):
    for table, trigger in TABLES:
        for statement in _postgresql(table, trigger) if editor.connection.vendor == "postgresql" else _sqlite(table):
            editor.execute(statement, params=None)


def _postgresql(table, trigger):
    yield (
        f"CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION reports_issued_stays()"
    )
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}"


def _sqlite(table):
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} WHEN OLD.state = 'ISSUED' "
            "BEGIN SELECT RAISE(ABORT, 'an issued report does not change'); END"
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_papers_are_documents")]

    operations = [
        migrations.RemoveField(model_name="monthlyreport", name="said"),
        migrations.RemoveField(model_name="monthlyreport", name="number"),
        migrations.RemoveField(model_name="monthlyreport", name="issued_by"),
        migrations.RemoveField(model_name="monthlyreport", name="issued_at"),
        migrations.RemoveField(model_name="circular", name="number"),
        migrations.RemoveField(model_name="circular", name="issued_at"),
        migrations.DeleteModel(name="ReportFile"),
        migrations.RunPython(protect),
    ]
