import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0013_hand_overs"),
        ("core", "0016_uploads_without_an_account"),
        ("enterprises", "0010_operating_states_append_only"),
        ("rectification", "0030_history_by_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrong", models.TextField(verbose_name="What is wrong with the finding")),
                ("reason", models.TextField(verbose_name="Why")),
                ("served_on", models.DateField(verbose_name="Served on")),
                ("raised_at", models.DateTimeField(verbose_name="Raised")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "Waits for an answer"),
                            ("ANSWERED", "Answered; the enterprise may go on"),
                            ("CONFIRMING", "To be voided: waits for the second person"),
                            ("UPHELD", "Upheld"),
                            ("CHANGED", "Changed"),
                            ("VOIDED", "Voided"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNDECIDED", "Ended undecided: nobody has answered"),
                            ("MOOT", "Ended with the item"),
                        ],
                        default="OPEN",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("TEAM", "The unit that found it"),
                            ("UNIT", "The department that assigned it"),
                            ("BODY", "A body that took no part"),
                            ("LEADER", "The leader"),
                        ],
                        default="TEAM",
                        max_length=8,
                        verbose_name="Step",
                    ),
                ),
                ("due", models.DateField(db_index=True, verbose_name="Clock ends on")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("OPEN", "Waits for an answer"),
                            ("ANSWERED", "Answered; the enterprise may go on"),
                            ("CONFIRMING", "To be voided: waits for the second person"),
                            ("UPHELD", "Upheld"),
                            ("CHANGED", "Changed"),
                            ("VOIDED", "Voided"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNDECIDED", "Ended undecided: nobody has answered"),
                            ("MOOT", "Ended with the item"),
                        ],
                        max_length=12,
                        verbose_name="Latest answer",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Ended")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="enterprises.enterprise",
                        verbose_name="Enterprise",
                    ),
                ),
                (
                    "files",
                    models.ManyToManyField(
                        blank=True, related_name="challenges", to="core.attachment", verbose_name="Proof"
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="rectification.item",
                        verbose_name="Problem",
                    ),
                ),
                (
                    "leader_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Challenged by",
                    ),
                ),
                (
                    "team_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                        verbose_name="Answering unit",
                    ),
                ),
                (
                    "unit_by",
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
                "verbose_name": "Challenge to a finding",
                "ordering": ("-raised_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ChallengeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RAISED", "Raised"),
                            ("MOVED_UP", "Moved up: nobody has answered in time"),
                            ("PASSED_OVER", "Passed over: nobody there has taken no part"),
                            ("UPHELD", "Upheld"),
                            ("CHANGED", "Changed"),
                            ("PROPOSED", "Voiding proposed"),
                            ("VOIDED", "Voided"),
                            ("NOT_VOIDED", "The second person did not agree"),
                            ("GONE_ON", "The enterprise went on to the next"),
                            ("LET_STAND", "Ended: the enterprise did not go on"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNDECIDED", "Ended undecided: nobody has answered"),
                            ("MOOT", "Ended with the item"),
                            ("SUSPENDED", "Deadline suspended"),
                            ("RESUMED", "Deadline runs again"),
                        ],
                        max_length=12,
                        verbose_name="Event",
                    ),
                ),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("TEAM", "The unit that found it"),
                            ("UNIT", "The department that assigned it"),
                            ("BODY", "A body that took no part"),
                            ("LEADER", "The leader"),
                        ],
                        max_length=8,
                        verbose_name="Step",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="Moment")),
                ("due", models.DateField(null=True, verbose_name="Clock ends on")),
                ("text", models.TextField(blank=True, verbose_name="Reason")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="challenges.challenge"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                        verbose_name="Answering unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Event of a challenge",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="challenge",
            index=models.Index(fields=["state", "due"], name="challenge_clocks"),
        ),
        migrations.AddIndex(
            model_name="challenge",
            index=models.Index(fields=["enterprise", "state"], name="challenge_by_state"),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "WITHDRAWN"), _negated=True),
                fields=("item",),
                name="challenge_once_an_item",
                violation_error_message="This finding has been challenged already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("team_by", None),
                        ("unit_by", None),
                        models.Q(("team_by", models.F("unit_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("team_by", None),
                        ("body_by", None),
                        models.Q(("team_by", models.F("body_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("team_by", None),
                        ("leader_by", None),
                        models.Q(("team_by", models.F("leader_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("unit_by", None),
                        ("body_by", None),
                        models.Q(("unit_by", models.F("body_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("unit_by", None),
                        ("leader_by", None),
                        models.Q(("unit_by", models.F("leader_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("body_by", None),
                        ("leader_by", None),
                        models.Q(("body_by", models.F("leader_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("found_by", None),
                        ("unit_by", None),
                        models.Q(("found_by", models.F("unit_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("found_by", None),
                        ("body_by", None),
                        models.Q(("found_by", models.F("body_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("found_by", None),
                        ("leader_by", None),
                        models.Q(("found_by", models.F("leader_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("assigned_by", None),
                        ("unit_by", None),
                        models.Q(("assigned_by", models.F("unit_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("assigned_by", None),
                        ("body_by", None),
                        models.Q(("assigned_by", models.F("body_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("assigned_by", None),
                        ("leader_by", None),
                        models.Q(("assigned_by", models.F("leader_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="challenge_decided_by_others",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "OPEN",
                            "ANSWERED",
                            "CONFIRMING",
                            "UPHELD",
                            "CHANGED",
                            "VOIDED",
                            "WITHDRAWN",
                            "UNDECIDED",
                            "MOOT",
                        ],
                    )
                ),
                name="challenge_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(("rung__in", ["TEAM", "UNIT", "BODY", "LEADER"])), name="challenge_rung_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state__in", ("OPEN", "ANSWERED", "CONFIRMING"))),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ("UPHELD", "CHANGED", "VOIDED", "WITHDRAWN", "UNDECIDED", "MOOT")),
                    ),
                    _connector="OR",
                ),
                name="challenge_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("UPHELD", "CHANGED", "VOIDED")), _negated=True),
                    ("verdict__in", ("UPHELD", "CHANGED", "VOIDED")),
                    _connector="OR",
                ),
                name="challenge_decided_by_somebody",
            ),
        ),
        append_only("challenges_challengeevent"),
    ]
