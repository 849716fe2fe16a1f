"""What happens to a challenge, written down beside it and in the history of its item."""

from accounts.models import Organization, User
from challenges.models import Challenge, ChallengeEvent
from challenges.states import BY_A_PERSON
from challenges.states import ChallengeEventKind as Kind
from core import clock
from core.services import log
from rectification.models import Item
from rectification.services import recording

SHOWN_DUE = (Kind.RAISED, Kind.GONE_ON, Kind.PASSED_ON, Kind.UPHELD, Kind.CHANGED, Kind.PROPOSED)
"""With what a clock begins."""


def note(challenge: Challenge, kind: Kind, actor: User | None, text: str = "") -> None:
    """A row of its course; the day of the clock that begins with it where one does."""
    due = challenge.due if kind in SHOWN_DUE and challenge.is_open else None
    ChallengeEvent.objects.create(
        challenge=challenge,
        kind=kind,
        rung=challenge.rung,
        unit=_unit(challenge, kind, actor),
        at=clock.now(),
        actor=actor,
        due=due,
        text=text,
    )


def _unit(challenge: Challenge, kind: Kind, actor: User | None) -> Organization | None:
    """Whose act it was: what a person decides stands under that person's body, and silence of nobody under none."""
    if kind == Kind.UNCONFIRMED:
        return None
    return actor.organization if actor is not None and kind in BY_A_PERSON else challenge.unit


def on_item(item: Item, step: str, actor: User | None, said: str) -> None:
    """A row of the history of the locked item; nothing that it says changes."""
    before = recording.snapshot(item)
    item.version += 1
    item.save()
    recording.record(item, step, actor, from_state=item.state, before=before, given={"reason": said})


def log_by_rule(challenge: Challenge, act: str) -> None:
    """What the house has done by itself, in the log of all acts."""
    told = {"state": challenge.state, "rung": challenge.rung, "due": challenge.due}
    log.record(f"challenge.{act}", challenge, actor=None, after=told)
