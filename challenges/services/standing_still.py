"""中止期限: the body lets the deadline stand still while a challenge is open, and lets it run again before that."""

from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.services import pacing, telling
from challenges.services.noting import note
from challenges.states import ChallengeEventKind as Kind
from challenges.workflow import CHALLENGES
from core.errors import WorkflowError
from core.steps import Given
from rectification.services import suspending


@CHALLENGES.effect("suspend")
def suspend(challenge: Challenge, actor: User, given: Given) -> None:
    """From a day on, not before that on which it was challenged: until then the deadline ran for everybody."""
    since, raised = cast(date, given["since"]), timezone.localdate(challenge.raised_at)
    if since < raised:
        raise WorkflowError(_("It was challenged on %(day)s: no day before that.") % {"day": raised}, "since")
    latest = pacing.latest_end(challenge)
    suspending.suspend(challenge.item, actor=actor, since=since, latest=latest, reason=str(given["reason"]))
    note(challenge, Kind.SUSPENDED, actor, str(given["reason"]))
    telling.tell_of_the_deadline(challenge, is_running=False)


@CHALLENGES.effect("resume")
def resume(challenge: Challenge, actor: User, given: Given) -> None:
    suspending.resume(challenge.item, actor=actor, reason=str(given["reason"]))
    note(challenge, Kind.RESUMED, actor, str(given["reason"]))
    telling.tell_of_the_deadline(challenge, is_running=True)
