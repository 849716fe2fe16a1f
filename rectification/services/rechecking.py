"""复查期限: until when an item whose re-inspection has been asked for is re-inspected (domain rules D03)."""

from dataclasses import dataclass
from datetime import date

from core.services import calendar
from rectification.models import Item
from rectification.rules import clocks
from rectification.rules.deadlines import Derivation
from rectification.states import State


@dataclass(frozen=True)
class Recheck:
    """The day by which the department re-inspects, negative `days_left` once it has passed."""

    day: date
    days_left: int
    derivation: Derivation

    @property
    def is_late(self) -> bool:
        return self.days_left < 0


def recheck_of(item: Item) -> Recheck | None:
    """The clock of an item that waits for its re-inspection; None for any other."""
    if item.state != State.UNDER_REVIEW or item.submitted_on is None:
        return None
    found = clocks.recheck_due(item.submitted_on, calendar.current())
    return Recheck(found.day, (found.day - item.day).days, found.derivation)
