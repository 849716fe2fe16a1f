from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core import clock
from enterprises.models import Enterprise
from inspections.models import Finding, ProblemCategory
from inspections.states import Level, UndatedKind
from parks.models import Park
from projects.models import Project
from rectification.models.item_columns import ANSWERED, CORRECTED, KEPT, READERS, PlainColumns
from rectification.querysets import HAS_ENDED, ItemQuerySet
from rectification.rules import deadlines, schedule
from rectification.rules.deadlines import SOON_DAYS
from rectification.states import (
    CLOCK_RUNS,
    DONE_STATES,
    OPEN_STATES,
    WITH_THE_AUTHORITY,
    Mode,
    Origin,
    ScheduleState,
    Signer,
    State,
    SupervisionLevel,
)


class Item(PlainColumns):
    """A row of the rectification ledger (整改台账): one for each finding that goes on it.

    What it concerns (park, category, level, …) is copied from the finding at registration,
    so that the ledger is filtered and sorted in one table; `services.correction` changes both.
    `rectifier_ids`, `reviewer_ids` and `sign_off_chain` are what the guards ask, and follow from the history;
    `due_signer` is the step of the chain that is next, for those who search by it. `awaited_officer` is the second
    officer of a re-inspection who has not confirmed it in the own login; with `pass_proposed_by` it does not hold yet.
    """

    number = models.CharField(_("Number"), max_length=24)
    county = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="county_items")
    finding = models.OneToOneField(Finding, verbose_name=_("Finding"), on_delete=models.PROTECT, related_name="item")
    title = models.CharField(_("Problem"), max_length=200)
    level = models.CharField(_("Level"), max_length=8, choices=Level.choices)
    category = models.ForeignKey(
        ProblemCategory, verbose_name=_("Category"), on_delete=models.PROTECT, null=True, blank=True
    )
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    project = models.ForeignKey(
        Project, verbose_name=_("Project"), on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    found_on = models.DateField(_("Found on"))

    origin = models.CharField(_("Origin"), max_length=12, choices=Origin.choices, default=Origin.REGISTERED)
    state = models.CharField(_("State"), max_length=20, choices=State.choices, default=State.PENDING)
    version = models.PositiveIntegerField(default=1)
    supervision_level = models.CharField(
        _("Supervision"), max_length=16, choices=SupervisionLevel.choices, blank=True, default=""
    )

    lead_organization = models.ForeignKey(
        Organization,
        verbose_name=_("Lead unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_items",
    )
    assisting = models.ManyToManyField(
        Organization, verbose_name=_("Assisting units"), blank=True, related_name="assisted_items"
    )
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assigned_by_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    assigned_at = models.DateTimeField(_("Assigned"), null=True, blank=True)

    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    original_deadline = models.DateField(_("Original deadline"), null=True, blank=True)
    deadline_derivation = models.JSONField(default=dict, blank=True)
    suspended_days = models.PositiveSmallIntegerField(_("Days suspended"), null=True, blank=True)
    undated_kind = models.CharField(
        _("Kind of deadline"), max_length=12, choices=UndatedKind.choices, blank=True, default=""
    )
    next_confirmation_on = models.DateField(_("Next confirmation"), null=True, blank=True)

    mode = models.CharField(_("Mode of rectification"), max_length=16, choices=Mode.choices, blank=True, default="")
    stage_share = models.PositiveSmallIntegerField(_("Share done (%)"), null=True, blank=True)
    stage_next_on = models.DateField(_("Next stage by"), null=True, blank=True)

    submitted_by_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(_("Re-inspection asked for on"), null=True, blank=True)
    passed_on = models.DateField(_("Passed on"), null=True, blank=True)
    publicity_until = models.DateField(_("Publicity until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Signed off"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Signed off or void since"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("Round"), default=1)
    rectifier_ids = models.JSONField(default=list, blank=True)
    reviewer_ids = models.JSONField(default=list, blank=True)
    sign_off_chain = models.JSONField(default=list, blank=True)
    sign_offs_done = models.PositiveSmallIntegerField(default=0)
    due_signer = models.CharField(max_length=24, choices=Signer.choices, blank=True, default="")

    pass_proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    awaited_officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    void_proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    rebound_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="rebounds")
    found_looking_back_at = models.ForeignKey(
        "self",
        verbose_name=_("Found when looking back at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="found_beside",
    )

    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_by_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(_("Registered"))

    readers, kept, answered, corrected = READERS, KEPT, ANSWERED, CORRECTED

    objects = ItemQuerySet.as_manager()

    group_key: object = None
    """The group in which it stands, where a list has come in groups."""
    as_of: date | None = None
    """The day as of which it is shown; None for the present. Set by `services.past`, never saved."""

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Rectification item")
        constraints = (
            models.UniqueConstraint(fields=("county", "number"), name="item_number_once_in_county"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="item_state_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=(State.PENDING, State.VOID))
                | ~models.Q(lead_organization=None)
                | models.Q(origin=Origin.HISTORY),
                name="item_answered_for",
            ),
            models.CheckConstraint(
                condition=~models.Q(mode=Mode.SUSPEND, state__in=DONE_STATES), name="item_stop_is_not_done"
            ),
            models.CheckConstraint(
                condition=models.Q(stage_share=None) | models.Q(stage_share__gte=1, stage_share__lte=99),
                name="item_stage_is_a_part",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
                name="item_not_merged_into_itself",
            ),
        )
        indexes = (
            models.Index(fields=("county", "state", "deadline", "id"), name="item_ledger"),
            models.Index(fields=("park", "state", "deadline", "id"), name="item_park_ledger"),
            models.Index(fields=("lead_organization", "state", "deadline", "id"), name="item_lead_ledger"),
            models.Index(fields=("enterprise", "state", "deadline", "id"), name="item_enterprise_ledger"),
            models.Index("county", HAS_ENDED, "deadline", models.F("id").desc(), name="item_by_urgency"),
            models.Index(fields=("county", "deadline", "id"), name="item_by_deadline"),
            models.Index(fields=("county", "found_on", "id"), name="item_by_found_on"),
            models.Index(fields=("state", "deadline"), name="item_reminders"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("rectification:item-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The number alone: the log is read by whoever must not read what the items say."""
        return self.number

    @property
    def place_label(self) -> str:
        """The enterprise it concerns, else the park; empty where it concerns neither."""
        if self.enterprise:
            return self.enterprise.label
        return self.park.label if self.park else ""

    def move_to(self, state: str) -> None:
        """Stand in this state from now on; an end is marked with its moment."""
        if (state in OPEN_STATES) != (self.state in OPEN_STATES):
            self.ended_at = None if state in OPEN_STATES else clock.now()
        self.state = state

    @property
    def day(self) -> date:
        """The day on which its deadline is judged: today, or the past day as of which it is shown."""
        return self.as_of or clock.today()

    @property
    def is_major(self) -> bool:
        return self.level == Level.MAJOR

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def overdue(self) -> bool:
        return deadlines.is_overdue(
            state=self.state, deadline=self.deadline, submitted_on=self.submitted_on, today=self.day
        )

    @property
    def days_late(self) -> int:
        return deadlines.days_late(
            state=self.state, deadline=self.deadline, submitted_on=self.submitted_on, today=self.day
        )

    @property
    def days_left(self) -> int | None:
        """Days until the deadline in force, negative once it has passed; None without one."""
        return (self.deadline - self.day).days if self.deadline else None

    @property
    def clock_runs(self) -> bool:
        return self.state in CLOCK_RUNS

    @property
    def is_due_soon(self) -> bool:
        """Within the days from the first reminder on."""
        return self.clock_runs and self.days_left is not None and 0 <= self.days_left <= SOON_DAYS

    @property
    def is_with_authority(self) -> bool:
        """Whether the ball is with the authority, not with the unit that answers."""
        return self.state in WITH_THE_AUTHORITY

    @property
    def is_being_published(self) -> bool:
        """Whether the publicity of the result still runs: nobody signs off before it is over."""
        return self.publicity_until is not None and clock.today() <= self.publicity_until

    @property
    def schedule_state(self) -> ScheduleState | None:
        """How it stands against its schedule (序时进度); None where it is void."""
        return schedule.state_of(
            state=self.state,
            deadline=self.deadline,
            submitted_on=self.submitted_on,
            next_stage_on=self.stage_next_on,
            today=self.day,
        )

    @property
    def is_suspended(self) -> bool:
        """Whether its deadline stands still, so that the day in force is reckoned to the latest end of that."""
        return self.suspended_days is not None and self.suspensions.filter(until=None).exists()

    @property
    def stands_still_since(self) -> date | None:
        """The day from which its deadline stands still; None where it runs."""
        if self.suspended_days is None:
            return None
        return next((row.since for row in self.suspensions.all() if row.until is None), None)

    @property
    def was_extended(self) -> bool:
        return self.original_deadline is not None and self.deadline != self.original_deadline

    @property
    def next_signer(self) -> Signer | None:
        """The step of the sign-off chain that is due; None before the chain is known and after its end."""
        if self.sign_offs_done < len(self.sign_off_chain):
            return Signer(self.sign_off_chain[self.sign_offs_done])
        return None

    @property
    def void_is_proposed(self) -> bool:
        return self.state != State.VOID and self.void_proposed_by_id is not None

    @property
    def five_elements(self) -> dict[str, str]:
        """五落实: measures, responsibility, funds, deadline, contingency plan, as they stand."""
        deadline = self.deadline.isoformat() if self.deadline else self.get_undated_kind_display()
        return {
            "measures": self.measures,
            "responsible_person": self.responsible_person,
            "funds": self.funds,
            "deadline": deadline,
            "contingency_plan": self.contingency_plan,
        }
