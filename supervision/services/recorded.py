"""What the log calls the acts of this app."""

from django.utils.translation import gettext_lazy as _

from core import acts
from supervision.workflow import LETTERS

ON_PROPOSALS = (("confirm", _("Proposed measure taken")), ("decline", _("Proposed measure declined")))
ON_ROBOTS = (("add", _("Group robot added")), ("stop", _("Group robot stopped")))


def offer_acts() -> None:
    """Name the acts of this app; called by its config."""
    acts.offer("letter", _("Letter"), ("issue", _("Letter issued")), *LETTERS.acts())
    acts.offer("proposal", _("Proposed measure"), *ON_PROPOSALS)
    acts.offer("robot", _("Group robot"), *ON_ROBOTS)
