from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    """How far a report has come; nothing changes any more once it is issued."""

    DRAFT = "DRAFT", _("Draft")
    REVIEWED = "REVIEWED", _("Reviewed")
    APPROVED = "APPROVED", _("Approved")
    ISSUED = "ISSUED", pgettext_lazy("report", "Issued")


class WordingState(models.TextChoices):
    """What has become of a phrase that the office changes again and again."""

    PROPOSED = "PROPOSED", pgettext_lazy("wording", "Proposed")
    IN_USE = "IN_USE", pgettext_lazy("wording", "In use")
    DECLINED = "DECLINED", pgettext_lazy("wording", "Declined")
    REVOKED = "REVOKED", pgettext_lazy("wording", "Revoked")
