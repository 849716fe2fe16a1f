"""每日一报: the one digest a person gets a day, and the few messages that can't wait for it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from core import clock
from core.services import calendar
from core.states import DeliveryState
from notices.models import Delivery, Notice
from notices.services import standing_in

MOST_URGENT = 3
"""Urgent messages a person a day; what comes after them goes along with the next digest."""


@transaction.atomic
def gather(day: date) -> int:
    """Put what is in no message yet into the digests of a day; older ones that were not sent are overtaken by them."""
    standing_in.tell_substitutes()
    if settings.NOTICE_QUIET_HOLIDAYS and not calendar.current().is_working_day(clock.today()):
        # The digest waits for the next working day; what is urgent does not.
        gather_urgent()
    now = clock.now()
    # What a dead sender has left behind is nobody's again, so that it is filled or overtaken like the rest.
    Delivery.objects.orphaned(now).update(state=DeliveryState.NEW, claimed_by="", claimed_until=None)
    people = _people_to_tell(day)
    Delivery.objects.bulk_create(
        (Delivery(recipient_id=person, day=day, created_at=now) for person in people), ignore_conflicts=True
    )
    # The lock keeps a digest from being sent while it is being filled.
    unsent = list(Delivery.objects.select_for_update().filter(recipient__in=people).unsent().order_by("pk"))
    filled = {digest.recipient_id for digest in unsent if digest.day == day and not digest.is_urgent}
    _overtake([message for message in unsent if message.day < day and message.recipient_id in filled], day)
    _take_along_dead_letters(filled, day)
    own = Delivery.objects.digests().filter(recipient=OuterRef("recipient"), day=day).values("pk")[:1]
    Notice.objects.filter(recipient__in=filled, delivery=None).update(delivery=Subquery(own))
    return len(filled)


@transaction.atomic
def gather_urgent() -> int:
    """Put what can't wait into urgent messages of today, at most three a person; answers for how many people."""
    standing_in.tell_substitutes()
    today, now = clock.today(), clock.now()
    loose = Notice.objects.filter(delivery=None, is_urgent=True, read_at=None, recipient__is_active=True)
    people = sorted(set(loose.order_by().values_list("recipient", flat=True)))
    if not people:
        return 0
    Delivery.objects.bulk_create(_next_urgent(people, today), ignore_conflicts=True)
    # The lock keeps a message from being sent while it is being filled.
    today_s = Delivery.objects.select_for_update().filter(recipient__in=people, day=today).urgent().unsent()
    filled = {message.recipient_id: message.pk for message in today_s.order_by("-pk")}
    for person, message in filled.items():
        loose.filter(recipient=person, created_at__lte=now).update(delivery=message)
    return len(filled)


def _next_urgent(people: Sequence[int], today: date) -> list[Delivery]:
    """A message for each who has none that still waits, within what a day allows."""
    there = Delivery.objects.filter(recipient__in=people, day=today).urgent()
    used = Counter(there.values_list("recipient", flat=True))
    waiting = set(there.unsent().values_list("recipient", flat=True))
    free = [person for person in people if person not in waiting and used[person] < MOST_URGENT]
    return [
        Delivery(recipient_id=person, day=today, ordinal=used[person] + 1, created_at=clock.now()) for person in free
    ]


def _people_to_tell(day: date) -> list[int]:
    """Whoever has something in no message yet, or in an older one that was not sent."""
    loose = Notice.objects.filter(delivery=None).values_list("recipient", flat=True)
    late = Delivery.objects.unsent().filter(day__lt=day).values_list("recipient", flat=True)
    return sorted({*loose.distinct().order_by(), *late.distinct().order_by()})


def _overtake(older: Sequence[Delivery], day: date) -> None:
    """What was not sent in time goes along with the digest of the day."""
    keys = [message.pk for message in older]
    Notice.objects.filter(delivery__in=keys).update(delivery=None)
    reason = _("Overtaken by the digest of %(day)s.") % {"day": day.isoformat()}
    Delivery.objects.filter(pk__in=keys).update(state=DeliveryState.DROPPED, error=reason)


def _take_along_dead_letters(people: set[int], day: date) -> None:
    """What was certainly not sent is told with the next digest; the dead letter stays in the log."""
    dead = Delivery.objects.filter(recipient__in=people, state=DeliveryState.DEAD, day__lt=day)
    Notice.objects.filter(delivery__in=dead.values("pk"), read_at=None).update(delivery=None)
