"""一企一策的编写: plan, measures and opinions are written while the state of the plan allows it."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services import editing
from plans.models import EnterprisePlan, ExpertOpinion, PlanMeasure
from plans.states import PlanState
from plans.workflow import keeps_plans


def draft(plan: EnterprisePlan, *, actor: User, names: Sequence[str]) -> EnterprisePlan:
    """Begin a plan. Raises NotKeeperError, or UnfitError while another one of the enterprise is written."""
    plan.author, plan.drafted_at = actor, clock.now()
    return editing.add(plan, actor=actor, names=names)


@transaction.atomic
def change_plan(plan: EnterprisePlan, *, actor: User, version: int, values: Mapping[str, object]) -> EnterprisePlan:
    """Change what a plan says of itself, while it is drafted. Raises as `editing.change`, and DomainError later."""
    held = _held(plan.pk, actor, PlanState.DRAFT)
    written = editing.change(plan, actor=actor, version=version, values=values)
    if written.version != version:
        held.hands.add(actor)
    return written


@transaction.atomic
def add_measure(measure: PlanMeasure, *, actor: User, names: Sequence[str]) -> PlanMeasure:
    """Put a measure into a plan that is drafted."""
    held = _held(measure.plan_id, actor, PlanState.DRAFT)
    written = editing.add(measure, actor=actor, names=names)
    held.hands.add(actor)
    return written


@transaction.atomic
def change_measure(measure: PlanMeasure, *, actor: User, version: int, values: Mapping[str, object]) -> PlanMeasure:
    """Change a measure of a plan that is drafted."""
    held = _held(measure.plan_id, actor, PlanState.DRAFT)
    written = editing.change(measure, actor=actor, version=version, values=values)
    if written.version != version:
        held.hands.add(actor)
    return written


@transaction.atomic
def add_opinion(opinion: ExpertOpinion, *, actor: User, names: Sequence[str]) -> ExpertOpinion:
    """Write down what an expert said of a plan in review. Raises DomainError for a day that is to come."""
    _held(opinion.plan_id, actor, PlanState.REVIEW)
    if opinion.given_on > clock.today():
        raise DomainError(_("This day is still to come."), "given_on")
    return editing.add(opinion, actor=actor, names=names)


@transaction.atomic
def change_opinion(opinion: ExpertOpinion, *, actor: User, version: int, values: Mapping[str, object]) -> ExpertOpinion:
    """Say whether an opinion is adopted, while the plan is in review."""
    _held(opinion.plan_id, actor, PlanState.REVIEW)
    return editing.change(opinion, actor=actor, version=version, values=values)


REFUSED = {
    PlanState.DRAFT: gettext_lazy("The plan is not being drafted any more: begin a new edition."),
    PlanState.REVIEW: gettext_lazy("The plan is not in expert review."),
}


def _held(pk: int, actor: User, state: PlanState) -> EnterprisePlan:
    """The plan, held until the end of the transaction, so that no step comes between."""
    if not keeps_plans(actor):
        raise NotAllowedError(_("Whoever keeps the file of the enterprise writes its plan."))
    plan = EnterprisePlan.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if plan.state != state:
        raise DomainError(str(REFUSED[state]))
    return plan
