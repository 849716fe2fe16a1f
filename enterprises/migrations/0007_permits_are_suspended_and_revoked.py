"""The state of a permit and how it changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0006_renewals_follow_the_old_permit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PermitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("VALID", "In force"),
                            ("SUSPENDED", "Suspended"),
                            ("REVOKED", "Revoked"),
                            ("CANCELLED", "Cancelled"),
                        ],
                        max_length=12,
                        verbose_name="Permit state",
                    ),
                ),
                ("since", models.DateField(verbose_name="From which day on")),
                ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Permit state",
                "ordering": ("since", "pk"),
            },
        ),
        migrations.AddField(
            model_name="permit",
            name="state",
            field=models.CharField(
                choices=[
                    ("VALID", "In force"),
                    ("SUSPENDED", "Suspended"),
                    ("REVOKED", "Revoked"),
                    ("CANCELLED", "Cancelled"),
                ],
                default="VALID",
                editable=False,
                max_length=12,
                verbose_name="Permit state",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["VALID", "SUSPENDED", "REVOKED", "CANCELLED"])),
                name="permit_state_known",
            ),
        ),
        migrations.AddField(
            model_name="permitchange",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Person",
            ),
        ),
        migrations.AddField(
            model_name="permitchange",
            name="permit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="enterprises.permit",
                verbose_name="Permit",
            ),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.UniqueConstraint(fields=("permit", "since"), name="permit_changes_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["VALID", "SUSPENDED", "REVOKED", "CANCELLED"])),
                name="permit_change_known",
            ),
        ),
    ]
