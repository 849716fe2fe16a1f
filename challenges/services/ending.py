"""The end of a challenge: it has one state from then on, and a deadline that stood still runs again."""

from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.services import telling
from challenges.services.noting import note, on_item
from challenges.states import ChallengeEventKind as Kind
from challenges.states import ChallengeState
from core import clock
from rectification.services import suspending


def outcome(challenge: Challenge, verdict: ChallengeState) -> ChallengeState:
    """What came of it in the end: what was changed on an earlier rung and upheld so has been changed."""
    if verdict == ChallengeState.UPHELD and challenge.events.filter(kind=Kind.CHANGED).exists():
        return ChallengeState.CHANGED
    return verdict


def end(challenge: Challenge, state: ChallengeState, kind: Kind, actor: User | None, said: str = "") -> None:
    """Set the end on a locked challenge, which the caller saves. The house itself is no actor."""
    challenge.state, challenge.ended_at = state, clock.now()
    note(challenge, kind, actor, said)
    item = challenge.item
    told = f"{challenge.get_state_display()}\n{said}".strip()
    on_item(item, "challenge-end", actor, told)
    suspending.resume(item, actor=actor, reason=_("The challenge has ended."))
    telling.tell_of_the_end(challenge, actor)
