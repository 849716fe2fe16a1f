"""文书作废: what a letter did is undone with it; the items say so, and the unit is told."""

from django.utils.translation import gettext as _

from accounts.models import User
from rectification.models import Item, ListedSupervision, SupervisionMeasure
from rectification.services import recording
from rectification.states import LADDER, SupervisionLevel
from supervision.models import SupervisionLetter
from supervision.states import ProposalState

STEP = "void-letter"


def undo(letter: SupervisionLetter, actor: User) -> None:
    """Let each item stand where the measures that hold leave it, with a row of its history."""
    items = Item.objects.filter(letters=letter).select_for_update(of=("self",)).order_by("pk")
    by_letter = SupervisionMeasure.objects.filter(item__letters=letter, reason__startswith=f"{letter.number} ")
    SupervisionMeasure.objects.filter(pk__in=by_letter.values("pk")).update(voided_at=letter.paper.voided_at)
    # The step is not settled any more: the ladder proposes it anew while its ground holds.
    letter.proposals.update(decision=ProposalState.WITHDRAWN, reason=letter.paper.void_reason)
    for item in items:
        before, was = recording.snapshot(item), item.supervision_level
        item.supervision_level = _level_of(item)
        if was == SupervisionLevel.LISTED != item.supervision_level:
            ListedSupervision.objects.filter(item=item).delete()
        item.version += 1
        item.save()
        reason = _("%(letter)s: %(reason)s") % {"letter": letter, "reason": letter.paper.void_reason}
        recording.record(item, STEP, actor, from_state=item.state, before=before, given={"reason": reason})


def _level_of(item: Item) -> str:
    """The hardest of the ladder among the measures that hold."""
    taken = {measure.level for measure in item.supervision_measures.filter(voided_at=None)}
    return next((str(level) for level in reversed(LADDER) if level in taken), str(SupervisionLevel.NONE))
