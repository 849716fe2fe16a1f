"""The tables stay as and where they are: Django alone learns to whose app they belong."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0014_notices_have_their_own_app"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("IN_APP", "In the application"), ("EMAIL", "E-mail")],
                                default="EMAIL",
                                max_length=8,
                                verbose_name="Channel",
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(default=0)),
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
                        ("not_before", models.DateTimeField(blank=True, null=True)),
                        ("error", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("created_at", models.DateTimeField(verbose_name="Created")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Delivery",
                        "db_table": "core_delivery",
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=40, verbose_name="Rule")),
                        ("subject", models.CharField(max_length=80)),
                        ("day", models.DateField(verbose_name="Day")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        ("text", models.TextField(blank=True, verbose_name="Text")),
                        ("url", models.CharField(blank=True, max_length=200)),
                        ("is_reminder", models.BooleanField(default=False)),
                        ("is_urgent", models.BooleanField(default=False, verbose_name="Urgent")),
                        ("created_at", models.DateTimeField(verbose_name="Created")),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="Read")),
                        ("acted_at", models.DateTimeField(blank=True, null=True, verbose_name="Acted on")),
                        (
                            "delivery",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="notices",
                                to="notices.delivery",
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Notice",
                        "db_table": "core_notice",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="NoticeSettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="Quiet from")),
                        ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="Quiet until")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notice_settings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Settings of notices",
                        "db_table": "core_noticesettings",
                    },
                ),
                migrations.CreateModel(
                    name="Unsubscribed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unsubscribed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Kind not wanted by e-mail",
                        "db_table": "core_unsubscribed",
                    },
                ),
                migrations.AddIndex(
                    model_name="delivery",
                    index=models.Index(fields=["state", "next_try_at"], name="delivery_due"),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.UniqueConstraint(
                        fields=("recipient", "day", "channel", "ordinal"), name="one_digest_and_three_urgent_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ordinal__lte", 3)), name="three_urgent_a_day"
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(fields=["recipient", "-created_at"], name="notice_inbox"),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("read_at", None)), fields=["recipient"], name="notice_unread"
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(fields=["recipient", "subject"], name="notice_by_subject"),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(fields=["created_at", "recipient"], name="notice_by_moment"),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("delivery", None)), fields=["recipient"], name="notice_not_in_digest"
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("delivery", None), ("is_urgent", True)),
                        fields=["recipient"],
                        name="notice_urgent_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.UniqueConstraint(
                        fields=("recipient", "rule", "subject", "day"), name="notice_exactly_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticesettings",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiet_hours_begin_and_end",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unsubscribed",
                    constraint=models.UniqueConstraint(fields=("person", "kind"), name="unsubscribed_once"),
                ),
            ]
        )
    ]
