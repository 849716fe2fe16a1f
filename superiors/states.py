from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperKind(models.TextChoices):
    """What is written about a superior's list; the codes of the kinds of papers."""

    ANSWER = "LIST_ANSWER", _("Letter that reports the rectification of a list")
    PUBLICATION = "LIST_PUBLICATION", _("Public notice of completed rectification")


class PaperState(models.TextChoices):
    """How far a paper about a list has come; nothing of it changes any more once it is issued."""

    DRAFT = "DRAFT", _("Draft")
    APPROVED = "APPROVED", _("Approved")
    ISSUED = "ISSUED", pgettext_lazy("report", "Issued")
