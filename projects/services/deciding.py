"""提示的决定: a person confirms what the engine proposes, or dismisses it with a reason."""

from accounts.models import User
from core import clock
from core.steps import Given
from projects.models import Violation, ViolationEvent
from projects.states import ViolationEventKind
from projects.workflow import VIOLATIONS


@VIOLATIONS.effect("confirm")
def confirm(violation: Violation, actor: User, given: Given) -> None:
    _note(violation, ViolationEventKind.CONFIRMED, actor)


@VIOLATIONS.effect("dismiss")
def dismiss(violation: Violation, actor: User, given: Given) -> None:
    _note(violation, ViolationEventKind.DISMISSED, actor, reason=str(given["reason"]))


def _note(violation: Violation, kind: ViolationEventKind, actor: User, reason: str = "") -> None:
    ViolationEvent.objects.create(
        violation=violation,
        kind=kind,
        on=clock.today(),
        at=clock.now(),
        actor=actor,
        reason=reason,
        grounds=violation.grounds,
    )
