from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_events_only_grow"),
    ]

    operations = [
        migrations.AddField(
            model_name="loginsession",
            name="on_the_wall",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
