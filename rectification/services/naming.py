"""What an act on an item is called when it is told afterwards: on the time line, and to who comes too late."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectification import workflow
from rectification.models import HistoryEntry

OTHER_STEPS: dict[str, str | Promise] = {
    "register": pgettext_lazy("history", "Registered"),
    "add-source": _("Source added"),
    "come-in": _("Came in with a list as done"),
    "correct": _("Corrected"),
    "remap": _("Cites what follows an ended basis"),
    "void-letter": _("Letter voided"),
    "hand-over": pgettext_lazy("history", "Handed over"),
    "undo-import": _("Import undone"),
    "void": pgettext_lazy("history", "Voiding proposed"),
    "suspend-deadline": _("Deadline suspended"),
    "resume-deadline": _("Deadline runs again"),
    "challenge": pgettext_lazy("history", "Challenged"),
    "challenge-answer": _("Challenge answered"),
    "challenge-up": _("Challenge moved up"),
    "challenge-end": _("Challenge ended"),
}
PROPOSALS = frozenset({"void"})
"""Steps by which nothing has come about yet: told as what they are, not by the word of their button."""


def act_of(entry: HistoryEntry) -> str | Promise:
    """The step of a history row in words, with its outcome."""
    return outcome_of(entry.transition, entry.given)


def outcome_of(name: str, given: Mapping[str, object]) -> str | Promise:
    """What has been done: the step, and how it ended where it can end in more than one way."""
    step = None if name in PROPOSALS else workflow.TRANSITIONS.get(name)
    if step is None:
        return OTHER_STEPS.get(name, name)
    decides = step.asks.decides
    return decides.ends.get(given.get(decides.name), step.label) if decides else step.label
