"""Deadlines of the ledger: the one place where they are derived, compared and judged (domain rules R8, R9)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from core.rules.months import add_months
from core.rules.working_days import Calendar
from rectification.states import CLOCK_RUNS, DeadlineRule, State

SOON_DAYS = 7
"""即将到期: so many days before its deadline an item of either level is due soon.

The one truth for reminders, the desk, the figure ledger.due_7, the sign in lists, the line of the robots and reports.
"""


@dataclass(frozen=True)
class Derivation:
    """Why a deadline is that day: the rule, the event it starts from, the days counted, the calendar used."""

    rule: str
    start_event: str
    start: str
    days: int | None
    calendar: str
    moved_from: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class Deadline:
    """A day with its derivation."""

    day: date
    derivation: Derivation


def fixed(day: date, *, rule: DeadlineRule, start_event: str, start: date, calendar: Calendar) -> Deadline:
    """A date that somebody has named: it stands as named, also on a holiday."""
    return Deadline(day, Derivation(rule, start_event, start.isoformat(), (day - start).days, calendar.version))


def counted(start: date, days: int, *, rule: DeadlineRule, start_event: str, calendar: Calendar) -> Deadline:
    """`days` calendar days after `start`, the start not counted; an end on a holiday moves on (R9)."""
    plain_end = date.fromordinal(start.toordinal() + days)
    day = calendar.add_days(start, days)
    moved_from = plain_end.isoformat() if day != plain_end else ""
    return Deadline(day, Derivation(rule, start_event, start.isoformat(), days, calendar.version, moved_from))


def suspended(before: date, since: date, until: date, calendar: Calendar) -> Deadline:
    """The deadline after it has stood still from `since` until the day on which it runs again (R8, product rule).

    As many days later as it stood still; an end on a holiday moves on (R9). Where it stood still for no day at all,
    the day that was in force stays, holiday or not.
    """
    days = (until - since).days
    if days <= 0:
        return fixed(before, rule=DeadlineRule.SUSPENSION, start_event="suspended", start=since, calendar=calendar)
    return counted(before, days, rule=DeadlineRule.SUSPENSION, start_event="suspended", calendar=calendar)


def strictest(days: Iterable[date | None]) -> date | None:
    """The earliest of the deadlines that are there: one problem with many masters keeps the strictest."""
    return min((day for day in days if day is not None), default=None)


def next_confirmation(start: date, months: int) -> date:
    """When a long-term item has to be confirmed next."""
    return add_months(start, months)


def is_overdue(*, state: str, deadline: date | None, submitted_on: date | None, today: date) -> bool:
    """R8 overdue rules 1-3: nothing is late once passed, nor while a timely request waits for its re-inspection.

    What a list brought in as done has no day of its request: nobody can say that it was late.
    """
    if deadline is None or today <= deadline:
        return False
    if state in CLOCK_RUNS:
        return True
    return state == State.UNDER_REVIEW and submitted_on is not None and submitted_on > deadline


def days_late(*, state: str, deadline: date | None, submitted_on: date | None, today: date) -> int:
    """Days between the deadline in force and today, 0 while not overdue."""
    if deadline is None or not is_overdue(state=state, deadline=deadline, submitted_on=submitted_on, today=today):
        return 0
    return (today - deadline).days
