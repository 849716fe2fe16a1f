from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.states import OrganizationKind, Reach
from core.fields import Read, Readers, ReadRows
from inspections.states import Level
from rectification.models.items import Item
from rectification.models.supervision import SupervisionMeasure
from rectification.states import PUSHABLE, EscalationDocument, Signer, SupervisionLevel
from supervision.rules.escalation import settled_by
from supervision.states import DayUnit, EscalationTrigger, ProposalState

if TYPE_CHECKING:
    from supervision.models.letters import SupervisionLetter

ASSIGNED_BY_THE_OFFICE = Q(item__assigned_by_organization__kind=OrganizationKind.OFFICE)


class EscalationStep(Read):
    """A step of the escalation ladder (督办阶梯), as data: after how many days what is proposed, and who confirms it.

    A step without a measure only tells the head of the unit. An empty level means any.
    """

    code = models.CharField(max_length=20, primary_key=True)
    order = models.PositiveSmallIntegerField(_("Order"))
    trigger = models.CharField(_("Trigger"), max_length=12, choices=EscalationTrigger.choices)
    level = models.CharField(_("Level"), max_length=8, choices=Level.choices, blank=True)
    days = models.PositiveSmallIntegerField(_("Days overdue"), default=0)
    unit = models.CharField(_("Kind of days"), max_length=8, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    measure = models.CharField(_("Measure"), max_length=16, choices=SupervisionLevel.choices, blank=True)
    document = models.CharField(_("Document"), max_length=12, choices=EscalationDocument.choices, blank=True)
    confirmer = models.CharField(_("Confirmed by"), max_length=24, choices=Signer.choices, blank=True)
    basis = models.CharField(_("Source text"), max_length=200)

    recorded_as = "rectification.escalationstep"

    readers = Readers(public="code order trigger level days unit measure document confirmer basis")

    class Meta:
        db_table = "rectification_escalationstep"
        ordering = ("order", "code")
        verbose_name = _("Step of the escalation ladder")

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        """The paper that it comes with, else the measure."""
        return str(self.get_document_display() or self.get_measure_display())


def for_heads_of(unit: object, outer: object) -> Q:
    """Which proposals the head of a unit may decide on: where it has a part, and not on what it answers for itself.

    `outer` names the unit within a subquery.
    """
    own, office = Q(item__assigned_by_organization=unit), ASSIGNED_BY_THE_OFFICE
    assists = Exists(Item.assisting.through.objects.filter(item=OuterRef("item"), organization=outer))
    part = own | office & (Q(item__registered_by_organization=unit) | Q(assists))
    outside = ~Q(item__lead_organization=unit)
    return outside & (
        own & Q(step__confirmer=Signer.COORDINATOR_OR_HEAD) | part & Q(step__confirmer=Signer.DEPARTMENT_HEAD)
    )


class EscalationProposalQuerySet(ReadRows["EscalationProposal"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Proposals are the authority's own: units hear of a measure once it is taken."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(item__in=Item.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(decision=ProposalState.OPEN)

    def grounded(self) -> Self:
        """Proposals whose ground still holds: the item is late by the same deadline, or not yet listed."""
        items = Item.objects.filter(pk=OuterRef("item"), state__in=PUSHABLE)
        late = items.overdue(date.max).filter(deadline=OuterRef("ground_day"))
        unlisted = items.filter(level=OuterRef("step__level")).exclude(supervision_level=SupervisionLevel.LISTED)
        return self.filter(
            Q(Exists(late), step__trigger=EscalationTrigger.OVERDUE) & ~self._settled()
            | Q(Exists(unlisted), step__trigger=EscalationTrigger.ON_LEDGER)
        )

    def _settled(self) -> Q:
        settled = Q(pk__in=[])
        for step in EscalationStep.objects.exclude(measure=""):
            measures = measures_since("item", "ground_day", settled_by(step.measure, step.document))
            settled |= Q(Exists(measures), step=step.pk)
        return settled

    def containing(self, words: str) -> Self:
        """Proposals for items that contain each of the words."""
        return self.filter(item__in=Item.objects.containing(words))

    def for_list(self) -> Self:
        """With everything a line shows and the guards ask, in one query."""
        return self.select_related(
            "step", "item__lead_organization", "item__assigned_by_organization", "item__enterprise", "item__park"
        )


def measures_since(item: str, day: str, levels: list[str]) -> models.QuerySet[SupervisionMeasure]:
    """Measures of these levels taken at an outer row's item after an outer row's day, and not void."""
    standing = SupervisionMeasure.objects.filter(voided_at=None, level__in=levels)
    return standing.filter(item=OuterRef(item), at__date__gt=OuterRef(day))


class EscalationProposal(Read):
    """A measure that the ladder proposes for an item (督办建议); a person confirms or declines it.

    `ground_day` is what it rests on: the deadline that was missed, for a listing the day the hazard
    was found. One ground is proposed once a step; a withdrawn one had lost its ground and may be
    proposed anew when the ground is there again.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="escalation_proposals")
    step = models.ForeignKey(EscalationStep, on_delete=models.PROTECT, related_name="proposals")
    ground_day = models.DateField(_("Rests on"))
    proposed_on = models.DateField(_("Proposed on"))
    made_at = models.DateTimeField(pgettext_lazy("time", "Proposed"))
    decision = models.CharField(_("Decision"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    reason = models.TextField(_("Reason"), blank=True, default="")
    letter: "models.ForeignKey[SupervisionLetter | None, SupervisionLetter | None]" = models.ForeignKey(
        "SupervisionLetter", on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )

    seen: int
    """The version of its item on the page on which somebody decides on it."""

    recorded_as = "rectification.escalationproposal"

    readers = Readers(
        officials="item step ground_day proposed_on made_at decision decided_by decided_at reason letter",
    )

    objects = EscalationProposalQuerySet.as_manager()

    class Meta:
        db_table = "rectification_escalationproposal"
        ordering = ("pk",)
        verbose_name = _("Proposal to escalate")
        constraints = (
            models.UniqueConstraint(
                fields=("item", "step", "ground_day"),
                condition=~Q(decision=ProposalState.WITHDRAWN),
                name="escalation_proposed_once",
            ),
            models.CheckConstraint(condition=Q(decision__in=ProposalState.values), name="proposal_decision_known"),
        )
        indexes = (models.Index(fields=("item",), condition=Q(decision=ProposalState.OPEN), name="proposal_open"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.step_id} {self.ground_day}"

    @property
    def name_in_log(self) -> str:
        return f"{self.item.number} {self.step.label}"
