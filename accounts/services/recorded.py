"""What the log calls the acts of this app."""

from django.utils.translation import gettext_lazy as _

from accounts.services.organizations import ACTS_ON_UNITS
from accounts.workflow import ACCOUNTS
from core import acts


def offer_acts() -> None:
    """Name the acts of this app; called by its config."""
    acts.offer("account", _("Account"), *ACCOUNTS.acts(), *ON_ACCOUNTS)
    acts.offer("unit", _("Organization"), *ACTS_ON_UNITS)
    acts.offer("session", _("Login"), *ON_SESSIONS)


ON_ACCOUNTS = (
    ("create", _("Account asked for")),
    ("found", _("Account of the founding made")),
    ("settings", _("Own settings changed")),
    ("password", _("Own password changed")),
    ("choose-password", _("Password chosen by a link")),
    ("locked", _("Locked after wrong passwords")),
    ("locked-code", _("Locked after wrong verification codes")),
    ("factor-on", _("Second factor set up")),
    ("factor-off", _("Second factor turned off")),
    ("codes-new", _("New recovery codes made")),
    ("code-used", _("Recovery code used")),
    ("unused", _("Ended, unused for too long")),
    ("absence", _("Absence entered")),
    ("end-absence", _("Absence ended")),
    ("hand-over", _("Hand-over of all open work entered")),
    ("handed-over", _("All open work handed over")),
    ("hand-over-off", _("Hand-over called off")),
)
ON_SESSIONS = (
    ("login", _("Login succeeded")),
    ("refused", _("Login refused")),
    ("code-refused", _("Login refused: wrong verification code")),
    ("logout", _("Logged out")),
    ("end", _("One of the own logins ended")),
    ("end-others", _("All other own logins ended")),
    ("token", _("Token of the API issued")),
    ("end-token", _("Token of the API ended")),
)
