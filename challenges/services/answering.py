"""异议申请的答复: upheld, changed with the correction in the same transaction, or proposed to be voided."""

from typing import cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.rules.ladder import is_final
from challenges.services import pacing, telling
from challenges.services.climbing import move_up
from challenges.services.ending import end, outcome
from challenges.services.noting import log_by_rule, note, on_item
from challenges.states import ChallengeEventKind as Kind
from challenges.states import ChallengeState as State
from challenges.states import Rung
from challenges.workflow import CHALLENGES
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services.acting import take
from core.steps import Given
from inspections.states import Level
from rectification.models import HistoryEntry, Item
from rectification.services import advancing, correction
from rectification.services.before_assignment import Values
from rectification.states import ENDED_STATES


@transaction.atomic
def act(key: int, name: str, *, actor: User, version: int | None = None, **given: object) -> Challenge:
    """Take a step at a challenge, its item locked before it: whoever moves either waits for the same lock first.

    Raises what `core.services.acting.take` raises.
    """
    Item.objects.select_for_update(of=("self",)).filter(challenges=key).order_by("pk").first()
    try:
        with transaction.atomic():
            return take(CHALLENGES, key, name, actor=actor, version=version, **given)
    except IntegrityError as clash:
        raise NotAllowedError(str(CHALLENGES.steps[name].refused)) from clash


@CHALLENGES.effect("uphold")
def uphold(challenge: Challenge, actor: User, given: Given) -> None:
    """The finding stands as it is; from the first two rungs the enterprise may go on."""
    _answer(challenge, actor, State.UPHELD, Kind.UPHELD, str(given["reason"]))


@CHALLENGES.effect("change")
def change(challenge: Challenge, actor: User, given: Given) -> None:
    """The finding says something else from now on: corrected as every finding is, with the history of that."""
    values = cast(Values, given.get("values") or {})
    if not values:
        raise WorkflowError(_("Say what the finding is to say from now on."), "verdict")
    reason, item = str(given["reason"]), challenge.item
    _refuse_worse(item, values)
    if given.get("item_version") is not None:
        advancing.refuse_stale(item, cast(int, given["item_version"]))
    correction.refuse_what(item, actor, reason, values)
    correction.put_right(item, actor, reason, values)
    _answer(challenge, actor, State.CHANGED, Kind.CHANGED, reason)


@CHALLENGES.effect("void")
def void(challenge: Challenge, actor: User, given: Given) -> None:
    """Proposed as every voiding is: a second person decides on it at the item."""
    item, reason = challenge.item, str(given["reason"])
    if item.void_is_proposed:
        raise WorkflowError(_("It is proposed to be voided already: that is decided first."), "verdict")
    advancing.move(item, "void", actor, {"reason": reason})
    _keep(challenge, actor, State.VOIDED)
    pacing.begin(challenge, clock.today())
    note(challenge, Kind.PROPOSED, actor, reason)
    telling.note_act(challenge, actor)


@CHALLENGES.effect("go-on")
def go_on(challenge: Challenge, actor: User, given: Given) -> None:
    """The enterprise takes it to the next rung, with its reasons."""
    move_up(challenge, actor, Kind.GONE_ON, clock.today(), str(given["reason"]))


@CHALLENGES.effect("withdraw")
def withdraw(challenge: Challenge, actor: User, given: Given) -> None:
    end(challenge, State.WITHDRAWN, Kind.WITHDRAWN, actor)


def follow_voiding(item: Item, entry: HistoryEntry) -> None:
    """What a decision on voiding means for the challenge of the item: its end, or the next rung.

    Who had a part in it does not come here (`too_near_to_void`).
    """
    challenge = _open_of(item)
    if challenge is None or entry.actor is None:
        return
    if challenge.state != State.CONFIRMING:
        follow_end(item, entry)
        return
    challenge.version += 1
    if item.state in ENDED_STATES:
        end(challenge, State.VOIDED, Kind.VOIDED, entry.actor, entry.reason)
        log_by_rule(challenge, "end")
    else:
        _not_agreed(challenge, entry.actor, entry.reason)
    challenge.save()


def follow_end(item: Item, entry: HistoryEntry) -> None:
    """An item that is signed off or void by another way takes its challenge with it."""
    challenge = _open_of(item) if item.state in ENDED_STATES else None
    if challenge is None:
        return
    challenge.version += 1
    end(challenge, State.MOOT, Kind.MOOT, entry.actor)
    challenge.save()
    log_by_rule(challenge, "end")


def _not_agreed(challenge: Challenge, actor: User, said: str) -> None:
    """The second person keeps the item: the next rung answers; on the last one the finding stands by that."""
    note(challenge, Kind.NOT_VOIDED, actor, said)
    if challenge.rung == Rung.LEADER:
        end(challenge, outcome(challenge, State.UPHELD), Kind.STANDS, None)
        log_by_rule(challenge, "end")
        return
    move_up(challenge, None, Kind.PASSED_ON, clock.today())
    log_by_rule(challenge, "move-up")


def _refuse_worse(item: Item, values: Values) -> None:
    """Nobody is worse off by his own remedy (the principle of 行政复议法 第六十三条, product rule for a challenge)."""
    if values.get("level", item.level) != item.level and values["level"] == Level.MAJOR:
        raise WorkflowError(
            _("The answer to a challenge makes no finding graver; that goes by a correction, with its criterion."),
            "level",
        )


def _open_of(item: Item) -> Challenge | None:
    found = Challenge.objects.open().select_for_update(of=("self",)).filter(item=item.pk).first()
    if found is not None:
        found.item = item
    return found


def _answer(challenge: Challenge, actor: User, verdict: State, kind: Kind, reason: str) -> None:
    """Set down an answer: the end on the last two rungs, else the days begin in which the enterprise may go on."""
    _keep(challenge, actor, verdict)
    telling.note_act(challenge, actor)
    if is_final(challenge.rung):
        end(challenge, outcome(challenge, verdict), kind, actor, reason)
        return
    challenge.state = State.ANSWERED
    pacing.begin(challenge, clock.today())
    note(challenge, kind, actor, reason)
    on_item(challenge.item, "challenge-answer", actor, f"{kind.label}\n{reason}")
    telling.tell_of_an_answer(challenge)


def _keep(challenge: Challenge, actor: User, verdict: State) -> None:
    """Who has answered on this rung, and what; once, and nobody twice (also a constraint of the table)."""
    setattr(challenge, f"{challenge.rung.lower()}_by", actor)
    challenge.verdict = verdict
