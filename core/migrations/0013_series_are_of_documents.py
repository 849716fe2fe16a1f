"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_held_uploads"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(
                    name="NumberSeries",
                ),
            ]
        )
    ]
