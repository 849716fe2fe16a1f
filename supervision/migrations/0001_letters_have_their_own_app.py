"""The tables stay as and where they are: Django alone learns to whose app they belong."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0012_seed_in_session"),
        ("core", "0012_held_uploads"),
        ("rectification", "0019_letters_have_their_own_app"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="EscalationStep",
                    fields=[
                        ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("order", models.PositiveSmallIntegerField(verbose_name="Order")),
                        (
                            "trigger",
                            models.CharField(
                                choices=[("OVERDUE", "Overdue"), ("ON_LEDGER", "Assigned")],
                                max_length=12,
                                verbose_name="Trigger",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[("GENERAL", "General hazard"), ("MAJOR", "Major hazard")],
                                max_length=8,
                                verbose_name="Level",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(default=0, verbose_name="Days overdue")),
                        (
                            "unit",
                            models.CharField(
                                choices=[("CALENDAR", "Calendar days"), ("WORKING", "Working days")],
                                default="CALENDAR",
                                max_length=8,
                                verbose_name="Kind of days",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None"),
                                    ("CHASED", "Chased"),
                                    ("SUPERVISED", "Under supervision"),
                                    ("LISTED", "Listed supervision"),
                                    ("TALKED", "Summons talk"),
                                    ("ACCOUNTABILITY", "Accountability started"),
                                ],
                                max_length=16,
                                verbose_name="Measure",
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("SUPERVISION", "Supervision letter"),
                                    ("CIRCULAR", "Circular"),
                                    ("LISTING", "Notice of listed supervision"),
                                    ("TALK", "Notice of a summons talk"),
                                    ("REFERRAL", "Referral to accountability"),
                                    ("REMOVAL", "Notice of removal from listed supervision"),
                                ],
                                max_length=12,
                                verbose_name="Document",
                            ),
                        ),
                        (
                            "confirmer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PUBLICITY", "Publicity of the result"),
                                    ("COORDINATOR_OR_HEAD", "Coordinator or head of the assigning department"),
                                    ("DEPARTMENT_HEAD", "Head of the department"),
                                    ("COORDINATOR", "County coordinator"),
                                    ("SUPERIOR_CONSENT", "Consent of the superior, recorded by the coordinator"),
                                ],
                                max_length=24,
                                verbose_name="Confirmed by",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="Source text")),
                    ],
                    options={
                        "verbose_name": "Step of the escalation ladder",
                        "db_table": "rectification_escalationstep",
                        "ordering": ("order", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="GroupRobot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name of the group")),
                        ("address", models.CharField(max_length=400, verbose_name="Webhook address")),
                        ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                        ("created_at", models.DateTimeField(verbose_name="Created")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="robots",
                                to="accounts.organization",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Group robot",
                        "db_table": "rectification_grouprobot",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SUPERVISION", "Supervision letter"),
                                    ("CIRCULAR", "Circular"),
                                    ("LISTING", "Notice of listed supervision"),
                                    ("TALK", "Notice of a summons talk"),
                                    ("REFERRAL", "Referral to accountability"),
                                    ("REMOVAL", "Notice of removal from listed supervision"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="Number")),
                        ("word", models.CharField(max_length=20)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("sequence", models.PositiveIntegerField()),
                        ("answer_by", models.DateField(verbose_name="Answer by")),
                        ("answer_derivation", models.JSONField(default=dict)),
                        ("frozen", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("issued_at", models.DateTimeField(verbose_name="Issued")),
                        ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="Received")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="Answered")),
                        ("answer", models.TextField(blank=True, default="", verbose_name="Answer")),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="Voided")),
                        ("void_reason", models.TextField(blank=True, default="", verbose_name="Reason for voiding")),
                        (
                            "addressee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="accounts.organization",
                                verbose_name="Addressee",
                            ),
                        ),
                        (
                            "answer_files",
                            models.ManyToManyField(
                                blank=True,
                                related_name="answered_letters",
                                to="core.attachment",
                                verbose_name="Photos or documents",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "items",
                            models.ManyToManyField(
                                related_name="letters", to="rectification.item", verbose_name="Items"
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Supervision letter",
                        "db_table": "rectification_supervisionletter",
                        "ordering": ("-pk",),
                    },
                ),
                migrations.CreateModel(
                    name="EscalationProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ground_day", models.DateField(verbose_name="Rests on")),
                        ("proposed_on", models.DateField(verbose_name="Proposed on")),
                        ("made_at", models.DateTimeField(verbose_name="Proposed")),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("OPEN", "Waits for a decision"),
                                    ("CONFIRMED", "Confirmed"),
                                    ("DECLINED", "Declined"),
                                    ("WITHDRAWN", "Withdrawn"),
                                ],
                                default="OPEN",
                                max_length=10,
                                verbose_name="Decision",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="Decided")),
                        ("reason", models.TextField(blank=True, default="", verbose_name="Reason")),
                        (
                            "decided_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalation_proposals",
                                to="rectification.item",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="supervision.escalationstep",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="supervision.supervisionletter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Proposal to escalate",
                        "db_table": "rectification_escalationproposal",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="RobotMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("text", models.TextField(verbose_name="Text")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("NEW", "To be sent"),
                                    ("CLAIMED", "Being sent"),
                                    ("SENT", "Sent"),
                                    ("FAILED", "Failed, will be tried again"),
                                    ("UNKNOWN", "Unknown: broken off while sending"),
                                    ("DROPPED", "Dropped"),
                                    ("DEAD", "Given up after several tries"),
                                ],
                                default="NEW",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("claimed_by", models.CharField(blank=True, max_length=80)),
                        ("claimed_until", models.DateTimeField(blank=True, null=True)),
                        ("sending_since", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sent at")),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="Tries")),
                        ("next_try_at", models.DateTimeField(blank=True, null=True)),
                        ("error", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        (
                            "robot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="supervision.grouprobot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Message of a robot",
                        "db_table": "rectification_robotmessage",
                        "ordering": ("-day", "-pk"),
                        "constraints": [models.UniqueConstraint(fields=("robot", "day"), name="robot_once_a_day")],
                    },
                ),
                migrations.AddIndex(
                    model_name="supervisionletter",
                    index=models.Index(fields=["county", "-issued_at"], name="letter_by_county"),
                ),
                migrations.AddIndex(
                    model_name="supervisionletter",
                    index=models.Index(fields=["addressee", "-issued_at"], name="letter_by_addressee"),
                ),
                migrations.AddConstraint(
                    model_name="supervisionletter",
                    constraint=models.UniqueConstraint(
                        fields=("county", "word", "year", "sequence"), name="letter_number_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="escalationproposal",
                    index=models.Index(condition=models.Q(("decision", "OPEN")), fields=["item"], name="proposal_open"),
                ),
                migrations.AddConstraint(
                    model_name="escalationproposal",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("decision", "WITHDRAWN"), _negated=True),
                        fields=("item", "step", "ground_day"),
                        name="escalation_proposed_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="escalationproposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decision__in", ["OPEN", "CONFIRMED", "DECLINED", "WITHDRAWN"])),
                        name="proposal_decision_known",
                    ),
                ),
            ]
        )
    ]
