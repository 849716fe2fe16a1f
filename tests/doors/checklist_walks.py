"""Requests for the doors of checklists: an edition and its items, answers of a visit, their problem, signatures."""

from typing import Any

from accounts.models import User
from checklists.models import Edition
from checklists.services import asking
from checklists.states import EditionState, Said
from checklists.workflow import EDITIONS
from core import clock
from tests.browser.soak.world import World
from tests.checklists.made import answered, draft_edition, edition_in_use, visit_under_way
from tests.doors.sent import Sent
from tests.factories import UserFactory
from visits.models import Visit

Asked = tuple[User, str, dict[str, Any]]


def draft() -> Edition:
    """The edition that is being drawn up, a new one where there is none."""
    rows = Edition.objects.filter(kind="SAF")
    return rows.filter(state=EditionState.DRAFT).first() or draft_edition()


def in_use() -> Edition:
    return Edition.objects.filter(kind="SAF", state=EditionState.APPROVED).first() or edition_in_use()


def drawn_up(world: World) -> Asked:
    return world.users["coordinator"], "/checklists/add/", {"kind": "CMP", "valid_from": clock.today().isoformat()}


ITEM = {"name_zh": "夜间值守", "position": "90", "category": "C01", "is_asked": "on", "version": "1"}


def item_added(world: World) -> Asked:
    edition = draft()
    return edition.drafted_by, f"{edition.get_absolute_url()}items/add/", dict(ITEM)


def item_changed(world: World) -> Asked:
    edition = draft()
    return edition.drafted_by, f"/checklists/items/{edition.questions.first().pk}/edit/", dict(ITEM)


def step(name: str) -> Any:
    def asked(world: World) -> Asked:
        edition = draft()
        other = UserFactory(organization=edition.drafted_by.organization)
        return other, f"{edition.get_absolute_url()}{name}/", {"version": str(edition.version)}

    return asked


def visited(world: World) -> Visit:
    in_use()
    return visit_under_way(enterprise=world.plant)


def item_answered(world: World) -> Asked:
    visit = visited(world)
    given = {"code": "SAF01", "said": "MET", "note": ""}
    return visit.drafted_by, f"/checklists/visits/{visit.pk}/SAF/", given


def problem_registered(world: World) -> Asked:
    visit = visited(world)
    answer = answered(visit, in_use(), said=Said.UNMET)
    facts = {"description": "证书过期", "level": "GENERAL", "source": "COUNTY_CHECK", "category": "A11"}
    given = {"enterprise": str(visit.enterprise_id), "found_on": visit.planned_on.isoformat(), **facts}
    return visit.drafted_by, f"/checklists/answers/{answer.pk}/register/", given


def signed(world: World) -> Asked:
    visit = visited(world)
    given = {"who": "PLANT", "name": "郑国强", "note": "口头确认", "answers": asking.hash_on(visit)}
    return visit.drafted_by, f"/checklists/visits/{visit.pk}/sign/", given


OF_CHECKLISTS = (
    Sent("edition drawn up", drawn_up),
    Sent("checklist item added", item_added),
    Sent("checklist item changed", item_changed),
    *(Sent(f"edition {name}", step(name)) for name in EDITIONS.steps),
    Sent("checklist item answered", item_answered),
    Sent("problem of a checklist item", problem_registered),
    Sent("answers signed", signed),
)
