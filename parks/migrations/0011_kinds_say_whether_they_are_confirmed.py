"""Whether the source of a kind of infrastructure was seen in the original."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parks", "0010_label_of_a_stop"),
    ]

    operations = [
        migrations.AddField(
            model_name="infrastructurekind",
            name="confirmed",
            field=models.BooleanField(default=False),
        ),
    ]
