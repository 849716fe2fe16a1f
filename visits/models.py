"""行政检查: a visit of an enterprise, its team, what was found there, what the plant says of it, the yearly caps."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from campaigns.models import Campaign
from capability.models import Supervisor
from core import clock
from core.fields import Read, Readers
from draws.models import DrawnVisit
from enterprises.models import Enterprise
from inspections.models import Finding
from law.models import Basis
from visits.querysets import AnswerQuerySet, CapQuerySet, OfficerQuerySet, VisitFindingQuerySet, VisitQuerySet
from visits.rules import caps
from visits.states import (
    AHEAD,
    PREPARED,
    STARS,
    AnswerKind,
    Declared,
    Flag,
    Nature,
    TaskSource,
    VisitKind,
    VisitState,
)


class Visit(Read):
    """A visit (行政检查) of a body at an enterprise: proposed, approved, entered by a scan, left, its result told.

    `week` and `year` follow from `planned_on`. `approve_by` is the last day for the approval of an urgent one,
    `fill_by` that on which a visit without a scan is filled in without a reason. `joined_to` is the visit with which
    it was joined (综合查一次). Whoever has the code of `round` opens the page at the plant's gate.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(
        Organization, verbose_name=_("Inspecting body"), on_delete=models.PROTECT, related_name="visits"
    )
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="visits"
    )
    nature = models.CharField(_("Nature of the inspection"), max_length=8, choices=Nature.choices)
    kind = models.CharField(_("Form of the inspection"), max_length=12, choices=VisitKind.choices)
    source = models.CharField(_("Task source"), max_length=12, choices=TaskSource.choices)
    source_note = models.CharField(_("Task source in words"), max_length=200, blank=True)
    campaign = models.ForeignKey(
        Campaign, verbose_name=_("Special campaign"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawn = models.ForeignKey(
        DrawnVisit,
        verbose_name=pgettext_lazy("visit", "Random draw"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    filed_on = models.DateField(_("Special inspection filed on"), null=True, blank=True)
    basis = models.ForeignKey(Basis, verbose_name=_("Legal basis"), on_delete=models.PROTECT, related_name="visits")
    planned_on = models.DateField(_("Day of the visit"), db_index=True)
    planned_at = models.TimeField(_("Hour of the visit"), null=True, blank=True)
    week = models.DateField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    items = models.TextField(_("Items of the inspection"), max_length=4000)
    state = models.CharField(
        pgettext_lazy("visit", "State"), max_length=12, choices=VisitState.choices, default=VisitState.DRAFT
    )
    joined_to = models.ForeignKey(
        "self",
        verbose_name=_("Joined with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joiners",
    )
    drafted_by = models.ForeignKey(User, verbose_name=_("Prepared by"), on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("Prepared"))
    proposed_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("visit", "Proposed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    proposed_at = models.DateTimeField(pgettext_lazy("visit", "Proposed"), null=True, blank=True)
    is_urgent = models.BooleanField(pgettext_lazy("visit", "Urgent"), default=False)
    urgent_reason = models.TextField(_("Why it was urgent"), blank=True)
    approve_by = models.DateField(_("Approval by"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("visit", "Approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(pgettext_lazy("visit", "Approved at"), null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True, editable=False)
    opinion = models.TextField(_("Opinion of the leader"), blank=True)
    over_cap_reason = models.TextField(_("Why beyond the cap"), blank=True)
    visits_before = models.PositiveSmallIntegerField(_("Visits so far at the approval"), null=True, blank=True)
    cap = models.PositiveSmallIntegerField(_("Cap at the approval"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    arrived_at = models.DateTimeField(pgettext_lazy("visit", "Entered"), null=True, blank=True)
    left_at = models.DateTimeField(pgettext_lazy("visit", "Left"), null=True, blank=True)
    fill_by = models.DateField(_("To be filled in by"), null=True, blank=True)
    filled_in_by = models.ForeignKey(
        User, verbose_name=_("Filled in by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    filled_in_at = models.DateTimeField(_("Filled in"), null=True, blank=True)
    fill_reason = models.TextField(_("Why it was filled in late"), blank=True)
    result = models.TextField(_("Result told to the enterprise"), blank=True)
    closed_by = models.ForeignKey(
        User, verbose_name=_("Result told by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("Result told"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        User, verbose_name=_("Cancelled by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(pgettext_lazy("visit moment", "Cancelled"), null=True, blank=True)
    end_reason = models.TextField(_("Why it was cancelled"), blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "county body enterprise nature kind source planned_on planned_at week year items basis state is_urgent "
            "arrived_at left_at visits_before cap result closed_at filled_in_at version"
        ),
        officials=(
            "source_note campaign drawn filed_on joined_to drafted_by drafted_at proposed_by proposed_at urgent_reason "
            "approve_by approved_by approved_at approved_on opinion over_cap_reason round fill_by filled_in_by "
            "fill_reason closed_by cancelled_by cancelled_at end_reason"
        ),
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("-planned_on", "-pk")
        verbose_name = pgettext_lazy("visit", "Inspection visit")
        indexes = (models.Index(fields=("enterprise", "week"), name="visit_week"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(left_at=None)
                | models.Q(arrived_at__isnull=False, left_at__gte=models.F("arrived_at")),
                name="visit_left_after_entered",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VisitState.APPROVED) | models.Q(approved_by__isnull=False),
                name="visit_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VisitState.CANCELLED) | ~models.Q(end_reason=""),
                name="visit_cancelled_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("drawn",),
                condition=~models.Q(state=VisitState.CANCELLED),
                name="visit_once_of_a_draw",
                violation_error_message=_("The visit of this draw has been planned already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise.label} {self.planned_on.isoformat()}"

    def get_absolute_url(self) -> str:
        return reverse("visits:visit-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells which visit it is and where, nothing of its words."""
        return f"{self.enterprise_id} {self.planned_on.isoformat()}"

    @property
    def name(self) -> str:
        return str(self)

    @property
    def lines(self) -> list[str]:
        """Its items, one each."""
        return [line.strip() for line in self.items.splitlines() if line.strip()]

    @property
    def is_prepared(self) -> bool:
        """Whether its plan can still be changed."""
        return self.state in PREPARED

    @property
    def is_ahead(self) -> bool:
        """Whether the plant has not been entered yet."""
        return self.state in AHEAD

    @property
    def is_before_its_day(self) -> bool:
        """Whether it is approved for a day that is yet to come: at the gate nothing can be recorded."""
        return self.state == VisitState.APPROVED and self.planned_on > clock.today()

    @property
    def is_under_cap(self) -> bool:
        return caps.is_under_cap(self.nature, self.source)

    @property
    def is_unapproved(self) -> bool:
        """Urgent, and approved too late or not at all although it is late."""
        if not self.is_urgent or self.approve_by is None:
            return False
        return (self.approved_on or clock.today()) > self.approve_by

    @property
    def is_to_fill(self) -> bool:
        """Its day is over, and what the scan would have said is missing."""
        waits = self.state in (VisitState.APPROVED, VisitState.UNDER_WAY)
        return waits and self.planned_on < clock.today()

    @property
    def needs_fill_reason(self) -> bool:
        """Whether it is filled in with a reason only."""
        return self.fill_by is not None and clock.today() > self.fill_by

    def flags(self) -> list[str]:
        """What it is marked for, as far as its own row says it."""
        said = {
            Flag.TO_FILL: self.is_to_fill,
            Flag.FILLED_LATE: bool(self.fill_reason),
            Flag.UNAPPROVED: self.is_unapproved,
            Flag.OVER_CAP: bool(self.over_cap_reason),
        }
        return [str(flag.label) for flag, is_so in said.items() if is_so]

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        signs = {VisitState.CLOSED: "sign-ok", VisitState.PROPOSED: "sign-soon", VisitState.UNDER_WAY: "sign-soon"}
        return signs.get(VisitState(self.state), "sign-plain")


class Officer(Read):
    """An officer (检查人员) of the team of a visit: name and certificate as they were, what was declared."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="officers")
    person = models.ForeignKey(
        Supervisor, verbose_name=pgettext_lazy("visit", "Officer"), on_delete=models.PROTECT, related_name="visits"
    )
    name = models.CharField(pgettext_lazy("visit", "Officer"), max_length=60)
    certificate = models.CharField(_("Enforcement certificate"), max_length=40)
    declared = models.CharField(
        _("Declaration of interests"), max_length=8, choices=Declared.choices, default=Declared.OPEN
    )
    declared_by = models.ForeignKey(
        User, verbose_name=_("Declared by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_at = models.DateTimeField(_("Declared"), null=True, blank=True)

    readers = Readers(unit="visit name certificate", officials="person declared declared_by declared_at")

    objects = OfficerQuerySet.as_manager()
    is_mine = False
    """Whether the reader of a page declares for this officer; said by the page."""

    class Meta:
        ordering = ("pk",)
        verbose_name = pgettext_lazy("visit", "Officer")
        constraints = (models.UniqueConstraint(fields=("visit", "person"), name="visit_officer_once"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.visit.get_absolute_url()

    @property
    def name_in_log(self) -> str:
        return f"{self.visit.name_in_log} {self.name}"


class VisitFinding(Read):
    """That a finding was made on a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="found")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="of_visit")

    readers = Readers(unit="visit finding")

    objects = VisitFindingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Finding of a visit")

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.finding_id}"


class Answer(Read):
    """What a plant says of a visit after it was left (评价、投诉), once each; read by leaders alone."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(_("Kind"), max_length=12, choices=AnswerKind.choices)
    stars = models.PositiveSmallIntegerField(_("Stars"), choices=STARS, null=True, blank=True)
    words = models.TextField(pgettext_lazy("visit", "In words"), max_length=1000, blank=True)
    at = models.DateTimeField(pgettext_lazy("visit", "Said at"))

    readers = Readers(officials="visit kind stars words at")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Answer of an enterprise to a visit")
        constraints = (
            models.UniqueConstraint(fields=("visit", "kind"), name="visit_answered_once"),
            models.CheckConstraint(
                condition=models.Q(kind=AnswerKind.RATING, stars__gte=1, stars__lte=5)
                | models.Q(kind=AnswerKind.COMPLAINT, stars=None) & ~models.Q(words=""),
                name="visit_answer_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.visit_id}"

    def get_absolute_url(self) -> str:
        return self.visit.get_absolute_url()


class Cap(Read):
    """The most visits of a year that a body pays to one enterprise (年度频次上限), published by the end of June."""

    body = models.ForeignKey(
        Organization, verbose_name=_("Inspecting body"), on_delete=models.PROTECT, related_name="visit_caps"
    )
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveSmallIntegerField(_("Most visits of an enterprise"))
    published_on = models.DateField(_("Published on"))
    document = models.CharField(_("Document that publishes it"), max_length=200)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(officials="body year number published_on document version")

    objects = CapQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "body__protocol_order", "pk")
        verbose_name = _("Yearly cap of visits")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "year"),
                name="visit_cap_once",
                violation_error_message=_("The cap of this year is on file already; change that one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.body.label} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("visits:cap-edit", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether it was published after the end of June of its year (R7)."""
        return self.published_on > date(self.year, 6, 30)
