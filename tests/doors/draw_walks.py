"""Requests for the doors of random draws: committed, drawn, drawn again; an interest declared and ended."""

from datetime import timedelta
from typing import Any

from accounts.models import User
from core import clock
from draws.models import Draw, Interest
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import DrawFactory, InterestFactory, OrganizationFactory, certified

Asked = tuple[User, str, dict[str, Any]]


def committed(world: World) -> Asked:
    certified(OrganizationFactory(), number=2)
    day = (clock.today() + timedelta(days=3)).isoformat()
    given = {"title": "夏季双随机抽查", "first_day": day, "last_day": day, "number": "1", "team": "2"}
    return world.users["coordinator"], "/draws/add/", given


def drawn(world: World) -> Asked:
    made: Draw = DrawFactory(committed_by=world.users["coordinator"])
    return world.users["coordinator"], f"/draws/{made.pk}/draw/", {"version": "1"}


def redrawn(world: World) -> Asked:
    made: Draw = DrawFactory(committed_by=world.users["coordinator"])
    return world.users["coordinator"], f"/draws/{made.pk}/redraw/", {"reason": "两人调离", "version": "1"}


def declared(world: World) -> Asked:
    person = certified(OrganizationFactory())[0]
    given = {
        "person": str(person.pk),
        "enterprise": str(world.plant.pk),
        "kind": "RELATIVE",
        "reason": "其妻为该企业股东",
        "since": clock.today().isoformat(),
    }
    return world.users["coordinator"], "/draws/interests/add/", given


def ended(world: World) -> Asked:
    made: Interest = InterestFactory(enterprise=world.plant, declared_by=world.users["coordinator"])
    return world.users["coordinator"], f"/draws/interests/{made.pk}/end/", {"reason": "股份已转让", "version": "1"}


OF_DRAWS = (
    Sent("draw committed", committed),
    Sent("draw drawn", drawn),
    Sent("draw drawn again", redrawn),
    Sent("interest declared", declared),
    Sent("interest ended", ended),
)
