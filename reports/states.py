from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    """How far a report has come; nothing changes any more once it is issued."""

    DRAFT = "DRAFT", _("Draft")
    REVIEWED = "REVIEWED", _("Reviewed")
    APPROVED = "APPROVED", _("Approved")
    ISSUED = "ISSUED", pgettext_lazy("report", "Issued")
