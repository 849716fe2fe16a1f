"""挂牌督办: the clocks of D06 begin with the listing; publicity, extension and its decision stop or move them."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from core.steps import Given
from rectification.models import Item, ListedSupervision
from rectification.rules import clocks
from rectification.rules.deadlines import Deadline
from rectification.services import recording
from rectification.workflow.listings import LISTINGS


@dataclass(frozen=True)
class Clock:
    """One clock of a listing for the page: what it is, its day, whether that has passed, and why it is that day."""

    label: str
    day: date
    done_on: date | None
    is_late: bool
    derivation: dict[str, object]


def begin(item: Item) -> ListedSupervision:
    """Start the clocks of an item that is being listed; those that run already stay as they are."""
    today, in_force = clock.today(), calendar.current()
    limit = _limit(item)
    publish = clocks.listing_publish_by(today, in_force, limit=limit.day)
    extension = clocks.listing_extension_by(limit.day, in_force)
    derivations = {"limit_on": limit, "publish_by": publish, "extension_by": extension}
    listing, _is_new = ListedSupervision.objects.get_or_create(
        item=item,
        defaults={
            "listed_on": today,
            **{name: found.day for name, found in derivations.items()},
            "derivations": {name: found.derivation.as_json() for name, found in derivations.items()},
        },
    )
    return listing


def _limit(item: Item) -> Deadline:
    """The limit of a listing is the deadline in force of its item, a year at most (D06)."""
    latest = clocks.listing_limit(clock.today(), calendar.current())
    if item.deadline is None or not clock.today() < item.deadline < latest.day:
        return latest
    return clocks.listing_limit_of(item.deadline, clock.today(), calendar.current())


def follow(item: Item) -> None:
    """Another deadline has been put in force: the limit of the listing is the same day."""
    listing = ListedSupervision.objects.filter(item=item.pk).first() if item.pk else None
    if listing and item.deadline and item.deadline > listing.listed_on and item.deadline != listing.limit_on:
        _move_limit(listing, item.deadline)
        listing.save()


@LISTINGS.effect("publish")
def note_published(listing: ListedSupervision, actor: User, given: Given) -> None:
    """公告: the listing has been made public on a day. Raises WorkflowError for a day that can't be."""
    on = cast(date, given["on"])
    if not listing.listed_on <= on <= clock.today():
        raise WorkflowError(_("The day lies between the listing and today."), "on")
    listing.published_on = on


@LISTINGS.effect("ask-extension")
def ask_extension(listing: ListedSupervision, actor: User, given: Given) -> None:
    """申请延期: recorded by the coordinator for the unit, 20 working days before the limit at the latest (D06)."""
    today, until = clock.today(), cast(date, given["until"])
    if until <= listing.limit_on:
        raise WorkflowError(_("The new limit must be later than %(day)s.") % {"day": listing.limit_on}, "until")
    decide = clocks.listing_decide_by(today, calendar.current())
    listing.extension_asked_on, listing.asked_until = today, until
    listing.extension_reason = str(given["extension_reason"])
    listing.decide_by, listing.decided_on, listing.granted = decide.day, None, None
    listing.derivations["decide_by"] = decide.derivation.as_json()


@LISTINGS.effect("decide-extension")
def decide_extension(listing: ListedSupervision, actor: User, given: Given) -> None:
    """The decision on the extension; a granted one moves the limit, and the day to ask for a further one with it."""
    listing.granted, listing.decided_on = bool(given["granted"]), clock.today()
    if listing.granted and listing.asked_until:
        _move_limit(listing, listing.asked_until)
        _extend_item(listing, actor)


def _extend_item(listing: ListedSupervision, actor: User) -> None:
    """The item has the same day from now on, with a row of its history."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=listing.item_id)
    before = recording.snapshot(item)
    item.deadline, item.deadline_derivation = listing.limit_on, listing.derivations["limit_on"]
    item.version += 1
    item.save()
    given = {"granted": True, "reason": listing.extension_reason}
    recording.record(item, "decide-extension", actor, from_state=item.state, before=before, given=given)


def _move_limit(listing: ListedSupervision, until: date) -> None:
    in_force = calendar.current()
    extension = clocks.listing_extension_by(until, in_force)
    limit = clocks.listing_limit_of(until, listing.listed_on, in_force)
    listing.limit_on, listing.extension_by = until, extension.day
    listing.derivations["limit_on"] = limit.derivation.as_json()
    listing.derivations["extension_by"] = extension.derivation.as_json()


def clocks_of(listing: ListedSupervision) -> list[Clock]:
    """The clocks of a listing in the order of their days, for the item's page."""
    ended = timezone.localdate(listing.item.ended_at) if listing.item.ended_at else None
    rows = (
        ("publish_by", _("To be published by"), listing.publish_by, listing.published_on),
        ("extension_by", _("Extension to be asked for by"), listing.extension_by, listing.extension_asked_on),
        ("decide_by", _("Extension to be decided by"), listing.decide_by, listing.decided_on),
        ("limit_on", _("Limit of the listed supervision"), listing.limit_on, ended),
    )
    return [
        Clock(label, day, done, done is None and clock.today() > day, listing.derivations.get(key, {}))
        for key, label, day, done in rows
        if day is not None
    ]
