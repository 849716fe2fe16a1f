"""What the log calls the acts of this app."""

from django.utils.translation import gettext_lazy as _

from core import acts
from supervision.workflow import LETTERS, PROPOSALS

ON_ROBOTS = (("add", _("Group robot added")), ("stop", _("Group robot stopped")))


def offer_acts() -> None:
    """Name the acts of this app; called by its config."""
    acts.offer("letter", _("Letter"), ("issue", _("Letter issued")), *LETTERS.acts())
    acts.offer("proposal", _("Proposed measure"), *((step.name, step.label) for step in PROPOSALS.values()))
    acts.offer("robot", _("Group robot"), *ON_ROBOTS)
