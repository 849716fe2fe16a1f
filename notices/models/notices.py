from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.states import Channel, DeliveryState
from notices.querysets import DeliveryQuerySet, NoticeQuerySet


class Notice(Read):
    """One thing told to one person (消息). Its existence is its delivery in the application.

    `subject` names what it is about (`rectification.item:42`), `day` the day that the rule
    counts from, for a reminder the deadline itself; the key makes it exactly one row, whoever
    runs the job and how often. `delivery` is the message that carries it, empty until the next one.
    `on_behalf_of` is the absent person for whom a substitute is told; `acted_at` the first step that
    the recipient took on the subject afterwards.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    rule = models.CharField(_("Rule"), max_length=40)
    subject = models.CharField(max_length=80)
    day = models.DateField(_("Day"))
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    url = models.CharField(max_length=200, blank=True)
    is_reminder = models.BooleanField(default=False)
    is_urgent = models.BooleanField(_("Urgent"), default=False)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    delivery = models.ForeignKey("Delivery", on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")
    created_at = models.DateTimeField(_("Created"))
    read_at = models.DateTimeField(_("Read"), null=True, blank=True)
    acted_at = models.DateTimeField(_("Acted on"), null=True, blank=True)

    recorded_as = "core.notice"

    readers = Readers(
        public=(
            "recipient rule subject day title text url is_reminder is_urgent on_behalf_of delivery "
            "created_at read_at acted_at"
        ),
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        db_table = "core_notice"
        ordering = ("-created_at", "-pk")
        verbose_name = _("Notice")
        constraints = (
            models.UniqueConstraint(fields=("recipient", "rule", "subject", "day"), name="notice_exactly_once"),
        )
        indexes = (
            models.Index(fields=("recipient", "-created_at"), name="notice_inbox"),
            models.Index(fields=("recipient",), condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=("recipient", "subject"), name="notice_by_subject"),
            models.Index(fields=("created_at", "recipient"), name="notice_by_moment"),
            models.Index(fields=("recipient",), condition=models.Q(delivery=None), name="notice_not_in_digest"),
            models.Index(
                fields=("recipient",), condition=models.Q(delivery=None, is_urgent=True), name="notice_urgent_waiting"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Delivery(Read):
    """A message to a person by one channel, and how far its sending has come.

    `ordinal` 0 is the one digest of a day, 1 to 3 are its urgent messages. `not_before` lies
    after the quiet hours. Claimed by a lease before it is sent; what was broken off while it was on its way
    ends as UNKNOWN and is shown, since sending it again could double it.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    day = models.DateField(_("Day"))
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    ordinal = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("State"), max_length=8, choices=DeliveryState.choices, default=DeliveryState.NEW)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sending_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    error = models.CharField(_("Reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("Created"))

    recorded_as = "core.delivery"

    readers = Readers(
        unit=(
            "recipient day channel ordinal state claimed_by claimed_until sending_since sent_at tries "
            "next_try_at not_before error created_at"
        ),
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        db_table = "core_delivery"
        verbose_name = _("Delivery")
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "day", "channel", "ordinal"), name="one_digest_and_three_urgent_a_day"
            ),
            models.CheckConstraint(condition=models.Q(ordinal__lte=3), name="three_urgent_a_day"),
        )
        indexes = (models.Index(fields=("state", "next_try_at"), name="delivery_due"),)

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day} {self.channel}"

    @property
    def is_urgent(self) -> bool:
        return self.ordinal > 0

    @property
    def to(self) -> str:
        return str(self.recipient)
