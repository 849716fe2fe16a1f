from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.querysets import DeliveryQuerySet, NoticeQuerySet
from core.states import Channel, DeliveryState


class Notice(models.Model):
    """One thing told to one person (消息). Its existence is its delivery in the application.

    `subject` names what it is about (`rectification.item:42`), `day` the day that the rule
    counts from, for a reminder the deadline itself; the key makes it exactly one row, whoever
    runs the job and how often. `delivery` is the digest that carries it, empty until the next one.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    rule = models.CharField(_("Rule"), max_length=40)
    subject = models.CharField(max_length=80)
    day = models.DateField(_("Day"))
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    url = models.CharField(max_length=200, blank=True)
    is_reminder = models.BooleanField(default=False)
    delivery = models.ForeignKey("Delivery", on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")
    created_at = models.DateTimeField(_("Created"))
    read_at = models.DateTimeField(_("Read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("Notice")
        constraints = (
            models.UniqueConstraint(fields=("recipient", "rule", "subject", "day"), name="notice_exactly_once"),
        )
        indexes = (
            models.Index(fields=("recipient", "-created_at"), name="notice_inbox"),
            models.Index(fields=("recipient",), condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=("recipient",), condition=models.Q(delivery=None), name="notice_not_in_digest"),
        )

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """The one digest a person gets a day by one channel, and how far its sending has come.

    Claimed by a lease before it is sent; what was broken off while it was on its way
    ends as UNKNOWN and is shown, since sending it again could double it.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    day = models.DateField(_("Day"))
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    state = models.CharField(_("State"), max_length=8, choices=DeliveryState.choices, default=DeliveryState.NEW)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sending_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(_("Reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("Created"))

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Delivery")
        constraints = (
            models.UniqueConstraint(fields=("recipient", "day", "channel"), name="one_digest_a_person_a_day"),
        )
        indexes = (models.Index(fields=("state", "next_try_at"), name="delivery_due"),)

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day} {self.channel}"
