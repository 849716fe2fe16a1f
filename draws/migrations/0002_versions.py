from django.db import migrations, models

from core.append_only import changed_once

DRAW = ("draws", "draw", "drawn_at", "drawn_by_id", "seed", "result")
INTEREST = ("draws", "interest", "ended_at", "ended_by_id", "end_reason", "until")


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0001_draws"),
    ]

    operations = [
        changed_once(*DRAW, no_more=True),
        changed_once(*INTEREST, no_more=True),
        migrations.AddField(
            model_name="draw",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="interest",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        changed_once(*DRAW, "version"),
        changed_once(*INTEREST, "version"),
    ]
