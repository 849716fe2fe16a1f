"""Requests for the doors of superiors' lists: their heads, what is answered of them, public notices."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from accounts.models import User
from core import clock
from core.services.acting import take
from inspections.models import SuperiorList
from superiors.models import ListPaper
from superiors.services import answering
from superiors.workflow import PAPERS
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent
from tests.factories import ItemFactory, UserFactory

HEAD = {"issuer": "市安委办", "number": "示安委办〔2026〕9号", "version": "1"}
DAYS = timedelta(days=14)


def one(world: World, **wanted: Any) -> SuperiorList:
    """A list of the city with one problem, which the phone of its coordinator's office can be asked about."""
    item = ItemFactory(enterprise=world.plant, source="CITY_ASSIGNED", **wanted)
    found = item.finding.sources.get().superior_list
    found.issuer = "市安委办"
    found.save()
    office = world.users["coordinator"].organization
    office.phone = "0990-5580010"
    office.save()
    return found


def paper(world: World) -> ListPaper:
    return answering.draft_answer(one(world), actor=world.users["coordinator"])


def leader_of(world: World) -> User:
    return UserFactory(role="SUPERIOR", organization=world.plant.county)


def approved(world: World) -> ListPaper:
    drafted, leader = paper(world), leader_of(world)
    return take(PAPERS, drafted.pk, "approve", actor=leader, version=drafted.version)


def head_changed(world: World) -> Asked:
    return world.users["coordinator"], f"/lists/{one(world).pk}/edit/", HEAD


def answer_drafted(world: World) -> Asked:
    return world.users["coordinator"], f"/lists/{one(world).pk}/answer/", {}


def notice_drafted(world: World) -> Asked:
    found, today = one(world, awaiting_sign_off=True), clock.today()
    given = {
        "rows": str(found.sources.order_by("-pk").first().pk),
        "published_from": today.isoformat(),
        "published_until": (today + DAYS).isoformat(),
        "phone": "0990-5580010",
    }
    return world.users["coordinator"], f"/lists/{found.pk}/publish/", given


def words_written(world: World) -> Asked:
    drafted = paper(world)
    key = drafted.snapshot["rows"][0]["key"]
    given = {"version": str(drafted.version), f"progress-{key}": "已到货。", f"measures-{key}": "更换"}
    return world.users["coordinator"], f"/lists/papers/{drafted.pk}/words/", given


def refreshed(world: World) -> Asked:
    drafted = paper(world)
    return world.users["coordinator"], f"/lists/papers/{drafted.pk}/steps/refresh/", {"version": "1"}


def to_be_approved(world: World) -> Asked:
    drafted = paper(world)
    return leader_of(world), f"/lists/papers/{drafted.pk}/steps/approve/", {"version": str(drafted.version)}


def withdrawn(world: World) -> Asked:
    signed = approved(world)
    given = {"version": str(signed.version)}
    return world.users["coordinator"], f"/lists/papers/{signed.pk}/steps/withdraw/", given


def issued(world: World) -> Asked:
    signed = approved(world)
    given = {"version": str(signed.version)}
    return world.users["coordinator"], f"/lists/papers/{signed.pk}/steps/issue/", given


def walks() -> Iterator[Sent]:
    yield Sent("head of a list", head_changed)
    yield Sent("answer to a list", answer_drafted)
    yield Sent("public notice", notice_drafted)
    yield Sent("words of a paper about a list", words_written)
    yield Sent("paper about a list taken anew", refreshed)
    yield Sent("paper about a list approved", to_be_approved)
    yield Sent("paper about a list back to draft", withdrawn)
    yield Sent("paper about a list issued", issued)


OF_LISTS = tuple(walks())
