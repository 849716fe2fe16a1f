"""What an act on an item is called when it is told afterwards: on the time line, and to who comes too late."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectification import workflow
from rectification.models import HistoryEntry
from rectification.states import LookBackResult, SupervisionLevel

OTHER_STEPS: dict[str, str | Promise] = {
    "register": pgettext_lazy("history", "Registered"),
    "add-source": _("Source added"),
    "come-in": _("Came in with a list as done"),
    "correct": _("Corrected"),
    "void-letter": _("Letter voided"),
    "undo-import": _("Import undone"),
}


OUTCOMES: dict[str, tuple[str, dict[object, str | Promise]]] = {
    "decide-extension": ("granted", {True: _("Extension: agreed"), False: _("Extension: not agreed")}),
    "decide-void": ("granted", {True: _("Voiding: agreed"), False: _("Voiding: not agreed")}),
    "look-back": (
        "result",
        {LookBackResult.KEPT: _("Look back: no rebound"), LookBackResult.REBOUND: _("Look back: rebound")},
    ),
    "supervise": ("level", {str(level): level.label for level in SupervisionLevel if level}),
}
"""Steps that end in more than one way: by which input, and what each end is called. 催办 is not 督办 yet."""


def act_of(entry: HistoryEntry) -> str | Promise:
    """The step of a history row in words, with its outcome."""
    return outcome_of(entry.transition, entry.given)


def outcome_of(name: str, given: Mapping[str, object]) -> str | Promise:
    """What has been done: the step, and how it ended where it can end in more than one way."""
    asked, ends = OUTCOMES.get(name, ("", {}))
    if (said := given.get(asked)) in ends:
        return ends[said]
    step = workflow.TRANSITIONS.get(name)
    return step.label if step else OTHER_STEPS.get(name, name)
