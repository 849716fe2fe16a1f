"""The clocks of a challenge: the one that begins, and how long its item's deadline stands still at the most."""

from datetime import date

from django.conf import settings

from challenges.models import Challenge
from challenges.rules import ladder
from challenges.states import OPEN_STATES
from core.services import calendar
from rectification.services import suspending


def begin(challenge: Challenge, on: date) -> None:
    """The clock that begins on a day, which itself is not counted; a deadline that stands still waits for its end."""
    challenge.due = ladder.last_day(on, settings.CHALLENGE_ANSWER_WORKING_DAYS, calendar.current())
    if challenge.pk and challenge.state in OPEN_STATES:
        suspending.lengthen(challenge.item, latest_end(challenge))


def latest_end(challenge: Challenge) -> date:
    """The day on which the challenge is over at the latest."""
    days, in_force = settings.CHALLENGE_ANSWER_WORKING_DAYS, calendar.current()
    return ladder.latest_end(challenge.rung, challenge.state, challenge.due, days, in_force)
