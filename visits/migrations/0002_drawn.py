import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0003_drawn_visits"),
        ("visits", "0001_visits"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="drawn",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="draws.drawnvisit",
                verbose_name="Random draw",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "CANCELLED"), _negated=True),
                fields=("drawn",),
                name="visit_once_of_a_draw",
                violation_error_message="The visit of this draw has been planned already.",
            ),
        ),
    ]
