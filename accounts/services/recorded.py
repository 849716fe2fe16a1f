"""What the log calls the acts of this app."""

from django.utils.translation import gettext_lazy as _

ACTS_ON_ACCOUNTS = (
    ("create", _("Account asked for")),
    ("edit", _("Account changed")),
    ("confirm", _("Account confirmed")),
    ("propose-role", _("Another role proposed")),
    ("confirm-role", _("Role confirmed")),
    ("decline-role", _("Role declined")),
    ("disable", _("Account ended")),
    ("reopen", _("Account asked for again")),
    ("password", _("New first password handed over")),
    ("link", _("Link for a new password handed over")),
    ("unlock", _("Unlocked")),
    ("log-out", _("Logged out everywhere")),
    ("settings", _("Own settings changed")),
    ("locked", _("Locked after wrong passwords")),
    ("factor-on", _("Second factor set up")),
    ("factor-off", _("Second factor taken away")),
    ("codes-new", _("New recovery codes made")),
    ("code-used", _("Recovery code used")),
    ("unused", _("Ended, unused for too long")),
)
