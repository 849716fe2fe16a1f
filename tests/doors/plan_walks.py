"""Requests for the doors of plans, of their measures, of closures, and of the state in which an enterprise is."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from core import clock
from core.services.acting import take
from documents.services.issuing import foreseen
from enterprises.models import Enterprise
from parks.models import CapacityAssessment, UpgradePlan
from plans.models import Closure, FeedbackProblem, Instalment, UpgradeMeasure
from plans.services import plan_documents
from plans.workflow import CLOSURES
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent
from tests.factories import ClosureFactory, UserFactory
from tests.plans import made

DAY = "2030-01-05"
PLAN = {"kind": "SAFETY", "title": "安全提升方案", "goal": "本质安全", "finish_by": DAY}
SOON = (clock.today() + timedelta(days=20)).isoformat()
MEASURE = {"text": "更换老化管线", "person": "王工", "deadline": SOON}
OPINION = {
    "expert": "李教授",
    "given_on": "2026-01-05",
    "opinion": "补充联锁",
    "adoption": "ADOPTED",
    "answer": "已补充",
}
CLOSURE = {"kind": "SHUT", "close_by": DAY, "decision": "砚政发〔2026〕3号", "authority": "县人民政府", "workers": "20"}
STATE = {"state": "STOPPED", "reason": "停产检修"}
WHY = {"reason": "专家意见不全", "version": "1"}
Made = Callable[[World], tuple[str, dict[str, Any]]]


def keeps(prepared: Made) -> Callable[[World], Asked]:
    """What the coordinator sends to the address that is prepared."""

    def asks(world: World) -> Asked:
        path, given = prepared(world)
        return world.users["coordinator"], path, dict(given)

    return asks


def of_plant(path: str, **given: str) -> Callable[[World], Asked]:
    return keeps(lambda world: (f"/enterprises/{world.plant.pk}/{path}/", given))


def stopped(world: World) -> tuple[str, dict[str, Any]]:
    enterprise = Enterprise.objects.get(pk=world.plant.pk)
    given = STATE | {"since": clock.today().isoformat(), "version": str(enterprise.version)}
    return f"/enterprises/{enterprise.pk}/state/", given


def drafted(path: str, **given: str) -> Callable[[World], Asked]:
    """To an address of a plan that is being written."""
    return keeps(lambda world: (f"/plans/{plan_of(world).pk}/{path}/", given))


def plan_of(world: World) -> Any:
    return made.drafted(world.users["coordinator"], world.plant)


def measure_changed(world: World) -> tuple[str, dict[str, Any]]:
    row = plan_of(world).measures.first()
    unit = str(world.plant.organization_id)
    return f"/plans/measures/{row.pk}/edit/", MEASURE | {"organization": unit, "version": str(row.version)}


def measure_added(world: World) -> tuple[str, dict[str, Any]]:
    unit = str(world.plant.organization_id)
    return f"/plans/{plan_of(world).pk}/measures/add/", MEASURE | {"organization": unit}


def plan_approved(world: World) -> Asked:
    plan, boss = made.in_review(world.users["coordinator"], world.plant), world.users["emergency"]
    seen = foreseen(plan_documents.PLAN, plan, actor=User.objects.get(pk=boss.pk)).sha256
    return boss, f"/plans/{plan.pk}/approve/", {"seen": seen, "version": str(plan.version)}


def opinion_added(world: World) -> tuple[str, dict[str, Any]]:
    plan = made.in_review(world.users["coordinator"], world.plant, adoption="")
    return f"/plans/{plan.pk}/opinions/add/", OPINION


def opinion_changed(world: World) -> tuple[str, dict[str, Any]]:
    row = made.in_review(world.users["coordinator"], world.plant).opinions.get()
    return f"/plans/opinions/{row.pk}/edit/", OPINION | {"version": str(row.version)}


def one_placed(world: World) -> tuple[str, dict[str, Any]]:
    plan = made.approved(world.users["coordinator"], world.plant)
    return f"/measures/enterprise/{plan.measures.first().pk}/place/", {}


def all_placed(world: World) -> tuple[str, dict[str, Any]]:
    plan = made.approved(world.users["coordinator"], world.plant)
    return f"/measures/enterprise/of/{plan.pk}/place/", {}


def committee(world: World) -> str:
    return str(world.plant.park.committee_id)


def upgrade(world: World) -> UpgradePlan:
    said = {"target_grade": "D", "target_on": date(2030, 1, 5), "measures": "见清单"}
    return UpgradePlan.objects.create(park=world.plant.park, **said)


def upgrade_added(world: World) -> tuple[str, dict[str, Any]]:
    return f"/upgrades/{upgrade(world).pk}/measures/add/", MEASURE | {"organization": committee(world)}


def upgrade_changed(world: World) -> tuple[str, dict[str, Any]]:
    said = {"organization": world.plant.park.committee, "text": "建应急池", "deadline": date(2030, 1, 5)}
    row = UpgradeMeasure.objects.create(plan=upgrade(world), **said)
    return f"/upgrades/measures/{row.pk}/edit/", MEASURE | {"organization": committee(world), "version": "1"}


def assessment(world: World) -> CapacityAssessment:
    said = {"assessed_on": date(2026, 1, 1), "authority": "省专班", "conclusion": "BEARS"}
    return CapacityAssessment.objects.create(park=world.plant.park, **said)


def feedback_added(world: World) -> tuple[str, dict[str, Any]]:
    return f"/capacity/{assessment(world).pk}/problems/add/", {"text": "管网不分流", "deadline": DAY}


def feedback_changed(world: World) -> tuple[str, dict[str, Any]]:
    row = FeedbackProblem.objects.create(assessment=assessment(world), text="管网不分流", deadline=date(2030, 1, 5))
    return f"/capacity/problems/{row.pk}/edit/", {"text": "管网未分流", "deadline": DAY, "version": "1"}


def closure(world: World) -> Closure:
    said = {"decision": "砚政发〔2026〕3号", "authority": "县人民政府", "decided_on": clock.today(), "agreed": 100}
    return ClosureFactory(enterprise=world.plant, **said)


def closure_changed(world: World) -> tuple[str, dict[str, Any]]:
    return f"/closures/{closure(world).pk}/edit/", CLOSURE | {"version": "1"}


def closure_decided(world: World) -> Asked:
    return world.users["emergency"], f"/closures/{closure(world).pk}/steps/decide/", {"version": "1"}


def closure_cancelled(world: World) -> Asked:
    return world.users["emergency"], f"/closures/{closure(world).pk}/steps/cancel/reason/", WHY


def instalment_added(world: World) -> tuple[str, dict[str, Any]]:
    row = take(CLOSURES, closure(world).pk, "decide", actor=UserFactory())
    return f"/closures/{row.pk}/instalments/add/", {"due_on": DAY, "amount": "40"}


def instalment_changed(world: World) -> tuple[str, dict[str, Any]]:
    row = Instalment.objects.create(closure=closure(world), due_on=clock.today() + timedelta(30), amount=40)
    return f"/closures/instalments/{row.pk}/edit/", {"due_on": DAY, "amount": "50", "version": "1"}


def walks() -> Iterator[Sent]:
    yield Sent("operating state", keeps(stopped))
    yield Sent("plan, new", of_plant("plans/add", **PLAN))
    yield Sent("plan changed", drafted("edit", **PLAN, version="1"))
    yield Sent("plan sent", drafted("steps/send", version="1"))
    yield Sent("plan withdrawn", drafted("steps/withdraw/reason", **WHY))
    yield Sent("plan approved", plan_approved)
    prepared: tuple[tuple[str, Made], ...] = (
        ("measure of a plan, new", measure_added),
        ("measure of a plan", measure_changed),
        ("opinion, new", opinion_added),
        ("opinion", opinion_changed),
        ("measure on the ledger", one_placed),
        ("all measures on the ledger", all_placed),
        ("measure of an upgrade, new", upgrade_added),
        ("measure of an upgrade", upgrade_changed),
        ("problem fed back, new", feedback_added),
        ("problem fed back", feedback_changed),
        ("closure changed", closure_changed),
        ("instalment, new", instalment_added),
        ("instalment", instalment_changed),
    )
    for name, each in prepared:
        yield Sent(name, keeps(each))
    yield Sent("closure, new", of_plant("closures/add", **CLOSURE))
    yield Sent("closure decided", closure_decided)
    yield Sent("closure cancelled", closure_cancelled)


OF_PLANS = tuple(walks())
