"""What the last round failed by: the newest refusal of an item, for the page of whatever is done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rectification.models import HistoryEntry, Item

REFUSALS: Mapping[str, str | Promise] = {
    "decline": _("The unit declined the assignment"),
    "reject-plan": _("The plan was rejected"),
    "fail": _("The re-inspection failed"),
    "return": _("It was returned instead of being signed off"),
    "decide-extension": _("The extension was refused"),
}
"""Steps by which an item is refused; an extension only where it was not granted."""
LOOKED_THROUGH = 5


@dataclass(frozen=True)
class Refusal:
    """Who refused what, when and why, and what was demanded: the new day, where one was set."""

    what: str | Promise
    who: str
    at: datetime
    why: str
    demanded: date | None


def last_refusal(item: Item) -> Refusal | None:
    """The newest refusal of an item that is still open; None where there is none."""
    if not item.is_open:
        return None
    newest = item.history.filter(transition__in=REFUSALS).order_by("-version")[:LOOKED_THROUGH]
    refused = (entry for entry in newest if entry.transition != "decide-extension" or not entry.given.get("granted"))
    entry = next(refused, None)
    return _told(entry) if entry else None


def _told(entry: HistoryEntry) -> Refusal:
    return Refusal(
        what=REFUSALS[entry.transition],
        who=f"{entry.actor_name}({entry.actor_organization_name})",
        at=entry.at,
        why=entry.reason,
        demanded=_day(entry.after.get("deadline")),
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
