"""每日一报: the one digest a person gets a day, what it carries and whether that still holds."""

from collections.abc import Callable, Sequence
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.models import Delivery, Notice
from core.states import DeliveryState

MOST_LINES = 30
Check = Callable[[Any, Sequence[Notice], date], set[int]]
_checks: dict[str, Check] = {}


class NothingToSendError(Exception):
    """The digest is not sent; says why."""


def told_while(prefix: str, check: Check) -> None:
    """Let an app say which notices on its subjects still hold: `check(recipient, notices, day)` answers their keys."""
    _checks[prefix] = check


@transaction.atomic
def gather(day: date) -> int:
    """Put what is in no digest yet into the digests of a day; older ones that were not sent are overtaken by them."""
    people = _people_to_tell(day)
    now = clock.now()
    Delivery.objects.bulk_create(
        (Delivery(recipient_id=person, day=day, created_at=now) for person in people), ignore_conflicts=True
    )
    # The lock keeps a digest from being sent while it is being filled.
    unsent = list(Delivery.objects.select_for_update().filter(recipient__in=people).unsent().order_by("pk"))
    filled = {digest.recipient_id for digest in unsent if digest.day == day}
    _overtake([digest for digest in unsent if digest.day < day and digest.recipient_id in filled], day)
    own = Delivery.objects.filter(recipient=OuterRef("recipient"), day=day).values("pk")[:1]
    Notice.objects.filter(recipient__in=filled, delivery=None).update(delivery=Subquery(own))
    return len(filled)


def _people_to_tell(day: date) -> list[int]:
    """Whoever has something in no digest yet, or in an older one that was not sent."""
    loose = Notice.objects.filter(delivery=None).values_list("recipient", flat=True)
    late = Delivery.objects.unsent().filter(day__lt=day).values_list("recipient", flat=True)
    return sorted({*loose.distinct().order_by(), *late.distinct().order_by()})


def _overtake(older: Sequence[Delivery], day: date) -> None:
    """What was not sent in time goes along with the digest of the day."""
    keys = [digest.pk for digest in older]
    Notice.objects.filter(delivery__in=keys).update(delivery=None)
    reason = _("Overtaken by the digest of %(day)s.") % {"day": day.isoformat()}
    Delivery.objects.filter(pk__in=keys).update(state=DeliveryState.DROPPED, error=reason)


def compose(delivery: Delivery) -> EmailMessage:
    """The digest as a message, with what still holds for its recipient. Raises NothingToSendError."""
    recipient = delivery.recipient
    if not recipient.is_active:
        raise NothingToSendError(_("The account is not active any more."))
    if not recipient.email:
        raise NothingToSendError(_("The recipient has no e-mail address; the notices stand in the application."))
    notices = _still_true(delivery)
    if not notices:
        raise NothingToSendError(_("Read already, or nothing in it holds any more."))
    with translation.override(recipient.language):
        return _message(delivery, notices)


def _still_true(delivery: Delivery) -> list[Notice]:
    unread = list(delivery.notices.unread().order_by("-is_reminder", "-pk"))
    kept = {notice.pk for notice in unread if not _is_checked(notice)}
    for prefix, check in _checks.items():
        concerned = [notice for notice in unread if notice.subject.startswith(prefix)]
        if concerned:
            kept |= check(delivery.recipient, concerned, delivery.day)
    return [notice for notice in unread if notice.pk in kept]


def _is_checked(notice: Notice) -> bool:
    return any(notice.subject.startswith(prefix) for prefix in _checks)


def _message(delivery: Delivery, notices: Sequence[Notice]) -> EmailMessage:
    context = {
        "recipient": delivery.recipient,
        "day": delivery.day,
        "lines": notices[:MOST_LINES],
        "count": len(notices),
        "more": max(len(notices) - MOST_LINES, 0),
        "site": settings.SITE_URL,
        "county": settings.COUNTY_NAME,
    }
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=render_to_string("emails/digest_subject.txt", context).strip(),
        body=render_to_string("emails/digest.txt", context),
        to=[delivery.recipient.email],
        headers={
            "Message-ID": f"<digest-{delivery.pk}-{delivery.day:%Y%m%d}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
