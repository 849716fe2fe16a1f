"""提示的决定: a person confirms what the engine of safety proposes, or dismisses it with a reason."""

from accounts.models import User
from core import clock
from core.states import ProposalEventKind
from core.steps import Given
from safety.models import Shortfall, ShortfallEvent
from safety.workflow import SHORTFALLS


@SHORTFALLS.effect("confirm")
def confirm(shortfall: Shortfall, actor: User, given: Given) -> None:
    _note(shortfall, ProposalEventKind.CONFIRMED, actor)


@SHORTFALLS.effect("dismiss")
def dismiss(shortfall: Shortfall, actor: User, given: Given) -> None:
    _note(shortfall, ProposalEventKind.DISMISSED, actor, str(given["reason"]))


def _note(shortfall: Shortfall, kind: ProposalEventKind, actor: User, reason: str = "") -> None:
    ShortfallEvent.objects.create(
        shortfall=shortfall,
        kind=kind,
        on=clock.today(),
        at=clock.now(),
        actor=actor,
        reason=reason,
        facts=shortfall.facts,
    )
