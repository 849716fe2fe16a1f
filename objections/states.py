from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ObjectionState(models.TextChoices):
    """What has become of an objection to a datum; all but the first are its end."""

    OPEN = "OPEN", pgettext_lazy("objection", "Waits for an answer")
    ACCEPTED = "ACCEPTED", pgettext_lazy("objection", "Accepted")
    PARTLY = "PARTLY", pgettext_lazy("objection", "Accepted in part")
    REJECTED = "REJECTED", pgettext_lazy("objection", "Rejected")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("objection", "Withdrawn")
    UNANSWERED = "UNANSWERED", pgettext_lazy("objection", "Ended without an answer")


VERDICTS = (ObjectionState.ACCEPTED, ObjectionState.PARTLY, ObjectionState.REJECTED)


class Turn(models.TextChoices):
    """Whose turn it is to answer: silence of those who keep the datum moves it up once."""

    KEEPER = "KEEPER", _("Those who keep the file")
    LEADER = "LEADER", _("The county's coordinator or the head of the unit")


class ObjectionEventKind(models.TextChoices):
    """What happened to an objection; the house itself moves it up and ends it."""

    RAISED = "RAISED", pgettext_lazy("objection", "Raised")
    MOVED_UP = "MOVED_UP", pgettext_lazy("objection", "Moved up: nobody has answered in time")
    ACCEPTED = "ACCEPTED", pgettext_lazy("objection", "Accepted")
    PARTLY = "PARTLY", pgettext_lazy("objection", "Accepted in part")
    REJECTED = "REJECTED", pgettext_lazy("objection", "Rejected")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("objection", "Withdrawn")
    UNANSWERED = "UNANSWERED", pgettext_lazy("objection", "Ended without an answer")
