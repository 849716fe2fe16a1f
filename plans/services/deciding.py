"""一企一策的决定: what each step of a plan writes."""

from typing import cast

from accounts.models import User
from core import clock
from core.querysets import address
from core.steps import Given
from documents.services.issuing import issue_about
from plans.models import EnterprisePlan, PlanMeasure
from plans.services.plan_documents import PLAN
from plans.states import PlanState
from plans.workflow import PLANS
from rectification.services import measures


@PLANS.effect("send")
def send(plan: EnterprisePlan, actor: User, given: Given) -> None:
    plan.sent_by = actor


@PLANS.effect("return")
def give_back(plan: EnterprisePlan, actor: User, given: Given) -> None:
    plan.reason = str(given["reason"])


@PLANS.effect("withdraw")
def withdraw(plan: EnterprisePlan, actor: User, given: Given) -> None:
    plan.reason, plan.ended_on = str(given["reason"]), clock.today()


@PLANS.effect("approve")
def approve(plan: EnterprisePlan, actor: User, given: Given) -> None:
    """It takes the place of the plan in force, goes on with its items, and is issued as a paper."""
    plan.approved_by, plan.approved_on = actor, clock.today()
    for old in EnterprisePlan.objects.select_for_update().filter(
        enterprise=plan.enterprise_id, state=PlanState.APPROVED
    ):
        old.state, old.ended_on, old.version = PlanState.REPLACED, clock.today(), old.version + 1
        old.save()
    continued = {address(row.continues): row for row in plan.measures.select_related("continues") if row.continues}
    measures.carry(plan, continued, actor=actor)
    issue_about(PLAN, plan, actor=actor, seen=cast("str | None", given.get("seen")))


@PLANS.effect("revise")
def revise(plan: EnterprisePlan, actor: User, given: Given) -> EnterprisePlan:
    """A new edition with all measures of the old one, each of which goes on with its item."""
    edition = EnterprisePlan(
        enterprise_id=plan.enterprise_id,
        kind=plan.kind,
        title=plan.title,
        goal=plan.goal,
        finish_by=plan.finish_by,
        edition=plan.edition + 1,
        follows=plan,
        author=actor,
        drafted_at=clock.now(),
        reason=str(given["reason"]),
    )
    edition.validate_constraints()
    edition.save(force_insert=True)
    for row in plan.measures.all():
        PlanMeasure(
            plan=edition,
            text=row.text,
            organization_id=row.organization_id,
            person=row.person,
            deadline=row.deadline,
            funds=row.funds,
            continues=row,
        ).save(force_insert=True)
    return edition


@PLANS.effect("complete")
def complete(plan: EnterprisePlan, actor: User, given: Given) -> None:
    plan.ended_on = clock.today()
