"""上次查看: since when a person has not looked, kept in one row that is written at most once an hour."""

from datetime import datetime, timedelta

from accounts.models import User
from core import clock
from core.figures import Moment
from meetings.models import LastLook

WRITTEN_AFTER = timedelta(hours=1)
NEW_VISIT_AFTER = timedelta(hours=4)
"""Whoever comes back sooner is still at the same visit: it compares with what the one before has seen (product)."""


def look(person: User) -> Moment | None:
    """The person looks now; returns when the visit before this one ended; None at the first visit."""
    now = clock.now().replace(microsecond=0)
    seen = LastLook.objects.filter(pk=person.pk).first()
    if seen is None:
        LastLook.objects.bulk_create([LastLook(person=person, at=now)], ignore_conflicts=True)
        return None
    gap = now - seen.at
    if gap < WRITTEN_AFTER:
        return _moment(seen.before)
    before = seen.at if gap >= NEW_VISIT_AFTER else seen.before
    # Of two pages that open together one writes; both say the same.
    LastLook.objects.filter(pk=person.pk, at=seen.at).update(at=now, before=before)
    return _moment(before)


def _moment(at: datetime | None) -> Moment | None:
    return Moment.of(at) if at else None
