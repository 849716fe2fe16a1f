from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0023_how_columns_stand")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ELIMINATE", "Cause removed"),
                    ("ISOLATE_REMOVE", "Permanently isolated or dismantled"),
                    ("ENGINEERING", "Engineering measure"),
                    ("MANAGEMENT", "Management measure"),
                    ("EDUCATION", "Training of people"),
                    ("SUSPEND", "Temporary stop"),
                ],
                default="",
                max_length=16,
                verbose_name="Mode of rectification",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ELIMINATE", "Cause removed"),
                    ("ISOLATE_REMOVE", "Permanently isolated or dismantled"),
                    ("ENGINEERING", "Engineering measure"),
                    ("MANAGEMENT", "Management measure"),
                    ("EDUCATION", "Training of people"),
                    ("SUSPEND", "Temporary stop"),
                ],
                default="",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode", "SUSPEND"),
                    ("state__in", frozenset(["AWAITING_SIGN_OFF", "CLOSED", "PUBLICITY"])),
                    _negated=True,
                ),
                name="item_stop_is_not_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode", "SUSPEND"),
                    ("state__in", frozenset(["AWAITING_SIGN_OFF", "CLOSED", "PUBLICITY"])),
                    _negated=True,
                ),
                name="standing_stop_is_not_done",
            ),
        ),
    ]
