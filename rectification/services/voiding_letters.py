"""文书作废: what a letter did is undone with it; the items say so, and the unit is told."""

from django.utils.translation import gettext as _

from accounts.models import User
from rectification.models import Item, ListedSupervision, SupervisionLetter, SupervisionMeasure
from rectification.services import recording
from rectification.states import LADDER, SupervisionLevel

STEP = "void-letter"


def numbers_of_void(item: Item) -> tuple[str, ...]:
    """The numbers of the letters on an item that hold no more, as the words of a measure begin with them."""
    rows = SupervisionLetter.objects.filter(items=item).exclude(voided_at=None)
    return tuple(f"{number} " for number in rows.values_list("number", flat=True))


def holds(measure: SupervisionMeasure, void: tuple[str, ...]) -> bool:
    """Whether a measure still stands: none does that was taken by a letter which has been voided."""
    return not measure.reason.startswith(void)


def undo(letter: SupervisionLetter, actor: User) -> None:
    """Let each item stand where the measures that hold leave it, with a row of its history."""
    items = Item.objects.filter(letters=letter).select_for_update(of=("self",)).order_by("pk")
    for item in items:
        before, was = recording.snapshot(item), item.supervision_level
        item.supervision_level = _level_of(item)
        if was == SupervisionLevel.LISTED != item.supervision_level:
            ListedSupervision.objects.filter(item=item).delete()
        item.version += 1
        item.save()
        reason = _("%(letter)s: %(reason)s") % {"letter": letter, "reason": letter.void_reason}
        recording.record(item, STEP, actor, from_state=item.state, before=before, given={"reason": reason})


def _level_of(item: Item) -> str:
    """The hardest of the ladder among the measures that hold."""
    void = numbers_of_void(item)
    taken = {measure.level for measure in item.supervision_measures.all() if holds(measure, void)}
    return next((str(level) for level in reversed(LADDER) if level in taken), str(SupervisionLevel.NONE))
