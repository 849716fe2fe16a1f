from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objections", "0001_objections"),
    ]

    operations = [
        migrations.AlterField(
            model_name="objection",
            name="state",
            field=models.CharField(
                choices=[
                    ("OPEN", "Waits for an answer"),
                    ("ACCEPTED", "Accepted"),
                    ("PARTLY", "Accepted in part"),
                    ("REJECTED", "Rejected"),
                    ("WITHDRAWN", "Withdrawn"),
                    ("UNANSWERED", "Ended without an answer"),
                ],
                default="OPEN",
                max_length=12,
                verbose_name="State",
            ),
        ),
    ]
