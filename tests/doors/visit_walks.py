"""Requests for the doors of visits: planned, declared, each step, what is found, what the plant presses, the caps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.states import Role
from core import clock
from documents.services.issuing import foreseen
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import UserFactory, VisitFactory
from tests.visits.readied import ready
from visits.models import Cap, Visit
from visits.services import codes, visit_papers
from visits.services.planning import bases_on
from visits.workflow import VISITS

Asked = tuple[User | None, str, dict[str, Any]]


def made(world: World, **given: Any) -> Visit:
    """A visit of the plant that an inspector prepares."""
    visit: Visit = VisitFactory(drafted_by=UserFactory(role=Role.INSPECTOR), enterprise=world.plant, **given)
    return visit


def leader_of(visit: Visit) -> User:
    leader: User = UserFactory(role=Role.DEPARTMENT, organization=visit.body)
    return leader


def said_of(visit: Visit) -> dict[str, Any]:
    return {
        "enterprise": str(visit.enterprise_id),
        "nature": visit.nature,
        "kind": visit.kind,
        "source": visit.source,
        "basis": next(each.pk for each in bases_on(visit.planned_on) if each.is_reviewed),
        "planned_on": visit.planned_on.isoformat(),
        "items": "特殊作业审批情况",
        "team": [str(key) for key in visit.officers.values_list("person", flat=True)],
    }


def planned(world: World) -> Asked:
    visit = made(world)
    return visit.drafted_by, "/visits/add/", said_of(visit)


def changed(world: World) -> Asked:
    visit = made(world)
    given = {**said_of(visit), "items": "动火作业审批情况", "version": "1"}
    return visit.drafted_by, f"{visit.get_absolute_url()}edit/", given


def declared(world: World) -> Asked:
    visit = made(world)
    officer = visit.officers.get(person__account=visit.drafted_by)
    return visit.drafted_by, f"/visits/officers/{officer.pk}/declare/", {"bound": "no"}


def registered(world: World) -> Asked:
    visit = made(world, left=True)
    day = clock.today().isoformat()
    facts = {"description": "围堰破损", "level": "GENERAL", "source": "COUNTY_CHECK", "found_on": day}
    given = {"enterprise": str(visit.enterprise_id), **facts}
    return visit.drafted_by, f"{visit.get_absolute_url()}register/", given


STANDS: dict[str, dict[str, Any]] = {
    "approve": {"state": "PROPOSED"},
    "return": {"state": "PROPOSED"},
    "approve-later": {"state": "UNDER_WAY", "is_urgent": True},
    "renew-code": {"approved": True},
    "fill-in": {"approved": True},
    "close": {"left": True},
}
"""How a visit stands at which a step is taken; the others are taken of one that is prepared."""
WORDS = {
    "return": {"opinion": "时间不妥"},
    "begin": {"urgent_reason": "现场冒烟"},
    "close": {"result": "未发现问题"},
    "cancel": {"reason": "企业停产"},
}


def step(name: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        visit = made(world, **STANDS.get(name, {}))
        approves = name in ("approve", "return", "approve-later")
        given: dict[str, Any] = {"version": "1", **WORDS.get(name, {})}
        if name == "join":
            given["other"] = str(VisitFactory(enterprise=visit.enterprise).pk)
        if name == "fill-in":
            now = timezone.localtime(clock.now())
            moments = {"arrived_at": now - timedelta(minutes=2), "left_at": now - timedelta(minutes=1)}
            given |= {each: f"{moment:%Y-%m-%dT%H:%M}" for each, moment in moments.items()}
        actor = leader_of(visit) if approves else visit.drafted_by
        return actor, f"{visit.get_absolute_url()}{name}/", given

    return asks


def paper(slug: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        visit = ready(slug, UserFactory(role=Role.INSPECTOR), enterprise=world.plant)
        seen = foreseen(visit_papers.BY_SLUG[slug].kind.code, visit, actor=visit.drafted_by).sha256
        return visit.drafted_by, f"{visit.get_absolute_url()}papers/{slug}/", {"seen": seen}

    return asks


def at_the_gate(act: str, **given: Any) -> Callable[[World], Asked]:
    """What the plant sends, on its own phone."""

    def asks(world: World) -> Asked:
        visit = made(world, **({"approved": True} if act == "enter" else {"left": True}))
        return None, f"/visits/gate/{codes.code_of(visit)}/", {"act": act, **given}

    return asks


def cap_entered(world: World) -> Asked:
    day = clock.today().isoformat()
    given = {"year": "2031", "number": "4", "published_on": day, "document": "公告〔2031〕1号"}
    return world.users["emergency"], "/visits/caps/add/", given


def cap_changed(world: World) -> Asked:
    leader, day = world.users["emergency"], clock.today()
    cap = Cap.objects.create(body=leader.organization, year=2032, number=4, published_on=day, document="x")
    given = {"number": "5", "published_on": day.isoformat(), "document": "公告〔2032〕1号", "version": "1"}
    return leader, f"/visits/caps/{cap.pk}/edit/", given


OF_VISITS = (
    Sent("visit planned", planned),
    Sent("visit changed", changed),
    Sent("interest of an officer declared", declared),
    Sent("problem found on a visit", registered),
    *(Sent(f"visit {name}", step(name)) for name in VISITS.steps),
    *(Sent(f"paper of a visit: {slug}", paper(slug)) for slug in visit_papers.BY_SLUG),
    Sent("visit entered", at_the_gate("enter")),
    Sent("visit rated", at_the_gate("rate", **{"rating-stars": "4", "rating-words": "规范"})),
    Sent("visit complained about", at_the_gate("complain", **{"complaint-words": "态度生硬"})),
    Sent("cap of visits entered", cap_entered),
    Sent("cap of visits changed", cap_changed),
)
