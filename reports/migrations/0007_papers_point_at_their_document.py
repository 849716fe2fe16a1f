"""Room for the document of each report and circular; what keeps the issued ones is laid down again afterwards."""

import django.db.models.deletion
from django.db import migrations, models

DROP = {
    "postgresql": (
        "DROP TRIGGER reports_report_issued ON reports_monthlyreport",
        "DROP TRIGGER reports_circular_issued ON reports_circular",
    ),
    "sqlite": tuple(
        f"DROP TRIGGER {table}_{act}"
        for table in ("reports_monthlyreport", "reports_circular")
        for act in ("update", "delete")
    ),
}


def release(apps, editor):
    for statement in DROP[editor.connection.vendor]:
        editor.execute(statement, params=None)


def document():
    return models.OneToOneField(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.issueddocument"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_issued_files"),
        ("reports", "0006_issued_document"),
    ]

    operations = [
        migrations.RunPython(release),
        migrations.RenameField(model_name="monthlyreport", old_name="document", new_name="said"),
        migrations.AddField(model_name="monthlyreport", name="document", field=document()),
        migrations.AddField(model_name="circular", name="document", field=document()),
    ]
