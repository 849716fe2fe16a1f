"""Yearly plans of a test: a county with a plant and a body, a plan that has been reckoned, one in force."""

from typing import Any

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Role
from annualplans.models import Line, Share, YearPlan
from annualplans.services.drafting import PlanGiven, change_share, draft
from annualplans.workflow import PLANS
from core import clock
from core.services.acting import take
from enterprises.models import Enterprise
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory, certified
from visits.models import Cap


def body(number: int = 4) -> Organization:
    """A department with certified officers."""
    made: Organization = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
    certified(made, number=number)
    return made


def plant(grade: str = "C", **given: Any) -> Enterprise:
    """A plant in a park of a grade."""
    made: Enterprise = EnterpriseFactory(**given)
    type(made.park).objects.filter(pk=made.park_id).update(risk_grade=grade)
    return made


def coordinator() -> User:
    made: User = UserFactory(role=Role.COORDINATOR)
    return made


def drafted(lead: Organization | None = None, *, author: User | None = None, year: int | None = None) -> YearPlan:
    return draft(PlanGiven(year or clock.today().year + 1, lead or body()), actor=author or coordinator())


def reckoned(lead: Organization | None = None, **given: Any) -> YearPlan:
    """A plan of next year in which the lead pays the visits by grade; one plant at least."""
    if not Enterprise.objects.exists():
        plant()
    plan = drafted(lead, **given)
    take(PLANS, plan.pk, "reckon", actor=plan.drafted_by)
    return YearPlan.objects.get(pk=plan.pk)


def proposed(lead: Organization | None = None, **given: Any) -> YearPlan:
    plan = reckoned(lead, **given)
    return take(PLANS, plan.pk, "propose", actor=plan.drafted_by)


def in_force(lead: Organization | None = None, **given: Any) -> YearPlan:
    plan = proposed(lead, **given)
    other = UserFactory(role=Role.COORDINATOR, organization=plan.drafted_by.organization)
    return take(PLANS, plan.pk, "approve", actor=other)


def set_share(plan: YearPlan, of: Organization, **values: int) -> Share:
    share = plan.shares.get(body=of)
    return change_share(share, actor=plan.drafted_by, version=share.version, values=values)


def cap(of: Organization, number: int, year: int | None = None) -> Cap:
    said = {"year": year or clock.today().year + 1, "number": number, "published_on": clock.today(), "document": "公告"}
    return Cap.objects.create(body=of, **said)


def first_line(plan: YearPlan) -> Line:
    return plan.lines.order_by("month", "pk").first()
