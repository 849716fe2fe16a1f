"""The triggers that keep what has been issued fire in a replica session too (session_replication_role)."""

from django.db import migrations

TRIGGERS = (
    ("reports_monthlyreport", "reports_report_issued"),
    ("reports_reportfile", "reports_file_issued"),
    ("reports_circular", "reports_circular_issued"),
)


def always(apps, editor):
    _enable(editor, "ENABLE ALWAYS")


def ordinarily(apps, editor):
    _enable(editor, "ENABLE")


def _enable(editor, how):
    if editor.connection.vendor == "postgresql":
        for table, trigger in TRIGGERS:
            editor.execute(f"ALTER TABLE {table} {how} TRIGGER {trigger}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_issued_circulars_stay")]

    operations = [migrations.RunPython(always, ordinarily)]
