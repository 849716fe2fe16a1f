from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Seen(StrEnum):
    """For whom a column is, of those who may know of the row; each next class is narrower."""

    PUBLIC = "public"
    """Whoever knows of the row, members of a supervision group included."""
    UNIT = "unit"
    """The units and officials concerned, but not those who watch the public part."""
    OFFICIALS = "officials"
    """Officials only: not the enterprise that it is about."""
    SCOPED = "scoped"
    """It points at a row of another scope: whoever knows of that row too."""
    HANDLERS = "handlers"
    """Those who are named to handle it; the model says who they are at a row."""
    NOBODY = "nobody"
    """The program's own, shown by no door."""


class DayKind(models.TextChoices):
    """What the State Council's notice makes of a day, against the plain week."""

    HOLIDAY = "HOLIDAY", _("Public holiday")
    WORKDAY = "WORKDAY", _("Make-up working day")


class AttachmentKind(models.TextChoices):
    """What a file is offered as; the codes of the API."""

    BEFORE = "before", _("Before rectification")
    AFTER = "after", _("After rectification")
    DOCUMENT = "document", _("Document")
    REPORT = "report", _("Acceptance report or expert opinion")


class Channel(models.TextChoices):
    """The way a notice takes."""

    IN_APP = "IN_APP", _("In the application")
    EMAIL = "EMAIL", _("E-mail")


class DeliveryState(models.TextChoices):
    """Life of a delivery: nothing exists only as a message, the row is the truth."""

    NEW = "NEW", _("To be sent")
    CLAIMED = "CLAIMED", _("Being sent")
    SENT = "SENT", _("Sent")
    FAILED = "FAILED", _("Failed, will be tried again")
    UNKNOWN = "UNKNOWN", _("Unknown: broken off while sending")
    DROPPED = "DROPPED", _("Dropped")
    DEAD = "DEAD", _("Given up after several tries")


class ProposalState(models.TextChoices):
    """What has become of a proposal of an engine."""

    PROPOSED = "PROPOSED", pgettext_lazy("violation", "Proposed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("violation", "Confirmed")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("violation", "Withdrawn")
    DISMISSED = "DISMISSED", pgettext_lazy("violation", "Dismissed")


class ProposalEventKind(models.TextChoices):
    """What happened to a proposal: the engine proposes, sees other facts, withdraws; a person decides."""

    PROPOSED = "PROPOSED", pgettext_lazy("event", "Proposed")
    CHANGED = "CHANGED", pgettext_lazy("violation", "Facts have changed")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("violation", "Withdrawn: it holds no more")
    CONFIRMED = "CONFIRMED", pgettext_lazy("violation", "Confirmed")
    DISMISSED = "DISMISSED", pgettext_lazy("violation", "Dismissed")
