"""专项行动: a time-limited campaign on one theme, the units that take part, and what each reports of a day."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from campaigns.querysets import CampaignQuerySet, DayReportQuerySet, ParticipationQuerySet
from campaigns.rules.days import Period
from campaigns.states import CampaignState, Measure
from core.fields import Read, Readers
from inspections.models import ProblemCategory
from inspections.states import SourceKind
from parks.models import Park

PER_CENT = (MaxValueValidator(100),)
MOST_COUNTED, MOST_YUAN = 100_000, 1_000_000_000
"""More than these is a slip of the hand, in a target as in a report."""
COUNTED, IN_YUAN = (MaxValueValidator(MOST_COUNTED),), (MaxValueValidator(MOST_YUAN),)


class Campaign(Read):
    """A special campaign (专项行动): its theme, its days, what of the ledger belongs to it, its targets and its end.

    The problems of a campaign are those of the ledger that were found on its days, in its park if it has one, in its
    categories and of its source if it names any (`campaigns.services.scope`): nobody puts one in or takes one out.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(pgettext_lazy("campaign", "Title"), max_length=80)
    basis = models.CharField(
        pgettext_lazy("campaign", "Document that orders it"),
        max_length=200,
        help_text=_("Title and number, as 省应急厅〔2026〕12号."),
    )
    theme = models.TextField(pgettext_lazy("campaign", "What it is about"), max_length=2000, blank=True)
    first_day = models.DateField(pgettext_lazy("campaign", "First day"))
    last_day = models.DateField(pgettext_lazy("campaign", "Last day"))
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns"
    )
    categories = models.ManyToManyField(
        ProblemCategory, verbose_name=_("Problem categories"), blank=True, related_name="campaigns"
    )
    source = models.CharField(
        pgettext_lazy("campaign", "Source of the problems"), max_length=16, choices=SourceKind.choices, blank=True
    )
    target_checked = models.PositiveIntegerField(_("Target: plants checked"), null=True, blank=True, validators=COUNTED)
    target_talks = models.PositiveIntegerField(_("Target: talks held"), null=True, blank=True, validators=COUNTED)
    target_fines = models.PositiveIntegerField(_("Target: fines imposed"), null=True, blank=True, validators=COUNTED)
    target_done_rate = models.PositiveSmallIntegerField(
        _("Target: rectification rate (%)"), null=True, blank=True, validators=PER_CENT
    )
    target_signed_off_rate = models.PositiveSmallIntegerField(
        _("Target: sign-off rate (%)"), null=True, blank=True, validators=PER_CENT
    )
    state = models.CharField(
        pgettext_lazy("campaign", "State"), max_length=12, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    opened_by = models.ForeignKey(
        User, verbose_name=pgettext_lazy("campaign", "Entered by"), on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(pgettext_lazy("campaign", "Entered"))
    summary = models.TextField(_("Closing summary"), max_length=4000, blank=True)
    final = models.JSONField(_("Figures at the closing"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("campaign", "Ended by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_at = models.DateTimeField(pgettext_lazy("campaign", "Ended"), null=True, blank=True)
    end_reason = models.TextField(_("Why it was withdrawn"), blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "county title basis theme first_day last_day park categories source target_checked target_talks "
            "target_fines target_done_rate target_signed_off_rate state opened_by opened_at summary final ended_by "
            "ended_at end_reason version"
        ),
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-first_day", "-pk")
        verbose_name = _("Special campaign")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="campaign_has_days",
                violation_error_message=_("The last day lies before the first one."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CampaignState.CLOSED) | ~models.Q(summary=""),
                name="campaign_end_is_summed_up",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CampaignState.WITHDRAWN) | ~models.Q(end_reason=""),
                name="campaign_withdrawal_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells which one it is by its days, and nothing of its words."""
        return f"{self.first_day} – {self.last_day}"

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)

    @property
    def targets(self) -> dict[Measure, int]:
        """What it sets out to reach, by what that is measured."""
        named = {measure: getattr(self, f"target_{measure}") for measure in Measure}
        return {measure: number for measure, number in named.items() if number is not None}

    @property
    def is_running(self) -> bool:
        """Whether units report of its days."""
        return self.state == CampaignState.RUNNING

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        return {CampaignState.RUNNING: "sign-soon", CampaignState.CLOSED: "sign-ok"}.get(
            CampaignState(self.state), "sign-plain"
        )


class Participation(Read):
    """The part that a unit takes in a campaign: how many of the plants are its to check."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("Special campaign"), on_delete=models.PROTECT, related_name="participations"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("Participating unit"),
        on_delete=models.PROTECT,
        related_name="campaign_parts",
    )
    share = models.PositiveIntegerField(_("Plants to check"), validators=COUNTED)

    readers = Readers(officials="campaign organization share")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ("organization__protocol_order", "organization__name")
        verbose_name = _("Part in a campaign")
        constraints = (models.UniqueConstraint(fields=("campaign", "organization"), name="campaign_unit_once"),)

    def __str__(self) -> str:
        return self.organization.label

    def get_absolute_url(self) -> str:
        return self.campaign.get_absolute_url()


class DayReport(Read):
    """每日一报: what a unit has done on a day. What it found and what was rectified stands in the ledger, not here."""

    participation = models.ForeignKey(
        Participation, verbose_name=_("Participating unit"), on_delete=models.PROTECT, related_name="reports"
    )
    day = models.DateField(_("Day"))
    checked = models.PositiveIntegerField(_("Plants checked"), validators=COUNTED)
    talks = models.PositiveIntegerField(_("Talks held"), default=0, validators=COUNTED)
    fines = models.PositiveIntegerField(_("Fines imposed"), default=0, validators=COUNTED)
    fine_amount = models.PositiveIntegerField(_("Sum of the fines (yuan)"), default=0, validators=IN_YUAN)
    note = models.CharField(pgettext_lazy("campaign", "Note"), max_length=300, blank=True)
    reported_by = models.ForeignKey(
        User, verbose_name=pgettext_lazy("campaign", "Reported by"), on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(pgettext_lazy("campaign", "Reported"))
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials="participation day checked talks fines fine_amount note reported_by reported_at version"
    )

    objects = DayReportQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "pk")
        verbose_name = _("Day report of a campaign")
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "day"),
                name="campaign_day_once",
                violation_error_message=_("This day has been reported already; correct that report."),
            ),
            models.CheckConstraint(
                condition=models.Q(fines__gt=0) | models.Q(fine_amount=0),
                name="campaign_fine_has_its_number",
                violation_error_message=_("A sum of fines needs the number of fines."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation.organization.label} {self.day.isoformat()}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:dayreport-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        return f"{self.participation_id} {self.day.isoformat()}"

    @property
    def campaign(self) -> Campaign:
        return self.participation.campaign
