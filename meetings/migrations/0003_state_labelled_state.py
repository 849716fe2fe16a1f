from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_meetings_and_duties"),
    ]

    operations = [
        migrations.AlterField(
            model_name="duty",
            name="state",
            field=models.CharField(
                choices=[
                    ("GIVEN", "To be done"),
                    ("DONE", "Reported done"),
                    ("CONFIRMED", "Confirmed as done"),
                    ("CANCELLED", "Cancelled"),
                ],
                default="GIVEN",
                max_length=12,
                verbose_name="State",
            ),
        ),
    ]
