"""Digests on their way: claimed by a lease, sent outside any transaction, each at most once.

A claim says who sends; `sending_since` is written before the first byte goes out. Whoever dies
before it leaves a digest that is sent later; whoever dies after it leaves one of which nobody
knows whether it has arrived: that one is shown as UNKNOWN and not sent again by itself.
"""

import contextlib
import logging
import os
import smtplib
import socket
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils.translation import gettext as _

from core import clock
from core.services import circuits
from core.states import Channel, DeliveryState
from notices.models import Delivery
from notices.services import post, preferences
from notices.services.composing import NothingToSendError, compose

BACKOFF_MINUTES = (1, 5, 15, 60, 180, 360)
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, ValueError)
FAULTS = (smtplib.SMTPException, OSError)


logger = logging.getLogger(__name__)


class PostIsDownError(Exception):
    """The mail server can't be reached: the rest of the digests wait."""


def deliver_waiting() -> int:
    """Send the digests that wait; answers how many the mail server has taken."""
    _give_up_broken_off()
    sender = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    sent = 0
    try:
        while not circuits.rests(Channel.EMAIL) and (delivery := _claim(sender)) is not None:
            sent += _deliver(delivery)
    except PostIsDownError:
        return sent
    return sent


def _give_up_broken_off() -> None:
    """Whoever was sending has died; only the recipient knows what has arrived."""
    reason = _("Broken off while it was being sent; it may have arrived.")
    broken_off = Delivery.objects.broken_off(clock.now())
    if count := broken_off.update(state=DeliveryState.UNKNOWN, error=reason):
        logger.warning("digests broken off while being sent, not sent again: %s", count)


def _claim(sender: str) -> Delivery | None:
    """Take the next digest for a while; of two who reach for it, the database gives it to one."""
    now = clock.now()
    lease = now + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    claim = {"state": DeliveryState.CLAIMED, "claimed_by": sender, "claimed_until": lease}
    for message in Delivery.objects.waiting(now).order_by("pk")[:100]:
        mine = Delivery.objects.waiting(now).filter(pk=message.pk)
        free = preferences.may_go_out(message, now)
        if free > now:
            mine.update(not_before=free)
        elif mine.update(**claim, tries=F("tries") + 1):
            return Delivery.objects.select_related("recipient").get(pk=message.pk)
    return None


def _deliver(delivery: Delivery) -> bool:
    """Whether the mail server has taken the digest; every other end is written on its row."""
    try:
        message = compose(delivery)
    except NothingToSendError as reason:
        return _end(delivery, DeliveryState.DROPPED, str(reason))
    office = post.office()
    try:
        office.open()
    except FAULTS as fault:
        logger.warning("the mail server is out of reach: %r", fault)
        circuits.failed(Channel.EMAIL, type(fault).__name__)
        _try_later(delivery, fault)
        raise PostIsDownError from fault
    try:
        return _begin(delivery) and _send(delivery, office, message)
    finally:
        _close(office)


def _begin(delivery: Delivery) -> bool:
    """Say that sending begins, unless the lease has run out and another has taken it."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.CLAIMED, claimed_by=delivery.claimed_by)
    now = clock.now()
    return mine.filter(claimed_until__gt=now).update(sending_since=now) == 1


def _send(delivery: Delivery, office: BaseEmailBackend, message: EmailMessage) -> bool:
    try:
        office.send_messages([message])
    except REFUSED as refusal:
        circuits.worked(Channel.EMAIL)
        return _try_later(delivery, refusal)
    except FAULTS as fault:
        logger.warning("digest %s broken off while being sent, not sent again: %r", delivery.pk, fault)
        circuits.failed(Channel.EMAIL, type(fault).__name__)
        reason = _("The connection broke while it was being sent; it may have arrived.")
        return _end(delivery, DeliveryState.UNKNOWN, f"{reason} {type(fault).__name__}")
    circuits.worked(Channel.EMAIL)
    return _end(delivery, DeliveryState.SENT)


def _end(delivery: Delivery, state: DeliveryState, reason: str = "") -> bool:
    """Write how it ended; answers whether the digest was sent."""
    sent_at = clock.now() if state == DeliveryState.SENT else None
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_by=delivery.claimed_by)
    mine.update(state=state, sent_at=sent_at, claimed_until=None, error=reason[:300])
    return state == DeliveryState.SENT


def _try_later(delivery: Delivery, fault: Exception) -> bool:
    """It has certainly not been sent: again after a pause that grows; after the last it is a dead letter."""
    reason = f"{type(fault).__name__}: {fault}"[:300]
    if delivery.tries > len(BACKOFF_MINUTES):
        return _end(delivery, DeliveryState.DEAD, reason)
    pause = BACKOFF_MINUTES[delivery.tries - 1]
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_by=delivery.claimed_by)
    mine.update(
        state=DeliveryState.FAILED,
        next_try_at=clock.now() + timedelta(minutes=pause),
        claimed_until=None,
        sending_since=None,
        error=reason,
    )
    return False


def _close(office: BaseEmailBackend) -> None:
    """The digest is out or not by now; a server that slams the door changes nothing."""
    with contextlib.suppress(*FAULTS):
        office.close()
