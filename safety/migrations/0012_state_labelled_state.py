from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0011_external_distance_of_sources"),
    ]

    operations = [
        migrations.AlterField(
            model_name="shortfall",
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
