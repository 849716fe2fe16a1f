"""The tables stay as and where they are: Django alone learns to whose app they belong."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("rectification", "0017_lists_have_their_own_app"),
        ("accounts", "0012_seed_in_session"),
        ("inspections", "0002_taken_back"),
        ("parks", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.FileField(blank=True, upload_to="imports/")),
                        ("file_name", models.CharField(max_length=200, verbose_name="File")),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("sheet", models.CharField(blank=True, max_length=120, verbose_name="Sheet")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="Title")),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PROV_FEEDBACK", "Provincial feedback"),
                                    ("CITY_ASSIGNED", "Assigned by the city"),
                                    ("INSPECTORATE", "Inspectorate feedback"),
                                    ("COUNTY_CHECK", "County inspection"),
                                    ("SELF", "Enterprise self-check"),
                                    ("COMPLAINT", "Complaint or petition"),
                                    ("PARK_PATROL", "Park patrol"),
                                    ("SYSTEM", "System warning"),
                                ],
                                max_length=16,
                                verbose_name="Source",
                            ),
                        ),
                        ("mapping", models.JSONField(blank=True, default=dict)),
                        ("decisions", models.JSONField(blank=True, default=dict)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("UPLOADED", "Uploaded"),
                                    ("CHECKED", "Checked"),
                                    ("RUNNING", "Being imported"),
                                    ("IMPORTED", "Imported"),
                                    ("UNDONE", "Undone"),
                                    ("FAILED", "Can't be read"),
                                ],
                                default="UPLOADED",
                                max_length=8,
                                verbose_name="Stage",
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("claimed_until", models.DateTimeField(blank=True, null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("summary", models.JSONField(blank=True, default=dict)),
                        ("created_units", models.JSONField(blank=True, default=list)),
                        ("error", models.TextField(blank=True)),
                        ("uploaded_at", models.DateTimeField(verbose_name="Uploaded")),
                        ("imported_at", models.DateTimeField(blank=True, null=True, verbose_name="Imported")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "park",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="parks.park",
                                verbose_name="Park",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Import",
                        "db_table": "rectification_importbatch",
                        "ordering": ("-uploaded_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ImportedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sheet", models.CharField(blank=True, default="", max_length=120)),
                        ("row", models.PositiveIntegerField()),
                        ("part", models.PositiveSmallIntegerField(default=0)),
                        ("fingerprint", models.CharField(db_index=True, max_length=64)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="intake.importbatch",
                            ),
                        ),
                        (
                            "source",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imported_row",
                                to="inspections.findingsource",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "rectification_importedrow",
                        "ordering": ("batch", "row"),
                    },
                ),
                migrations.CreateModel(
                    name="SentBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("cells", models.PositiveIntegerField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent_back",
                                to="intake.importbatch",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "rectification_sentback",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="MappingMemory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signature", models.CharField(max_length=64)),
                        ("mapping", models.JSONField()),
                        ("used_at", models.DateTimeField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "rectification_mappingmemory",
                        "constraints": [
                            models.UniqueConstraint(fields=("organization", "signature"), name="mapping_once_a_unit")
                        ],
                    },
                ),
            ]
        )
    ]
