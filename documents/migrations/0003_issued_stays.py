"""What has been issued is not changed or deleted, whoever asks the database; it is voided once (V16, V19)."""

from django.db import migrations

from core.append_only import changed_once


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_issued_documents")]

    operations = [changed_once("documents", "IssuedDocument", "voided_at", "voided_by_id", "void_reason")]
