from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EscalationTrigger(models.TextChoices):
    """What makes a step of the escalation ladder due."""

    OVERDUE = "OVERDUE", _("Overdue")
    ON_LEDGER = "ON_LEDGER", pgettext_lazy("state", "Assigned")


class DayUnit(models.TextChoices):
    """How the days of a rule are counted (domain rules R9)."""

    CALENDAR = "CALENDAR", _("Calendar days")
    WORKING = "WORKING", pgettext_lazy("unit", "Working days")


class ProposalState(models.TextChoices):
    """What became of a proposal to escalate; a withdrawn one had lost its ground."""

    OPEN = "OPEN", _("Waits for a decision")
    CONFIRMED = "CONFIRMED", pgettext_lazy("state", "Confirmed")
    DECLINED = "DECLINED", _("Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
