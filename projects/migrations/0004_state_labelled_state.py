from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0003_states_of_old_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="violation",
            name="state",
            field=models.CharField(
                choices=[
                    ("PROPOSED", "Proposed"),
                    ("CONFIRMED", "Confirmed"),
                    ("WITHDRAWN", "Withdrawn"),
                    ("DISMISSED", "Dismissed"),
                ],
                default="PROPOSED",
                max_length=10,
                verbose_name="State",
            ),
        ),
    ]
