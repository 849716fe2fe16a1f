"""Whoever has a paper in hand asks for it by its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_dossiers")]

    operations = [
        migrations.AddIndex(
            model_name="issueddocument", index=models.Index(fields=["number"], name="document_by_number")
        )
    ]
