from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.models import Attachment
from core.rules.numbers import per_cent
from reports.models.papers import MonthlyReport
from reports.querysets import SentVersionQuerySet
from reports.rules.phrases import SwapTold
from reports.rules.redlines import Told


class SentVersion(Read):
    """送出稿: the Word file in which an issued report left the office, and what the office has changed in it.

    `lines` are the paragraphs of both versions with their pieces (`reports.rules.redlines.Line`), `swaps` the changes
    of words among them. `changed_signs` of `all_signs` is the share changed: signs struck and put in, among the signs
    of both versions. A report may be handed in again; the newest one counts.
    """

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="sent_versions")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="sent_version")
    lines: "models.JSONField[list[Told], list[Told]]" = models.JSONField()
    swaps: "models.JSONField[list[SwapTold], list[SwapTold]]" = models.JSONField(default=list)
    changed_signs = models.PositiveIntegerField(_("Characters changed"))
    all_signs = models.PositiveIntegerField(_("Characters of both versions"))
    changed = models.PositiveIntegerField(_("Paragraphs changed"))
    added = models.PositiveIntegerField(_("Paragraphs added"))
    removed = models.PositiveIntegerField(_("Paragraphs removed"))
    moved = models.PositiveIntegerField(_("Paragraphs moved"))
    is_newest = models.BooleanField(default=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Handed in by"), on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField(_("Handed in"))

    readers = Readers(
        officials=(
            "report attachment lines swaps changed_signs all_signs changed added removed moved is_newest handed_in_by "
            "handed_in_at"
        ),
    )

    objects = SentVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-report__period", "-pk")
        verbose_name = _("Sent version of a report")
        constraints = (
            models.UniqueConstraint(fields=("report",), condition=Q(is_newest=True), name="sent_version_one_newest"),
            models.CheckConstraint(
                condition=Q(changed_signs__lte=F("all_signs")), name="sent_version_share_at_most_all"
            ),
        )

    def __str__(self) -> str:
        return str(self.report)

    def get_absolute_url(self) -> str:
        return reverse("reports:report-sent", args=[self.report_id])

    @property
    def share(self) -> str:
        """改动比例, in per cent."""
        return per_cent(self.changed_signs, self.all_signs)
