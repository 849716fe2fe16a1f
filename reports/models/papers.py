from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.fields import Readers
from core.rules.months import Month
from documents.models import Issuable
from parks.models import Park
from reports.querysets import CircularQuerySet, MonthlyReportQuerySet
from reports.states import ReportState


class MonthlyReport(Issuable):
    """月报: the report of a month for the county or a park, with the snapshot that it prints.

    `snapshot` holds the figures and the keys of the items behind each; its hash says that a month built
    twice is the same month. `profile` holds the words for what it counts and what the files said at its moment;
    page, Word and PDF are made of its document once it is issued. A correction is a further edition with its
    reason; the old one stays.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="monthly_reports")
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="monthly_reports"
    )
    period = models.CharField(_("Month"), max_length=7)
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1)
    state = models.CharField(_("State"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    profile = models.JSONField(default=dict)
    problems = models.TextField(_("Existing problems"), blank=True)
    next_steps = models.TextField(_("Next steps"), blank=True)
    correction_reason = models.TextField(_("Reason for the correction"), blank=True)
    built_at = models.DateTimeField(_("Built"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("Reviewed"), null=True, blank=True)
    hands = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Took part"), related_name="+", editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("Approved"), null=True, blank=True)

    readers = Readers(
        officials=(
            "county park period edition state version snapshot snapshot_sha256 profile document problems next_steps "
            "correction_reason built_at reviewed_by reviewed_at hands approved_by approved_at"
        ),
    )

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        ordering = ("-period", "park__code", "-edition")
        verbose_name = _("Monthly report")
        constraints = (
            models.UniqueConstraint(
                fields=("county", "period", "edition"),
                condition=models.Q(park=None),
                name="county_report_edition_once",
            ),
            models.UniqueConstraint(fields=("park", "period", "edition"), name="park_report_edition_once"),
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("reviewed_by")),
                name="report_approved_by_another",
            ),
        )
        indexes = (models.Index(fields=("county", "-period"), name="report_newest"),)

    def __str__(self) -> str:
        return f"{self.period} {self.park or self.county}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report-detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The month, with the edition where it is a correction."""
        return f"{self.period} {self.edition_label}" if self.edition > 1 else self.period

    @property
    def edition_label(self) -> str:
        return str(_("Edition %(n)s") % {"n": self.edition})

    @property
    def month(self) -> Month:
        return Month.parse(self.period)

    @property
    def is_issued(self) -> bool:
        return self.state == ReportState.ISSUED

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT


class Circular(Issuable):
    """通报: the late units by name, their facts as they stood that day, and by when they reply.

    `content` is frozen when it is drafted; what it says is made from nothing else.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="circulars")
    day = models.DateField(_("As of the end of the day"))
    reply_by = models.DateField(_("Reply by"))
    with_ranking = models.BooleanField(_("With a ranking"), default=False)
    content = models.JSONField()
    state = models.CharField(_("State"), max_length=10, choices=ReportState.choices, default=ReportState.REVIEWED)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("Drafted"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("Approved"), null=True, blank=True)

    readers = Readers(
        officials=(
            "county day reply_by with_ranking content state version drafted_by drafted_at approved_by approved_at "
            "document"
        ),
    )

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-pk")
        verbose_name = _("Circular")
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="circular_state_known"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("drafted_by")),
                name="circular_approved_by_another",
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.day}"

    @property
    def state_label(self) -> str:
        """A circular is reviewed by nobody: what is drafted waits for a leader."""
        waits = self.state == ReportState.REVIEWED
        return gettext("To be approved") if waits else self.get_state_display()

    def get_absolute_url(self) -> str:
        return reverse("reports:circular-detail", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        return self.state == ReportState.ISSUED
