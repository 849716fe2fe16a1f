"""A digest or an urgent message as it goes out: with what still holds for its recipient, and is wanted by e-mail."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from notices.models import Delivery, Notice
from notices.services import preferences, standing_in

if TYPE_CHECKING:
    from accounts.models import User

MOST_LINES = 30
Check = Callable[["User", Sequence[Notice], date], set[int]]
_checks: dict[str, Check] = {}


class NothingToSendError(Exception):
    """The message is not sent; says why."""


def told_while(prefix: str, check: Check) -> None:
    """Let an app say which notices on its subjects still hold: `check(recipient, notices, day)` answers their keys."""
    _checks[prefix] = check


def compose(delivery: Delivery) -> EmailMessage:
    """The message, with what still holds for its recipient. Raises NothingToSendError."""
    recipient = delivery.recipient
    if not recipient.is_active:
        raise NothingToSendError(_("The account is not active any more."))
    if not recipient.email:
        raise NothingToSendError(_("The recipient has no e-mail address; the notices stand in the application."))
    notices = _still_true(delivery)
    if not notices:
        raise NothingToSendError(_("Read already, or nothing in it holds any more."))
    notices = preferences.wanted_by_mail(recipient, notices)
    if not notices:
        raise NothingToSendError(_("The recipient does not want these kinds by e-mail."))
    with translation.override(recipient.language):
        return _message(delivery, notices)


def _still_true(delivery: Delivery) -> list[Notice]:
    unread = list(
        delivery.notices.unread().select_related("on_behalf_of").order_by("-is_urgent", "-is_reminder", "-pk")
    )
    by_person: dict[User, list[Notice]] = defaultdict(list)
    for notice in unread:
        by_person[notice.on_behalf_of or delivery.recipient].append(notice)
    kept = {key for person, notices in by_person.items() for key in _kept(delivery, person, notices)}
    return [notice for notice in unread if notice.pk in kept]


def _kept(delivery: Delivery, person: "User", notices: Sequence[Notice]) -> set[int]:
    """Which notices still hold for the person they are meant for, if the recipient still stands in for that one."""
    if person != delivery.recipient and standing_in.substitutes(clock.today()).get(person.pk) != delivery.recipient_id:
        return set()
    kept = {notice.pk for notice in notices if not _is_checked(notice)}
    for prefix, check in _checks.items():
        concerned = [notice for notice in notices if notice.subject.startswith(prefix)]
        if concerned:
            kept |= check(person, concerned, delivery.day)
    return kept


def _is_checked(notice: Notice) -> bool:
    return any(notice.subject.startswith(prefix) for prefix in _checks)


def _message(delivery: Delivery, notices: Sequence[Notice]) -> EmailMessage:
    context = {
        "recipient": delivery.recipient,
        "day": delivery.day,
        "is_urgent": delivery.is_urgent,
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
