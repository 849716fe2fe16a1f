"""Whether the source of validity and lead was seen; leads that count working days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0004_permit_first_issued"),
    ]

    operations = [
        migrations.AddField(
            model_name="permitkind",
            name="confirmed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="permitkind",
            name="renew_in_working_days",
            field=models.BooleanField(default=False),
        ),
    ]
