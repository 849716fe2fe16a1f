"""The tables stay as and where they are: Django alone learns to whose app they belong."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("enterprises", "0002_approval_version")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PLANNED", "Preparing"),
                                    ("BUILDING", "Under construction"),
                                    ("BUILT", "Built, not in production"),
                                    ("TRIAL", "Trial production"),
                                    ("OPERATING", "In production"),
                                    ("STOPPED", "Stopped"),
                                    ("CLOSED", "Closed or withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("state_since", models.DateField(blank=True, null=True, verbose_name="State since")),
                        ("content", models.TextField(blank=True, verbose_name="Scale and content")),
                        (
                            "investment",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Investment (10,000 yuan)",
                            ),
                        ),
                        ("planned_start", models.DateField(blank=True, null=True, verbose_name="Planned start")),
                        (
                            "planned_completion",
                            models.DateField(blank=True, null=True, verbose_name="Planned completion"),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="Started on")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="Completed on")),
                        (
                            "uses_hazardous_chemicals",
                            models.BooleanField(default=True, verbose_name="Hazardous chemicals"),
                        ),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="Updated")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="enterprises.enterprise",
                                verbose_name="Enterprise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Project",
                        "ordering": ("enterprise__name", "name"),
                        "db_table": "enterprises_project",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enterprise", "name"), name="project_name_once_in_enterprise"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectApproval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=120, verbose_name="Document number")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="Approved on")),
                        (
                            "not_applicable_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Not applicable because"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enterprises.permitkind",
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="projects.project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Approval",
                        "ordering": ("kind",),
                        "db_table": "enterprises_projectapproval",
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "kind"), name="approval_once_in_project")
                        ],
                    },
                ),
            ]
        )
    ]
