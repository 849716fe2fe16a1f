"""The days of the escalation ladder and of the answers to letters (domain rules R4, R8, R9).

The ladder itself is a catalog (`catalogs/escalation_steps.csv`), since a county edits it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from core.rules.working_days import Calendar
from rectification.rules.clocks import in_working_days
from rectification.rules.deadlines import Deadline
from rectification.states import EscalationDocument, SupervisionLevel
from supervision.rules.reminders import Audience, Stage
from supervision.states import DayUnit

HARDNESS = (
    SupervisionLevel.NONE,
    SupervisionLevel.CHASED,
    SupervisionLevel.SUPERVISED,
    SupervisionLevel.LISTED,
    SupervisionLevel.TALKED,
    SupervisionLevel.ACCOUNTABILITY,
)
OFFICE = frozenset({Audience.OFFICE})
LISTING_STAGES = {
    "publish_by": (Stage("listing-publish", -2, 0, OFFICE), Stage("listing-publish-late", 1, None, OFFICE)),
    "decide_by": (Stage("listing-decide", -3, 0, OFFICE), Stage("listing-decide-late", 1, None, OFFICE)),
    "extension_by": (Stage("listing-extension", -5, 0, OFFICE),),
    "limit_on": (Stage("listing-limit", -30, 0, OFFICE), Stage("listing-limit-late", 1, None, OFFICE)),
}


class Step(Protocol):
    """What the days of a step are reckoned from."""

    days: int
    unit: str


@dataclass(frozen=True)
class Window:
    """The deadlines of the items for which a step of the ladder is the right one on a day, both ends included."""

    earliest: date
    latest: date


def windows(steps: Sequence[Step], on: date, calendar: Calendar) -> list[Window]:
    """The window of each step, in the order of the steps; each ends where the next one begins.

    So an old list that is taken in late is proposed for the step it has reached, not for all below it.
    """
    latest = [latest_deadline(on, step, calendar) for step in steps]
    later = [day + timedelta(days=1) for day in latest[1:]]
    return [Window(earliest, day) for earliest, day in zip([*later, date.min], latest, strict=True)] if steps else []


def latest_deadline(on: date, step: Step, calendar: Calendar) -> date:
    """The latest deadline that on this day is as many days ago as the step asks."""
    if step.unit == DayUnit.CALENDAR:
        return on - timedelta(days=step.days)
    day, left = on, step.days
    while left > 0:
        left -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return day


def settled_by(measure: str, document: str) -> list[str]:
    """The measures after which a step need not be proposed any more: its own and all that are harder.

    A circular is recorded as supervision, so a supervision letter does not stand for it.
    """
    place = HARDNESS.index(SupervisionLevel(measure))
    return [str(level) for level in HARDNESS[place + (document == EscalationDocument.CIRCULAR) :]]


def answer_by(issued_on: date, working_days: int, calendar: Calendar) -> Deadline:
    """By when a letter is to be answered: working days, the day of issue not counted (R9)."""
    return in_working_days(issued_on, working_days, "ANSWER", "letter issued", calendar)
