"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_series_are_of_documents"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(
                    model_name="notice",
                    name="delivery",
                ),
                migrations.RemoveField(
                    model_name="notice",
                    name="on_behalf_of",
                ),
                migrations.RemoveField(
                    model_name="notice",
                    name="recipient",
                ),
                migrations.RemoveField(
                    model_name="noticesettings",
                    name="person",
                ),
                migrations.RemoveField(
                    model_name="unsubscribed",
                    name="person",
                ),
                migrations.DeleteModel(
                    name="Delivery",
                ),
                migrations.DeleteModel(
                    name="Notice",
                ),
                migrations.DeleteModel(
                    name="NoticeSettings",
                ),
                migrations.DeleteModel(
                    name="Unsubscribed",
                ),
            ]
        )
    ]
