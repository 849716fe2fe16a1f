"""异议申请的逐级上移: to the next rung by silence, by the enterprise or by a second person; run every morning.

Each run moves a challenge one rung at the most, and the clock of the next begins on the day of the run: nobody's
clock runs out while nobody has told him, however long the job did not run. Silence of the leader ends it undecided
(`docs/challenges.md` says why): no rule of the house upholds a finding, or voids one, that nobody has looked at.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.rules.ladder import above
from challenges.services import pacing, people, telling
from challenges.services.ending import end, outcome
from challenges.services.noting import log_by_rule, note, on_item
from challenges.states import ChallengeEventKind as Kind
from challenges.states import ChallengeState as State
from challenges.states import Rung
from core import clock
from core.services import runs
from rectification.models import Item
from rectification.services import recording

JOB = "challenges.climb"


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
    done = climb_all(on)
    runs.note(JOB, on, moved_up=done.moved_up, ended=done.ended)
    return done


def climb_all(on: date) -> Climbed:
    """Move up or end all of which the clock has run out. Twice is harmless."""
    done = Climbed(on.isoformat())
    for key in Challenge.objects.run_out(on).order_by("pk").values_list("pk", flat=True):
        _climb(key, on, done)
    return done


@transaction.atomic
@clock.still()
def _climb(key: int, on: date, done: Climbed) -> None:
    item = Item.objects.select_for_update(of=("self",)).get(challenges=key)
    late = Challenge.objects.run_out(on).select_for_update(of=("self",)).filter(pk=key).first()
    if late is None:
        return
    late.item = item
    late.version += 1
    if not item.is_open:
        _ended(late, State.MOOT, Kind.MOOT, done)
    elif late.state == State.ANSWERED:
        _ended(late, outcome(late, State(late.verdict)), Kind.LET_STAND, done)
    else:
        _silent(late, on, done)


def _silent(late: Challenge, on: date, done: Climbed) -> None:
    is_second = late.state == State.CONFIRMING
    if is_second:
        take_proposal_back(late)
    if late.rung == Rung.LEADER:
        _ended(late, State.UNDECIDED, Kind.UNCONFIRMED if is_second else Kind.UNDECIDED, done)
        return
    move_up(late, None, Kind.UNCONFIRMED if is_second else Kind.MOVED_UP, on)
    late.save()
    log_by_rule(late, "move-up")
    done.moved_up += 1


def _ended(late: Challenge, state: State, kind: Kind, done: Climbed) -> None:
    end(late, state, kind, None)
    late.save()
    log_by_rule(late, "end")
    done.ended += 1


def move_up(challenge: Challenge, actor: User | None, kind: Kind, on: date, said: str = "") -> None:
    """Put a locked challenge on the next rung on which somebody can answer; the caller saves it."""
    silent = challenge.unit.label if challenge.unit else ""
    note_first = kind in (Kind.MOVED_UP, Kind.UNCONFIRMED)
    if note_first:
        note(challenge, kind, actor, said)
    place_above(challenge)
    challenge.state = State.OPEN
    pacing.begin(challenge, on)
    if not note_first:
        note(challenge, kind, actor, said)
    told = _("Nobody of %(unit)s has answered in time.") % {"unit": silent}
    on_item(challenge.item, "challenge-up", actor, told if kind == Kind.MOVED_UP else said or str(kind.label))
    telling.tell_desk(challenge, kind)


def place_above(challenge: Challenge) -> None:
    """The next rung on which there is somebody without a part in it; those without are passed over, and noted."""
    for rung in above(challenge.rung):
        if people.place(challenge, rung):
            return
        was = challenge.rung
        challenge.rung = rung
        note(challenge, Kind.PASSED_OVER, None)
        challenge.rung = was


def take_proposal_back(challenge: Challenge) -> None:
    """Nobody has agreed in time that the item be void: it is not proposed any more."""
    item = challenge.item
    if item.void_proposed_by_id not in challenge.decider_ids:
        return
    before = recording.snapshot(item)
    item.void_proposed_by, item.void_reason, item.merged_into = None, "", None
    item.version += 1
    item.save()
    given = {"reason": _("No second person has agreed in time that it be void.")}
    recording.record(item, "challenge-up", None, from_state=item.state, before=before, given=given)
