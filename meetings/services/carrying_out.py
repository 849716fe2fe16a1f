"""议定事项的落实: what each step of a duty writes."""

from accounts.models import User
from core import clock
from core.steps import Given
from meetings.models import Duty
from meetings.services import telling
from meetings.workflow import DUTIES


@DUTIES.effect("report")
def report(duty: Duty, actor: User, given: Given) -> None:
    """The unit says what it has done."""
    duty.report, duty.done_by, duty.done_at = str(given["report"]), actor, clock.now()
    duty.answer = ""
    telling.tell_office(duty)


@DUTIES.effect("confirm")
def confirm(duty: Duty, actor: User, given: Given) -> None:
    duty.answer = str(given.get("answer") or "")
    _end(duty, actor)
    telling.tell_unit(duty, telling.ENDED, telling.CONFIRMED)


@DUTIES.effect("return")
def send_back(duty: Duty, actor: User, given: Given) -> None:
    """It was not enough: it is to be done again, by the same day."""
    duty.answer = str(given["answer"])
    duty.done_at = None
    telling.tell_unit(duty, telling.RETURNED, telling.BACK)


@DUTIES.effect("cancel")
def cancel(duty: Duty, actor: User, given: Given) -> None:
    duty.answer = str(given["answer"])
    _end(duty, actor)
    telling.tell_unit(duty, telling.ENDED, telling.CANCELLED)


def _end(duty: Duty, actor: User) -> None:
    duty.ended_by, duty.ended_at = actor, clock.now()
