"""What the ladder proposes because of a step: the listing of a major hazard, as soon as it is assigned (R8)."""

from core import clock
from rectification.models import HistoryEntry, Item
from rectification.states import PUSHABLE, SupervisionLevel
from supervision.models import EscalationProposal, EscalationStep
from supervision.services.escalating import withdraw_groundless
from supervision.states import EscalationTrigger


def after_assignment(item: Item, entry: HistoryEntry) -> None:
    """Propose the listing at once where the ladder does so for items of this level."""
    if not item.is_major or item.supervision_level == SupervisionLevel.LISTED:
        return
    steps = EscalationStep.objects.filter(trigger=EscalationTrigger.ON_LEDGER, level=item.level)
    EscalationProposal.objects.bulk_create(
        (
            EscalationProposal(
                item=item, step=step, ground_day=item.found_on, proposed_on=clock.today(), made_at=clock.now()
            )
            for step in steps
        ),
        ignore_conflicts=True,
    )


def after_correction(item: Item, entry: HistoryEntry) -> None:
    """What the ladder proposes for the level that was is withdrawn; what it proposes for this one is proposed."""
    if "level" not in entry.after:
        return
    withdraw_groundless(item=item.pk)
    if item.state in PUSHABLE:
        after_assignment(item, entry)
