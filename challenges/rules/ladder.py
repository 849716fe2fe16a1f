"""异议申请的三级与时限: who is next, by when, and when it is over at the latest (R8, product rule; days R9). Pure."""

from datetime import date, timedelta

from challenges.states import ChallengeState as State
from challenges.states import Rung
from core.rules.working_days import Calendar

RUNGS = tuple(Rung)
FINAL = frozenset({Rung.BODY, Rung.LEADER})
"""What is answered here is the end: the enterprise goes on from the first two alone."""


def last_day(start: date, working_days: int, calendar: Calendar) -> date:
    """The last day of a clock that starts on a day, which itself is not counted."""
    return calendar.add_working_days(start, working_days)


def above(rung: str) -> tuple[Rung, ...]:
    """The rungs above one, in their order; none above the leader."""
    return RUNGS[RUNGS.index(Rung(rung)) + 1 :]


def is_final(rung: str) -> bool:
    return rung in FINAL


def clocks_left(rung: str, state: str) -> int:
    """How many clocks can follow the one that runs: on each rung the answer, then one more.

    After the answer either the second person or the enterprise has a clock, never both.
    """
    of_this = 1 if state == State.OPEN else 0
    return of_this + 2 * len(above(rung))


def latest_end(rung: str, state: str, due: date, working_days: int, calendar: Calendar) -> date:
    """The last day on which a challenge can still be open, if every clock is used to its end.

    A clock begins on the day after the one before has run out.
    """
    day = due
    for _clock in range(clocks_left(rung, state)):
        day = last_day(day + timedelta(days=1), working_days, calendar)
    return day + timedelta(days=1)
