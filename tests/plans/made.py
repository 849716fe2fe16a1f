"""Plans brought to their states by the services, by people who may."""

from datetime import timedelta

from accounts.states import Role
from core import clock
from core.querysets import address
from core.services.acting import take
from plans.models import EnterprisePlan, ExpertOpinion, PlanMeasure
from plans.services import placing, writing
from plans.workflow import PLANS
from rectification.models import PlacedMeasure
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory

MEASURES = ("更换老化管线", "增设紧急切断阀")


def drafted(author, enterprise=None, measures=MEASURES):
    enterprise = enterprise or EnterpriseFactory()
    finish = clock.today() + timedelta(days=200)
    plan = EnterprisePlan(enterprise=enterprise, kind="SAFETY", title="安全提升方案", goal="本质安全", finish_by=finish)
    writing.draft(plan, actor=author, names=["title"])
    for text in measures:
        measure(plan, author, text)
    return plan


def measure(plan, author, text):
    row = PlanMeasure(
        plan=plan,
        text=text,
        organization=plan.enterprise.organization,
        person="王工",
        deadline=clock.today() + timedelta(days=30),
    )
    return writing.add_measure(row, actor=author, names=["text"])


def in_review(author, enterprise=None, adoption="ADOPTED"):
    plan = drafted(author, enterprise)
    take(PLANS, plan.pk, "send", actor=author)
    if adoption:
        speak(plan, author, adoption)
    plan.refresh_from_db()
    return plan


def speak(plan, author, adoption="ADOPTED"):
    said = ExpertOpinion(plan=plan, expert="李教授", given_on=clock.today(), opinion="补充联锁", adoption=adoption)
    said.answer = "已补充" if adoption != "OPEN" else ""
    return writing.add_opinion(said, actor=author, names=["expert"])


def approver():
    return UserFactory(role=Role.DEPARTMENT, is_head=True, organization=OrganizationFactory(document_word="砚应急"))


def approved(author, enterprise=None):
    plan = in_review(author, enterprise)
    return take(PLANS, plan.pk, "approve", actor=approver())


def on_the_ledger(author, enterprise=None):
    plan = approved(author, enterprise)
    return plan, placing.place_all(placing.KINDS["enterprise"], plan, actor=author)


def followed(plan, *items):
    """Let the measures of a plan be followed by items that have gone their way already."""
    for row, item in zip(plan.measures.all(), items, strict=False):
        placed = PlacedMeasure(row=address(row), plan=address(plan), item=item)
        placed.placed_by, placed.placed_at = item.registered_by, clock.now()
        placed.save()
