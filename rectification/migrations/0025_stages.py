import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0024_mode_of_rectification"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="Round")),
                ("stage", models.TextField(verbose_name="What is done")),
                ("share", models.PositiveSmallIntegerField(verbose_name="Share done (%)")),
                ("rest", models.TextField(verbose_name="What remains")),
                ("next_on", models.DateField(verbose_name="Next stage by")),
                ("at", models.DateTimeField(verbose_name="When")),
            ],
            options={
                "verbose_name": "Stage",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddField(
            model_name="item",
            name="stage_next_on",
            field=models.DateField(blank=True, null=True, verbose_name="Next stage by"),
        ),
        migrations.AddField(
            model_name="item",
            name="stage_share",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Share done (%)"),
        ),
        migrations.AddField(
            model_name="standing",
            name="stage_next_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="stage_share",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage_share", None), models.Q(("stage_share__gte", 1), ("stage_share__lte", 99)), _connector="OR"
                ),
                name="item_stage_is_a_part",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="rectification.item"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gte", 1), ("share__lte", 99)), name="stage_is_a_part_of_the_whole"
            ),
        ),
    ]
