"""整改方式: how a problem is removed, said at acceptance, confirmed or changed at the re-inspection (R8)."""

from django.utils.translation import gettext as _

from core.errors import WorkflowError
from rectification.models import Item
from rectification.services import evidence
from rectification.states import Mode
from rectification.workflow import Given

FIELD = "mode"


def take(item: Item, given: Given) -> None:
    """Note the mode where one is given; what was said before stands otherwise."""
    mode = given.get("mode") or item.mode
    if mode and mode not in Mode.values:
        raise WorkflowError(_("Choose a mode of rectification from the list."), FIELD)
    item.mode = mode


def take_with_proof(item: Item, given: Given) -> None:
    """The same where work is shown: out of a temporary stop leads only another mode with evidence of its own."""
    was = item.mode
    take(item, given)
    if was == Mode.SUSPEND != item.mode and not _shows_the_work(given):
        raise WorkflowError(
            _("The item was only stopped for now: the other mode needs evidence of its own, photo or document."),
            evidence.FIELD,
        )


def take_as_found(item: Item, given: Given) -> None:
    """The mode that a re-inspection passes: one that is known, and never a temporary stop (浙安委〔2019〕11号)."""
    take_with_proof(item, given)
    if not item.mode:
        raise WorkflowError(_("Say how it was rectified: the item has no mode of rectification yet."), FIELD)
    refuse_stop(item, FIELD)


def refuse_stop(item: Item, field: str | None = None) -> None:
    """A temporary stop never counts as rectified, so it is not passed, published or signed off."""
    if item.mode == Mode.SUSPEND:
        raise WorkflowError(
            _(
                "A temporary stop does not count as rectified. Fail the re-inspection, "
                "or choose another mode with evidence of its own."
            ),
            field,
        )


def _shows_the_work(given: Given) -> bool:
    return any(file.kind in evidence.SHOWS_AFTER for file in given.get("evidence") or ())
