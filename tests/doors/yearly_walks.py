"""Requests for the doors of yearly plans: an edition, what a body does in it, a line, each step of both."""

from typing import Any

from accounts.models import User
from accounts.states import Role
from annualplans.models import Line, YearPlan
from annualplans.states import PlanState, Purpose
from annualplans.workflow import LINES, PLANS
from core import clock
from tests.annualplans.made import body, first_line, reckoned
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import UserFactory

Asked = tuple[User, str, dict[str, Any]]
WORDS = {"approve": {"opinion": "同意"}, "return": {"opinion": "补充"}}
MONTH = {"month": "11", "reason": "检修"}
OF_LINES = {
    name: MONTH if name in ("move", "ask") else {"reason": "检修"}
    for name in ("move", "ask", "fix", "split", "remove", "decline")
}
READY = {
    "release": {"is_fixed": True},
    "join": {"is_alone": True},
    "remove": {"purpose": Purpose.OTHER},
}


def plan(state: str = PlanState.DRAFT) -> YearPlan:
    """A reckoned plan of next year, the only one that is prepared."""
    YearPlan.objects.exclude(state=PlanState.IN_FORCE).update(state=PlanState.DROPPED)
    number = YearPlan.objects.filter(year=clock.today().year + 1).count()
    author = UserFactory(role=Role.COORDINATOR)
    if number:
        made = YearPlan.objects.filter(year=clock.today().year + 1, lines__isnull=False).distinct().first()
        assert made is not None
        YearPlan.objects.filter(pk=made.pk).update(drafted_by=author, proposed_by=None, state=state)
        return YearPlan.objects.get(pk=made.pk)
    made = reckoned(body(), author=author)
    YearPlan.objects.filter(pk=made.pk).update(state=state)
    return YearPlan.objects.get(pk=made.pk)


def begun(world: World) -> Asked:
    YearPlan.objects.exclude(state=PlanState.IN_FORCE).update(state=PlanState.DROPPED)
    given = {"year": str(clock.today().year + 1), "lead": str(body().pk), "team_days": "8", "reason": "调整"}
    return UserFactory(role=Role.COORDINATOR), "/annual-plans/add/", given


def step(name: str) -> Any:
    def asked(world: World) -> Asked:
        made = plan(PlanState.PROPOSED if name in WORDS else PlanState.DRAFT)
        YearPlan.objects.filter(pk=made.pk).update(reckoned_at=clock.now())
        other = UserFactory(role=Role.COORDINATOR, organization=made.drafted_by.organization)
        given = {"version": str(made.version), **WORDS.get(name, {})}
        return other, f"{made.get_absolute_url()}{name}/", given

    return asked


def line_step(name: str) -> Any:
    def asked(world: World) -> Asked:
        made = plan()
        line = first_line(made)
        leader = UserFactory(role=Role.DEPARTMENT, organization=line.body)
        ready = READY.get(name, {}) | ({"asked_month": 3, "asked_reason": "x", "asked_by": leader})
        Line.objects.filter(pk=line.pk).update(**{"is_fixed": False, "is_alone": False} | ready)
        who = leader if name == "ask" else made.drafted_by
        return who, f"{line.get_absolute_url()}{name}/", {"version": str(line.version), **OF_LINES.get(name, {})}

    return asked


def entered(world: World) -> Asked:
    made = plan()
    line = first_line(made)
    given = {"enterprise": str(line.enterprise_id), "body": str(line.body_id), "month": "11", "days": "1"}
    given |= {"purpose": "ORDERED", "reason": "市安委办部署"}
    return made.drafted_by, f"{made.get_absolute_url()}add/", given


def changed(world: World) -> Asked:
    made = plan()
    share = made.shares.first()
    names = ("grade_a", "grade_b", "grade_c", "grade_d", "no_grade", "rounds_high", "rounds_low")
    given = dict.fromkeys(names, "1") | {"visit_days": "1", "round_days": "1", "teams": "2", "version": "1"}
    return made.drafted_by, f"/annual-plans/shares/{share.pk}/edit/", given


OF_YEARLY_PLANS = (
    Sent("yearly plan begun", begun),
    *(Sent(f"yearly plan {name}", step(name)) for name in PLANS.steps),
    Sent("planned visit entered", entered),
    Sent("share of a yearly plan changed", changed),
    *(Sent(f"planned visit {name}", line_step(name)) for name in LINES.steps),
)
