"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0016_second_officer"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(
                    model_name="sentback",
                    name="batch",
                ),
                migrations.RemoveField(
                    model_name="importedrow",
                    name="batch",
                ),
                migrations.RemoveField(
                    model_name="importedrow",
                    name="source",
                ),
                migrations.RemoveField(
                    model_name="mappingmemory",
                    name="organization",
                ),
                migrations.RemoveField(
                    model_name="sentback",
                    name="by",
                ),
                migrations.DeleteModel(
                    name="ImportBatch",
                ),
                migrations.DeleteModel(
                    name="ImportedRow",
                ),
                migrations.DeleteModel(
                    name="MappingMemory",
                ),
                migrations.DeleteModel(
                    name="SentBack",
                ),
            ]
        )
    ]
