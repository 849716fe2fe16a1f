"""年度检查计划: an edition of a county's plan of a year, what each body does in it, its lines, what found no month."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organization, User
from annualplans.querysets import (
    LineQuerySet,
    LineVisitQuerySet,
    ShareQuerySet,
    UnplacedVisitQuerySet,
    YearPlanQuerySet,
)
from annualplans.states import OPEN, UNDECIDED, PlanState, Purpose, Why
from core.fields import Read, Readers
from enterprises.models import Enterprise
from visits.models import Visit


class YearPlan(Read):
    """An edition of the yearly inspection plan (年度行政检查计划) of a county: one plan for all bodies.

    One person proposes it, another approves it. What is in force is changed by a further edition with a reason.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(pgettext_lazy("yearly plan", "Year"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("yearly plan", "Edition"))
    state = models.CharField(
        pgettext_lazy("yearly plan", "State"), max_length=12, choices=PlanState.choices, default=PlanState.DRAFT
    )
    reason = models.TextField(gettext_lazy("Reason of the change"), max_length=1000, blank=True)
    team_days = models.PositiveSmallIntegerField(gettext_lazy("Inspection days of a team in a month"))
    drafted_by = models.ForeignKey(
        User, verbose_name=pgettext_lazy("yearly plan", "Prepared by"), on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(pgettext_lazy("yearly plan", "Prepared"))
    reckoned_at = models.DateTimeField(gettext_lazy("Last reckoned"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("yearly plan", "Proposed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    proposed_at = models.DateTimeField(pgettext_lazy("yearly plan", "Proposed"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("yearly plan", "Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(pgettext_lazy("yearly plan", "Decided"), null=True, blank=True)
    opinion = models.TextField(gettext_lazy("Opinion on the plan"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit="county year number state decided_at version",
        officials=("reason team_days drafted_by drafted_at reckoned_at proposed_by proposed_at decided_by opinion"),
    )

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-number")
        verbose_name = gettext_lazy("Yearly inspection plan")
        constraints = (
            models.UniqueConstraint(fields=("county", "year", "number"), name="year_plan_number_once"),
            models.UniqueConstraint(
                fields=("county", "year"),
                condition=Q(state__in=sorted(UNDECIDED)),
                name="year_plan_prepared_one_at_a_time",
                violation_error_message=gettext_lazy("A plan of this year is being prepared already."),
            ),
            models.UniqueConstraint(
                fields=("county", "year"), condition=Q(state=PlanState.IN_FORCE), name="year_plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state=PlanState.IN_FORCE)
                | Q(decided_by__isnull=False) & ~Q(decided_by=models.F("proposed_by")),
                name="year_plan_approved_by_another",
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="year_plan_changed_with_a_reason"),
        )

    def __str__(self) -> str:
        return _("Inspection plan %(year)s, edition %(number)s") % {"year": self.year, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("annualplans:yearplan-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its lines can be changed."""
        return self.state in OPEN

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        signs = {PlanState.IN_FORCE: "sign-ok", PlanState.PROPOSED: "sign-soon", PlanState.RETURNED: "sign-soon"}
        return signs.get(PlanState(self.state), "sign-plain")


class Share(Read):
    """What a body does in a plan: visits of a plant in the year by what the plant is, days of a visit, its teams.

    `cap` is the yearly cap (domain rules R7) of `cap_year` as it was when the plan was reckoned last, empty without a
    published one. `day_limits` are the inspection days of each month that follow from teams and working days.
    """

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="shares")
    body = models.ForeignKey(
        Organization, verbose_name=gettext_lazy("Inspecting body"), on_delete=models.PROTECT, related_name="+"
    )
    grade_a = models.PositiveSmallIntegerField(gettext_lazy("Visits a year in a park of grade A"), default=0)
    grade_b = models.PositiveSmallIntegerField(gettext_lazy("Visits a year in a park of grade B"), default=0)
    grade_c = models.PositiveSmallIntegerField(gettext_lazy("Visits a year in a park of grade C"), default=0)
    grade_d = models.PositiveSmallIntegerField(gettext_lazy("Visits a year in a park of grade D"), default=0)
    no_grade = models.PositiveSmallIntegerField(gettext_lazy("Visits a year of other plants"), default=0)
    rounds_high = models.PositiveSmallIntegerField(
        gettext_lazy("Rounds a year, major hazard source of level 1 or 2"), default=0
    )
    rounds_low = models.PositiveSmallIntegerField(
        gettext_lazy("Rounds a year, major hazard source of level 3 or 4"), default=0
    )
    visit_days = models.PositiveSmallIntegerField(gettext_lazy("Days of a visit"), default=1)
    round_days = models.PositiveSmallIntegerField(gettext_lazy("Days of a round"), default=1)
    teams = models.PositiveSmallIntegerField(gettext_lazy("Teams of two certified officers"), default=0)
    day_limits = models.JSONField(default=list, editable=False)
    cap = models.PositiveSmallIntegerField(
        gettext_lazy("Most visits of an enterprise"), null=True, blank=True, editable=False
    )
    cap_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "plan body grade_a grade_b grade_c grade_d no_grade rounds_high rounds_low visit_days round_days teams "
            "day_limits cap cap_year version"
        )
    )

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ("body__protocol_order", "pk")
        verbose_name = gettext_lazy("Share of a body in a yearly plan")
        constraints = (models.UniqueConstraint(fields=("plan", "body"), name="year_plan_share_once"),)

    def __str__(self) -> str:
        return self.body.label

    def get_absolute_url(self) -> str:
        return reverse("annualplans:yearplan-load", args=[self.plan_id])

    def days_of(self, purpose: str) -> int:
        return self.round_days if purpose == Purpose.ROUND else self.visit_days

    @property
    def capacity(self) -> dict[int, int]:
        """Inspection days by month."""
        return dict(enumerate(self.day_limits, 1))


class Line(Read):
    """A planned visit (计划检查): which body, at which enterprise, in which month, what for.

    Lines of several bodies at one enterprise in one month go together (综合查一次) unless one is to go alone. What a
    person has fixed stays where it is when the plan is reckoned again. Ordered ones stand outside the cap. `former` is
    the line of the edition before from which this one was taken over.
    """

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="lines")
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=gettext_lazy("Enterprise"), on_delete=models.PROTECT, related_name="planned_visits"
    )
    body = models.ForeignKey(
        Organization, verbose_name=gettext_lazy("Inspecting body"), on_delete=models.PROTECT, related_name="+"
    )
    month = models.PositiveSmallIntegerField(gettext_lazy("Month"))
    due_on = models.DateField(gettext_lazy("Last day of its month"), editable=False)
    purpose = models.CharField(gettext_lazy("Purpose"), max_length=8, choices=Purpose.choices)
    days = models.PositiveSmallIntegerField(gettext_lazy("Days of a visit"), default=1)
    is_fixed = models.BooleanField(gettext_lazy("Fixed by a person"), default=False)
    is_alone = models.BooleanField(gettext_lazy("Goes alone"), default=False)
    reason = models.TextField(gettext_lazy("Why it stands so"), max_length=500, blank=True)
    asked_month = models.PositiveSmallIntegerField(gettext_lazy("Month asked for"), null=True, blank=True)
    asked_reason = models.TextField(gettext_lazy("Why another month"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        User, verbose_name=gettext_lazy("Asked by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    former = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit="plan enterprise body month due_on purpose days is_alone version",
        officials="is_fixed reason asked_month asked_reason asked_by former",
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("month", "body__protocol_order", "pk")
        verbose_name = gettext_lazy("Planned visit")
        indexes = (models.Index(fields=("plan", "enterprise", "month"), name="planned_visit_place"),)
        constraints = (
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="planned_visit_month"),
            models.CheckConstraint(
                condition=Q(asked_month=None) | Q(asked_by__isnull=False) & ~Q(asked_reason=""),
                name="planned_visit_asked_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        said = {"place": self.enterprise.label, "body": self.body.label, "month": self.month}
        return _("%(place)s · %(body)s · month %(month)s") % said

    def get_absolute_url(self) -> str:
        return reverse("annualplans:line-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells which one it is, and nothing of its words."""
        return f"{self.enterprise_id} {self.body_id} {self.month}"

    @property
    def is_ordered(self) -> bool:
        """Whether a superior has ordered it: it stands outside the cap (R7)."""
        return self.purpose == Purpose.ORDERED

    @property
    def first_day(self) -> date:
        return self.due_on.replace(day=1)


class UnplacedVisit(Read):
    """Visits that the settings ask for and for which the plan has no month, and why."""

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="unplaced")
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=gettext_lazy("Enterprise"), on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Organization, verbose_name=gettext_lazy("Inspecting body"), on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(gettext_lazy("Purpose"), max_length=8, choices=Purpose.choices)
    number = models.PositiveSmallIntegerField(gettext_lazy("Visits without a month"))
    why = models.CharField(gettext_lazy("Why there is no month"), max_length=8, choices=Why.choices)

    readers = Readers(officials="plan enterprise body purpose number why")

    objects = UnplacedVisitQuerySet.as_manager()

    class Meta:
        ordering = ("enterprise__name", "body__protocol_order", "pk")
        verbose_name = gettext_lazy("Visit without a month")

    def __str__(self) -> str:
        return f"{self.enterprise.label} {self.body.label}"

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()


class LineVisit(Read):
    """That a visit was made of a planned one; it follows the line into later editions."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="arranged")
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="of_plan")

    readers = Readers(unit="line visit")

    objects = LineVisitQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = gettext_lazy("Visit of the yearly plan")

    def __str__(self) -> str:
        return f"{self.line_id}: {self.visit_id}"
