"""What the last round failed by: the newest refusal of an item, for the page of whatever is done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

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
ANSWERED_BY: Mapping[str, frozenset[str]] = {
    "decline": frozenset({"assign"}),
    "reject-plan": frozenset({"approve-plan", "submit"}),
    "fail": frozenset({"pass"}),
    "return": frozenset({"sign-off"}),
    "decide-extension": frozenset({"decide-extension", "submit"}),
}
"""The steps after which a refusal is nobody's concern any more: what was refused has been agreed to since."""
LOOKED_AT = frozenset({*REFUSALS, *(step for steps in ANSWERED_BY.values() for step in steps)})
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
        if _refuses(entry) and not later & ANSWERED_BY[entry.transition]:
            return _told(entry)
        later.add(entry.transition)
    return None


def _refuses(entry: HistoryEntry) -> bool:
    is_granted = entry.transition == "decide-extension" and entry.given.get("granted")
    return entry.transition in REFUSALS and not is_granted


def _told(entry: HistoryEntry) -> Refusal:
    return Refusal(
        what=REFUSALS[entry.transition],
        who=f"{entry.actor_name}({entry.actor_organization_name})",
        at=entry.at,
        why=entry.reason,
        demanded=_day(entry.after.get("deadline")),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
