"""What an act on an item is called when it is told afterwards: on the time line, and to who comes too late."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectification import workflow
from rectification.models import HistoryEntry
from rectification.states import SupervisionLevel

OTHER_STEPS: dict[str, str | Promise] = {
    "register": pgettext_lazy("history", "Registered"),
    "add-source": _("Source added"),
    "come-in": _("Came in with a list as done"),
    "correct": _("Corrected"),
    "undo-import": _("Import undone"),
}


def act_of(entry: HistoryEntry) -> str | Promise:
    """The step in words; a measure by its own name, since 催办 is not 督办 yet."""
    measure = entry.given.get("level") if entry.transition == "supervise" else None
    if measure in SupervisionLevel.values:
        return SupervisionLevel(measure).label
    step = workflow.TRANSITIONS.get(entry.transition)
    return step.label if step else OTHER_STEPS.get(entry.transition, entry.transition)
