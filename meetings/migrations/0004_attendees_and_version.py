from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_state_labelled_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="attendees",
            field=models.TextField(blank=True, max_length=2000, verbose_name="Attended by"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
