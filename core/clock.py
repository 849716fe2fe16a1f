"""The only place that asks what time it is.

'Today' is the day in the county (Asia/Shanghai), whatever zone the server keeps.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; within `at` the moment told there."""
    return _told.get() or timezone.now()  # noqa: TID251 - the one place that asks


def today() -> date:
    """The present day in the county."""
    return timezone.localdate(now())


def start_of(day: date) -> datetime:
    """The moment at which a day begins in the county."""
    return timezone.make_aware(datetime.combine(day, time.min))


def start_of_today() -> datetime:
    """The moment at which the present day began in the county."""
    return start_of(today())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment inside this block, for this thread or task alone.

    The made-up past of the demonstration is written this way, by the same services as the present.
    """
    if timezone.is_naive(moment):
        raise ValueError("A moment needs a time zone.")
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


@contextmanager
def still() -> Iterator[None]:
    """Let no time pass inside: all that one act writes bears one moment, so that no month's edge runs through it."""
    with at(now()):
        yield
