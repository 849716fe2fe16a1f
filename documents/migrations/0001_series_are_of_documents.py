"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0013_series_are_of_documents"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80, unique=True)),
                        ("next_number", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "db_table": "core_numberseries",
                    },
                ),
            ]
        )
    ]
