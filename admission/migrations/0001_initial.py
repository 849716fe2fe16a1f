"""The rule sheet of a park; applications with their discharge, reviews and course."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0014_notices_have_their_own_app"),
        ("parks", "0011_kinds_say_whether_they_are_confirmed"),
        ("projects", "0003_states_of_old_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdmissionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FORBIDDEN", "Forbidden list"),
                            ("RESTRICTED", "Restricted list"),
                            ("MAX_LAND", "Land at most (mu)"),
                            ("MIN_OUTPUT", "Output at least (10,000 yuan per mu)"),
                            ("MIN_INVESTMENT", "Investment at least (10,000 yuan per mu)"),
                        ],
                        max_length=14,
                        verbose_name="Kind",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="What it says")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="Words to look for")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Value"),
                ),
                ("is_strict", models.BooleanField(default=False, verbose_name="Not admitted if not met")),
                ("source", models.CharField(max_length=160, verbose_name="Source document")),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "park",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="admission_rules",
                        to="parks.park",
                        verbose_name="Park",
                    ),
                ),
            ],
            options={
                "verbose_name": "Admission rule",
                "ordering": ("kind", "text", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("APPLIED", "Applied for"),
                            ("REVIEWING", "Under review"),
                            ("REVIEWED", "To be decided"),
                            ("ADMITTED", "Admitted"),
                            ("CONDITIONAL", "Admitted with conditions"),
                            ("REFUSED", "Refused"),
                            ("APPEALED", "Appealed"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("LAPSED", "Lapsed"),
                        ],
                        default="APPLIED",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("land", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Land (mu)")),
                (
                    "investment",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Investment (10,000 yuan)"),
                ),
                (
                    "output",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Yearly output (10,000 yuan)"),
                ),
                ("processes", models.TextField(verbose_name="Processes and products")),
                ("is_safety_improvement", models.BooleanField(default=False, verbose_name="Improves safety")),
                ("reasons", models.TextField(blank=True, verbose_name="Reasons for what is restricted")),
                ("applied_on", models.DateField(verbose_name="Applied on")),
                ("met_on", models.DateField(null=True, verbose_name="Day of the meeting")),
                ("minutes", models.TextField(blank=True, verbose_name="Minutes")),
                ("sheet", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ADMITTED", "Admitted"),
                            ("CONDITIONAL", "Admitted with conditions"),
                            ("REFUSED", "Refused"),
                        ],
                        max_length=12,
                        verbose_name="Decision",
                    ),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="Decided on")),
                ("opinion", models.TextField(blank=True, verbose_name="Opinion")),
                ("conditions", models.TextField(blank=True, verbose_name="Conditions")),
                ("valid_until", models.DateField(null=True, verbose_name="Valid until")),
                ("appeal_by", models.DateField(null=True, verbose_name="Appeal by")),
                ("appealed_on", models.DateField(null=True, verbose_name="Appealed on")),
                ("appeal", models.TextField(blank=True, verbose_name="Reasons of the appeal")),
                ("settled_on", models.DateField(null=True, verbose_name="Appeal decided on")),
                ("settlement", models.TextField(blank=True, verbose_name="Reasons of the decision on the appeal")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "appealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Applicant",
                    ),
                ),
                (
                    "convened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
                    ),
                ),
                ("minutes_files", models.ManyToManyField(related_name="+", to="core.attachment")),
                (
                    "park",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="parks.park",
                        verbose_name="Park",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="projects.project",
                        verbose_name="Project",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="projects.projectrecord",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Admission application",
                "ordering": ("-applied_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AdmissionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="admission.application"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Discharge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pollutant",
                    models.CharField(
                        choices=[
                            ("COD", "COD"),
                            ("NH3N", "Ammonia nitrogen"),
                            ("TN", "Total nitrogen"),
                            ("TP", "Total phosphorus"),
                            ("SO2", "Sulphur dioxide"),
                            ("NOX", "Nitrogen oxides"),
                            ("VOCS", "VOCs"),
                        ],
                        max_length=8,
                        verbose_name="Pollutant",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="Amount (t/a)")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discharges",
                        to="admission.application",
                    ),
                ),
                (
                    "reservation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parks.quotaposting",
                        verbose_name="Reservation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Discharge",
                "ordering": ("pollutant",),
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scores", models.JSONField(default=list, verbose_name="Scores")),
                ("veto", models.CharField(blank=True, max_length=200, verbose_name="Veto item")),
                ("opinion", models.TextField(blank=True, verbose_name="Opinion")),
                ("given_at", models.DateTimeField(null=True, verbose_name="Given")),
                ("recused_at", models.DateTimeField(null=True, verbose_name="Stood aside")),
                ("recused_because", models.CharField(blank=True, max_length=200, verbose_name="Stood aside because")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="admission.application"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Reviewer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Review",
                "ordering": ("pk",),
            },
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["ADMITTED", "APPEALED", "APPLIED", "CONDITIONAL", "REVIEWED", "REVIEWING"])
                ),
                fields=("project",),
                name="admission_runs_once",
                violation_error_message="An application of this project runs already, or it is admitted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discharge",
            constraint=models.UniqueConstraint(fields=("application", "pollutant"), name="discharge_once"),
        ),
        migrations.AddConstraint(
            model_name="discharge",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="discharge_is_of_something"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("application", "reviewer"), name="review_once"),
        ),
    ]
