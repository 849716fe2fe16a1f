"""日历订阅: a private address is made, seen once, read without a login, and revoked."""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.services import log
from notices.models import CalendarFeed
from notices.rules.feeds import Event, written
from notices.services import calendar
from notices.services.calendar import TO_APPLY, Entry, Narrowed

if TYPE_CHECKING:
    from accounts.models import User

MOST_FEEDS = 10
"""Addresses a person that are not revoked."""
BACK, AHEAD = timedelta(days=400), timedelta(days=800)
MOST_EVENTS = 5000
"""What a calendar program is given at most; the nearest come first."""


@transaction.atomic
def make(person: "User", name: str) -> str:
    """Make an address and answer its secret part, this once. Raises DomainError for one too many."""
    if CalendarFeed.objects.filter(person=person, revoked_at=None).count() >= MOST_FEEDS:
        raise DomainError(_("You have %(most)s addresses; revoke one first.") % {"most": MOST_FEEDS}, "name")
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(person=person, name=name, digest=_digest(token), created_at=clock.now())
    log.record("notices.feed-make", person, actor=person, after={"name": name})
    return token


@transaction.atomic
def revoke(feed: CalendarFeed, *, actor: "User") -> None:
    """Nothing is read under the address any more; a second time changes nothing."""
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now()):
        log.record("notices.feed-revoke", actor, actor=actor, before={"name": feed.name})


def living(token: str) -> CalendarFeed | None:
    """The feed of an address, of somebody who may still log in; None for everything else."""
    feeds = CalendarFeed.objects.select_related("person__organization")
    return feeds.filter(digest=_digest(token), revoked_at=None, person__is_active=True).first()


def read(feed: CalendarFeed) -> str:
    """What the feed says now, in the language and the scope of its person; that it was read is noted."""
    today = clock.today()
    CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=clock.now())
    with translation.override(feed.person.language):
        rows = calendar.entries(feed.person, Narrowed(), today - BACK, today + AHEAD)[:MOST_EVENTS]
        return written(_("Calendar of last days"), [_event(Entry(*row)) for row in rows], clock.now())


def _event(entry: Entry) -> Event:
    name = f"{entry.what}（{entry.point_label}）" if entry.point == TO_APPLY else entry.what
    return Event(
        key=f"{entry.clock}-{entry.point}-{entry.key}@yuanan",
        day=entry.day,
        name=name,
        text=str(entry.kind),
        url=f"{settings.SITE_URL}{entry.url}",
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
