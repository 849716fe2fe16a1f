import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.encryption
from core.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0014_notices_have_their_own_app"),
        ("enterprises", "0007_permits_are_suspended_and_revoked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=80)),
                ("subject_name", models.CharField(max_length=200, verbose_name="File or row")),
                ("field", models.CharField(max_length=60, verbose_name="Datum")),
                ("on_file", core.encryption.EncryptedTextField(blank=True, verbose_name="On file then")),
                ("wrong", models.TextField(verbose_name="What is wrong with it")),
                ("proposed", core.encryption.EncryptedTextField(blank=True, verbose_name="What would be right")),
                ("reason", models.TextField(verbose_name="Why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "Waits for an answer"),
                            ("ACCEPTED", "Accepted"),
                            ("PARTLY", "Accepted in part"),
                            ("REJECTED", "Rejected"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNANSWERED", "Ended without an answer"),
                        ],
                        default="OPEN",
                        max_length=12,
                        verbose_name="Standing",
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("KEEPER", "Those who keep the file"),
                            ("LEADER", "The county's coordinator or the head of the unit"),
                        ],
                        default="KEEPER",
                        max_length=8,
                        verbose_name="Whose turn",
                    ),
                ),
                ("due", models.DateField(db_index=True, verbose_name="Answer due by")),
                ("raised_at", models.DateTimeField(verbose_name="Raised")),
                ("answer", models.TextField(blank=True, verbose_name="Answer")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Ended")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Answered by",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.filechange",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="enterprises.enterprise",
                        verbose_name="Enterprise",
                    ),
                ),
                (
                    "files",
                    models.ManyToManyField(
                        blank=True, related_name="objections", to="core.attachment", verbose_name="Proof"
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Objected by",
                    ),
                ),
            ],
            options={
                "verbose_name": "Objection to a datum",
                "ordering": ("-raised_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ObjectionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RAISED", "Raised"),
                            ("MOVED_UP", "Moved up: nobody has answered in time"),
                            ("ACCEPTED", "Accepted"),
                            ("PARTLY", "Accepted in part"),
                            ("REJECTED", "Rejected"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNANSWERED", "Ended without an answer"),
                        ],
                        max_length=10,
                        verbose_name="Event",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="Moment")),
                ("due", models.DateField(blank=True, null=True, verbose_name="Answer due by")),
                ("text", models.TextField(blank=True, verbose_name="Reason")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="objections.objection"
                    ),
                ),
            ],
            options={
                "verbose_name": "Event of an objection",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["enterprise", "state"], name="objection_by_state"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")),
                fields=("subject", "field"),
                name="objection_once_open",
                violation_error_message="There is an open objection to this datum already.",
            ),
        ),
        append_only("objections_objectionevent"),
    ]
