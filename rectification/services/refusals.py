"""What the last round failed by: the newest refusal of an item, for the page of whatever is done next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from rectification.models import HistoryEntry, Item
from rectification.workflow import REFUSALS

LOOKED_AT = frozenset(REFUSALS).union(*(refused.answered_by for refused in REFUSALS.values()))
LOOKED_THROUGH = 20


@dataclass(frozen=True)
class Refusal:
    """Who refused what, when and why, and what was demanded: the new day, where one was set."""

    what: str | Promise
    who: str
    at: datetime
    why: str
    demanded: date | None


def last_refusal(item: Item) -> Refusal | None:
    """The newest refusal of an open item that no later step has answered; None where there is none."""
    if not item.is_open:
        return None
    later: set[str] = set()
    for entry in item.history.filter(transition__in=LOOKED_AT).order_by("-version")[:LOOKED_THROUGH]:
        if _refuses(entry) and later.isdisjoint(REFUSALS[entry.transition].answered_by):
            return _told(entry)
        later.add(entry.transition)
    return None


def _refuses(entry: HistoryEntry) -> bool:
    refused = REFUSALS.get(entry.transition)
    return refused is not None and not (refused.unless and entry.given.get(refused.unless))


def _told(entry: HistoryEntry) -> Refusal:
    return Refusal(
        what=REFUSALS[entry.transition].said,
        who=entry.who,
        at=entry.at,
        why=entry.reason,
        demanded=_day(entry.after.get("deadline")),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
