"""What somebody wants to get by e-mail and when; nobody gets around a duty."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.services import calendar, log
from notices import kinds as notice_kinds
from notices.models import Delivery, Notice, NoticeSettings, Unsubscribed
from notices.rules.quiet import LONGEST_HOURS, MORNING, Quiet, put_off

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def choose(person: "User", *, unwanted: Collection[str], quiet_from: time | None, quiet_until: time | None) -> None:
    """Write which kinds somebody does not want by e-mail, and the own quiet hours; empty ones mean the county's.

    Raises DomainError for a duty, for half of the hours, and for hours that leave too little of the day.
    """
    _refuse_duties(unwanted)
    _refuse_hours(quiet_from, quiet_until)
    before = _said_by(person)
    Unsubscribed.objects.filter(person=person).delete()
    Unsubscribed.objects.bulk_create(Unsubscribed(person=person, kind=kind) for kind in sorted(set(unwanted)))
    hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    NoticeSettings.objects.update_or_create(person=person, defaults=hours)
    Delivery.objects.filter(recipient=person).unsent().update(not_before=None)
    log.record("notices.choose", person, actor=person, before=before, after=_said_by(person))


def _said_by(person: "User") -> dict[str, object]:
    begins, ends = own_hours_of(person)
    return {"unwanted": sorted(unwanted_by(person)), "quiet_from": begins, "quiet_until": ends}


def _refuse_duties(unwanted: Collection[str]) -> None:
    for code in unwanted:
        kind = notice_kinds.named(code)
        if kind is None:
            raise DomainError(_("There is no such kind of notice."), "unwanted")
        if kind.duty:
            said = _("“%(kind)s” is a duty of yours and can't be turned off.") % {"kind": kind.label}
            raise DomainError(said, "unwanted")


def _refuse_hours(begins: time | None, ends: time | None) -> None:
    if (begins is None) != (ends is None):
        raise DomainError(_("Give both the beginning and the end, or neither."), "quiet_until")
    if begins is None or ends is None:
        return
    if Quiet(begins, ends, on_holidays=False).hours > LONGEST_HOURS:
        said = _("Quiet hours last %(hours)s hours at most, so that you can be told of your duties.")
        raise DomainError(said % {"hours": LONGEST_HOURS}, "quiet_until")


def unwanted_by(person: "User") -> set[str]:
    """The kinds that somebody does not want by e-mail."""
    return set(Unsubscribed.objects.filter(person=person).values_list("kind", flat=True))


def wanted_by_mail(person: "User", notices: Sequence[Notice]) -> list[Notice]:
    """What goes to somebody by e-mail; the rest stands in the application alone."""
    unwanted = unwanted_by(person)
    kinds = {notice.pk: notice_kinds.of_rule(notice.rule) for notice in notices}
    return [notice for notice in notices if kinds[notice.pk].duty or kinds[notice.pk].code not in unwanted]


def own_hours_of(person: "User | int") -> tuple[time | None, time | None]:
    """The quiet hours that somebody has set; None and None where they are the county's."""
    own = NoticeSettings.objects.filter(person=person).first()
    return (own.quiet_from, own.quiet_until) if own else (None, None)


def hours_of_county() -> Quiet:
    """The quiet hours of whoever has set no other ones."""
    return Quiet(settings.NOTICE_QUIET_FROM, settings.NOTICE_QUIET_UNTIL, settings.NOTICE_QUIET_HOLIDAYS)


def hours_of(person: "User | int") -> Quiet:
    """The quiet hours of somebody: the own ones, else the county's."""
    begins, ends = own_hours_of(person)
    county = hours_of_county()
    return county if begins is None or ends is None else Quiet(begins, ends, county.on_holidays)


def may_go_out(delivery: Delivery, now: datetime) -> datetime:
    """From when on a message may be sent: now, or after the quiet hours and days of its recipient.

    A digest that is left from an earlier day waits until the digest of the morning could take it along.
    """
    here, urgent = timezone.localtime(now), delivery.is_urgent
    if not urgent and here.time() < MORNING and timezone.localdate(delivery.created_at) < here.date():
        here = datetime.combine(here.date(), MORNING, tzinfo=here.tzinfo)
    return put_off(here, hours_of(delivery.recipient_id), calendar.current(), urgent=urgent)
