import django.db.models.deletion
from django.db import migrations, models

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_hand_overs"),
        ("capability", "0001_initial"),
        ("draws", "0002_versions"),
        ("enterprises", "0010_operating_states_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawnVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField(verbose_name="Place of the draw")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                        verbose_name="Inspecting body",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="draws.draw",
                        verbose_name="Random draw",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawn",
                        to="enterprises.enterprise",
                        verbose_name="Enterprise",
                    ),
                ),
                (
                    "team",
                    models.ManyToManyField(related_name="drawn", to="capability.supervisor", verbose_name="Team"),
                ),
            ],
            options={
                "verbose_name": "Drawn visit",
                "ordering": ("draw", "place"),
                "constraints": [models.UniqueConstraint(fields=("draw", "place"), name="draw_place_once")],
            },
        ),
        append_only("draws_drawnvisit"),
        append_only("draws_drawnvisit_team"),
    ]
