import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_hand_overs"),
        ("rectification", "0028_batch_slips"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="suspended_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Days suspended"),
        ),
        migrations.CreateModel(
            name="DeadlineSuspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="Suspended from")),
                ("latest", models.DateField(verbose_name="Runs again by")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Ran again on")),
                ("deadline_before", models.DateField(verbose_name="Deadline before")),
                ("deadline_after", models.DateField(verbose_name="Deadline after")),
                ("reason", models.TextField(verbose_name="Reason")),
                ("at", models.DateTimeField(verbose_name="Moment")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="suspensions", to="rectification.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "Suspension of a deadline",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("item",), name="one_running_suspension_an_item"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("deadline_before"))),
                        name="suspension_of_a_running_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="suspension_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deadline_after__gte", models.F("deadline_before"))),
                        name="suspension_puts_off",
                    ),
                ],
            },
        ),
    ]
