"""异议的时限: an answer is due within some working days (domain rules R9), and silence moves it up once. Pure.

The ladder of a challenge (domain rules R8, product rule), made simple: those who keep the datum, then the leader; it
always ends.
"""

from datetime import date

from core.rules.working_days import Calendar
from objections.states import Turn


def answer_by(day: date, working_days: int, calendar: Calendar) -> date:
    """The last day of an answer to what has come on a day, which itself is not counted."""
    return calendar.add_working_days(day, working_days)


def next_turn(turn: str) -> Turn | None:
    """Whose turn it is after silence; None where that is the end."""
    return Turn.LEADER if turn == Turn.KEEPER else None
