"""What the log calls the acts of this app."""

from django.utils.translation import gettext_lazy as _

from core import acts

ON_LETTERS = (
    ("issue", _("Letter issued")),
    ("receive", _("Receipt of a letter given")),
    ("answer", _("Letter answered")),
    ("void", _("Letter voided")),
)
ON_PROPOSALS = (("confirm", _("Proposed measure taken")), ("decline", _("Proposed measure declined")))
ON_ROBOTS = (("add", _("Group robot added")), ("stop", _("Group robot stopped")))


def offer_acts() -> None:
    """Name the acts of this app; called by its config."""
    acts.offer("letter", _("Letter"), *ON_LETTERS)
    acts.offer("proposal", _("Proposed measure"), *ON_PROPOSALS)
    acts.offer("robot", _("Group robot"), *ON_ROBOTS)
