"""异议的上提: silence moves an objection up, and in the end it ends without an answer; run every morning."""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from core import clock
from core.services import calendar, log, runs
from objections.models import Objection
from objections.rules.ladder import answer_by, next_turn
from objections.services import telling
from objections.services.answering import note
from objections.states import ObjectionEventKind, ObjectionState

JOB = "objections.climb"


@dataclass
class Climbed:
    """What a run came to."""

    on: str
    moved_up: int = 0
    ended: int = 0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def climb(on: date) -> Climbed:
    """The work of a morning, written down as done."""
    done = climb_late(on)
    runs.note(JOB, on, moved_up=done.moved_up, ended=done.ended)
    return done


def climb_late(on: date) -> Climbed:
    """Move up or end what nobody has answered by its day. Twice is harmless."""
    done = Climbed(on.isoformat())
    for key in Objection.objects.late(on).order_by("pk").values_list("pk", flat=True):
        _climb(key, on, done)
    return done


@transaction.atomic
def _climb(key: int, on: date, done: Climbed) -> None:
    late = Objection.objects.late(on).select_for_update(of=("self",)).filter(pk=key).first()
    if late is None:
        return
    turn = next_turn(late.turn)
    late.version += 1
    if turn is None:
        late.state, late.ended_at = ObjectionState.UNANSWERED, clock.now()
        late.save()
        _record(late, "end", ObjectionEventKind.UNANSWERED)
        telling.tell_enterprise(late, telling.UNANSWERED)
        done.ended += 1
        return
    late.turn, late.due = turn, answer_by(on, settings.OBJECTION_ANSWER_WORKING_DAYS, calendar.current())
    late.save()
    _record(late, "move-up", ObjectionEventKind.MOVED_UP)
    telling.tell_desk(late, moved=True)
    done.moved_up += 1


def _record(objection: Objection, act: str, kind: ObjectionEventKind) -> None:
    note(objection, kind, None)
    told = {"state": objection.state, "turn": objection.turn, "due": objection.due}
    log.record(f"objection.{act}", objection, actor=None, after=told)
