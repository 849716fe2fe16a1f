from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from documents.models import IssuedDocument
from law.models.instruments import Instrument
from law.querysets import DefectivePaperQuerySet
from law.states import Verdict


class DefectivePaper(Read):
    """瑕疵公文: a paper dated after the end of an instrument that it cites (rules R11, 6).

    It goes to the legal reviewer, who says whether it stands, is corrected, or is voided and issued anew.
    """

    paper = models.ForeignKey(IssuedDocument, verbose_name=_("Paper"), on_delete=models.PROTECT, related_name="defects")
    instrument = models.ForeignKey(
        Instrument, verbose_name=_("Instrument"), on_delete=models.PROTECT, related_name="defects"
    )
    found_on = models.DateField(_("Found on"))
    verdict = models.CharField(_("Verdict of the legal reviewer"), max_length=8, choices=Verdict.choices, blank=True)
    reviewed_by = models.CharField(_("Legal reviewer"), max_length=40, blank=True)
    reviewed_on = models.DateField(_("Reviewed on"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials="paper instrument found_on verdict reviewed_by reviewed_on reason noted_by version",
    )

    objects = DefectivePaperQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Defective paper")
        constraints = (
            models.UniqueConstraint("paper", "instrument", name="defect_once"),
            models.CheckConstraint(
                condition=Q(verdict="") | ~Q(reviewed_by="") & Q(reviewed_on__isnull=False),
                name="defect_judged_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.paper.number

    def get_absolute_url(self) -> str:
        return reverse("law:defect-detail", args=[self.pk])

    @property
    def standing(self) -> str:
        """What has become of it, in words: voided, judged, or waiting."""
        if self.paper.is_void:
            return str(_("Voided"))
        return str(self.get_verdict_display()) if self.verdict else str(_("Waits for the legal reviewer"))
