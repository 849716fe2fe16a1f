"""The course of an application is only ever added to."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("admission", "0001_initial")]
    operations = [append_only("admission_admissionevent")]
