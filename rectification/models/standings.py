from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.fields import Read, Readers
from enterprises.models import Enterprise
from inspections.models import Finding, ProblemCategory
from inspections.states import Level, UndatedKind
from parks.models import Park
from projects.models import Project
from rectification.models.items import Item
from rectification.querysets import StandingQuerySet
from rectification.states import DONE_STATES, Mode, Origin, State, SupervisionLevel


class Standing(Read):
    """How an item stood from one step to the next (当时状态): the past of the ledger as a table.

    Follows from the history and is written with it, in one transaction. `until` is empty for the
    present; the fields have the names and meanings of those of `Item`, so that a figure, a filter
    or a list asks both in the same words. `POINTERS` lead to what a line of the ledger shows.
    """

    POINTERS: ClassVar[tuple[str, ...]] = (
        "park",
        "enterprise",
        "project",
        "category",
        "lead_organization",
        "assigned_by_organization",
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="standings")
    since = models.DateTimeField(_("Since"))
    until = models.DateTimeField(_("Until"), null=True, blank=True)

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", db_index=False)
    origin = models.CharField(_("Origin"), max_length=12, choices=Origin.choices, default=Origin.REGISTERED)
    state = models.CharField(_("State"), max_length=20, choices=State.choices)
    level = models.CharField(_("Level"), max_length=8, choices=Level.choices)
    category = models.ForeignKey(ProblemCategory, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lead_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    assigned_by_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    supervision_level = models.CharField(max_length=16, choices=SupervisionLevel.choices, blank=True, default="")
    mode = models.CharField(max_length=16, choices=Mode.choices, blank=True, default="")
    stage_share = models.PositiveSmallIntegerField(null=True)
    stage_next_on = models.DateField(null=True)
    found_on = models.DateField(_("Found on"))
    deadline = models.DateField(_("Deadline"), null=True)
    original_deadline = models.DateField(_("Original deadline"), null=True)
    undated_kind = models.CharField(max_length=12, choices=UndatedKind.choices, blank=True, default="")
    next_confirmation_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    passed_on = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    registered_at = models.DateTimeField(_("Registered"))
    ended_at = models.DateTimeField(null=True)
    rebound_of = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    found_looking_back_at = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    readers = Readers(
        public=(
            "item since until county finding origin state level category park enterprise project lead_organization "
            "assigned_by_organization supervision_level mode stage_share stage_next_on "
            "found_on deadline original_deadline undated_kind "
            "next_confirmation_on submitted_on passed_on round registered_at ended_at"
        ),
        scoped="rebound_of found_looking_back_at",
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ("item", "since", "pk")
        verbose_name = _("Standing")
        constraints = (
            models.UniqueConstraint(fields=("item",), condition=models.Q(until=None), name="standing_one_present"),
            models.CheckConstraint(
                condition=~models.Q(mode=Mode.SUSPEND, state__in=DONE_STATES), name="standing_stop_is_not_done"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="standing_forwards"
            ),
        )
        indexes = (models.Index(fields=("county", "until", "since"), name="standing_at"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.state} {self.since:%Y-%m-%d}"


FACTS = tuple(
    field.attname
    for field in Standing._meta.local_concrete_fields
    if field.name not in {"id", "item", "since", "until"}
)
"""What is known of an item at any moment: the columns that a standing has besides its own."""
