from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignState(models.TextChoices):
    """Where a special campaign stands; that its last day is over does not close it."""

    DRAFT = "DRAFT", pgettext_lazy("campaign", "Being prepared")
    RUNNING = "RUNNING", pgettext_lazy("campaign", "Announced")
    CLOSED = "CLOSED", pgettext_lazy("campaign", "Closed")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("campaign", "Withdrawn")


TOLD_TO_UNITS = frozenset({CampaignState.RUNNING.value, CampaignState.CLOSED.value, CampaignState.WITHDRAWN.value})
"""What the units that take part know of; before it is announced it is a matter of the county's bodies."""
CHANGED_STILL = frozenset({CampaignState.DRAFT.value, CampaignState.RUNNING.value})


class Measure(models.TextChoices):
    """What a target is measured by: a number of the day reports, or a share of the ledger in per cent."""

    CHECKED = "checked", _("Plants checked")
    TALKS = "talks", _("Talks held")
    FINES = "fines", _("Fines imposed")
    DONE_RATE = "done_rate", _("Rectification rate (%)")
    SIGNED_OFF_RATE = "signed_off_rate", _("Sign-off rate (%)")
