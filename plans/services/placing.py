"""措施转台账: of each kind of plan, what a measure says when it is put on the ledger; one at a time or all at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import WrongStateError
from core.fields import scoped
from core.querysets import address
from inspections.services.recording import SourceGiven, title_of
from inspections.states import SourceKind
from parks.models import CapacityAssessment, Park, RecognitionProblem, UpgradePlan
from plans.models import EnterprisePlan, FeedbackProblem, PlanMeasure, UpgradeMeasure
from plans.states import PlanState
from rectification.models import Item
from rectification.services import measures
from rectification.services.drafting import ItemGiven
from rectification.services.measures import Measure

MeasureRow = PlanMeasure | UpgradeMeasure | RecognitionProblem | FeedbackProblem
PlanT = TypeVar("PlanT", bound=models.Model)
RowT = TypeVar("RowT", bound=MeasureRow)


@dataclass(frozen=True)
class Kind(Generic[PlanT, RowT]):
    """A kind of plan: its table and that of its measures, and how one of these is registered.

    `may` says whether its measures are put on the ledger now: those of a plan that nobody has approved are not.
    """

    plans: type[PlanT]
    rows: type[RowT]
    to_plan: str
    given: Callable[[RowT], ItemGiven]
    may: Callable[[PlanT], bool] = lambda plan: True
    named: Callable[[RowT], str] = lambda row: ""

    def of(self, plan: models.Model) -> models.QuerySet[RowT]:
        """The measures of a plan."""
        return cast("models.QuerySet[RowT]", self.rows._default_manager.filter(**{self.to_plan: plan}))


def _given(
    row: MeasureRow, text: str, kind: SourceKind, *, list_title: str, organization: Organization | None
) -> ItemGiven:
    source = SourceGiven(kind, wording=text, list_title=list_title[:200], found_on=clock.today(), deadline=row.deadline)
    return ItemGiven(
        title=title_of(text),
        description=text,
        found_on=clock.today(),
        sources=(source,),
        lead_organization=organization,
        responsible_person=getattr(row, "person", ""),
    )


def of_an_enterprise(row: PlanMeasure) -> ItemGiven:
    enterprise = row.plan.enterprise
    given = _given(row, row.text, SourceKind.PLAN, list_title=row.plan.title, organization=row.organization)
    return replace(given, enterprise=enterprise, park=enterprise.park, measures=row.text)


def of_an_upgrade(row: UpgradeMeasure) -> ItemGiven:
    title = row.plan.document or _("Upgrade plan of %(park)s") % {"park": row.plan.park.label}
    given = _given(row, row.text, SourceKind.PLAN, list_title=title, organization=row.organization)
    return replace(given, park=row.plan.park, measures=row.text)


def of_a_recognition(row: RecognitionProblem) -> ItemGiven:
    title = _("Correction list of the recognition of %(park)s") % {"park": row.park.label}
    unit = row.organization or row.park.committee
    given = _given(row, row.problem, SourceKind.PROV_FEEDBACK, list_title=title, organization=unit)
    return replace(given, park=row.park)


def of_a_feedback(row: FeedbackProblem) -> ItemGiven:
    park, title = row.assessment.park, row.assessment.feedback_number or str(row.assessment)
    unit = row.organization or park.committee
    given = _given(row, row.text, SourceKind.PROV_FEEDBACK, list_title=title, organization=unit)
    return replace(given, park=park)


KINDS: dict[str, Kind[Any, Any]] = {
    "enterprise": Kind(
        EnterprisePlan,
        PlanMeasure,
        "plan",
        of_an_enterprise,
        may=lambda plan: plan.state == PlanState.APPROVED,
    ),
    "upgrade": Kind(UpgradePlan, UpgradeMeasure, "plan", of_an_upgrade),
    "recognition": Kind(Park, RecognitionProblem, "park", of_a_recognition, named=lambda row: row.item_number),
    "feedback": Kind(
        CapacityAssessment, FeedbackProblem, "assessment", of_a_feedback, named=lambda row: row.item_number
    ),
}
"""The kinds of plans, by the word of their address."""


@transaction.atomic
def place_one(kind: Kind[PlanT, RowT], row: RowT, *, actor: User) -> Item:
    """Put one measure on the ledger. Raises NotAllowedError, WrongStateError, WorkflowError the second time."""
    plan = _held(kind, getattr(row, f"{kind.to_plan}_id"), actor)
    return measures.place(plan, _measures(kind, kind.of(plan).filter(pk=row.pk)), actor=actor)[0]


@transaction.atomic
def place_all(kind: Kind[PlanT, RowT], plan: PlanT, *, actor: User) -> list[Item]:
    """Put all measures of a plan on the ledger that are not there yet. Raises as `place_one`."""
    return measures.place(plan, _measures(kind, unfinished(kind.of(_held(kind, plan.pk, actor)))), actor=actor)


def waiting(kind: Kind[PlanT, RowT], plan: models.Model) -> list[RowT]:
    """The measures of a plan that `place_all` would put on the ledger."""
    rows = unfinished(kind.of(plan))
    there = measures.placed_rows(rows)
    return [row for row in rows if address(row) not in there]


def unfinished(rows: Iterable[RowT]) -> list[RowT]:
    """What is done already needs no item any more."""
    return [row for row in rows if not getattr(row, "done_on", None)]


def _measures(kind: Kind[PlanT, RowT], rows: Iterable[RowT]) -> Sequence[Measure]:
    return [Measure(row, kind.given(row), kind.named(row)) for row in rows]


def _held(kind: Kind[PlanT, RowT], pk: int, actor: User) -> PlanT:
    """The plan, held until the end of the transaction, so that each measure is put there once."""
    plan: PlanT = scoped(kind.plans).visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if not kind.may(plan):
        raise WrongStateError(_("The measures of a plan in force are put on the ledger."))
    return plan
