"""Requests for the doors by which the map of a park is kept."""

from collections.abc import Iterator
from typing import Any

from core import clock
from maps.models import Place, Plan
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent
from tests.maps.drawn import plan_of, png, polygon


def adding(path: str, **given: Any) -> Any:
    """A request to an address below that of the park's map."""

    def asks(world: World) -> Asked:
        said = {name: value() if callable(value) else value for name, value in given.items()}
        return world.users["coordinator"], f"/parks/{world.plant.park_id}/map/{path}/add/", said

    return asks


def plan(world: World) -> Plan:
    return plan_of(world.plant.park)


def plan_changed(world: World) -> Asked:
    given = {"title": "总图", "drawn_on": clock.today().isoformat(), "version": "1"}
    return world.users["coordinator"], f"/map/plans/{plan(world).pk}/edit/", given


def place_changed(world: World) -> Asked:
    row = Place.objects.create(park=world.plant.park, name="南卡口")
    return world.users["coordinator"], f"/map/places/{row.pk}/edit/", {"name": "北卡口", "version": "1"}


def placed(world: World) -> Asked:
    thing = f"enterprises.enterprise:{world.plant.pk}"
    return world.users["coordinator"], f"/map/plans/{plan(world).pk}/placing/?thing={thing}", {"x": "10", "y": "20"}


def walks() -> Iterator[Sent]:
    named = {"title": "总平面图", "drawn_on": "2026-01-05"}
    yield Sent("drawing of a park", adding("drawings", **named, drawing=png))
    yield Sent("boundary of a park", adding("boundaries", **named, geojson=polygon))
    yield Sent("named place", adding("places", name="东卡口"))
    yield Sent("plan changed", plan_changed)
    yield Sent("place changed", place_changed)
    yield Sent("thing on the map", placed)


OF_THE_MAP = tuple(walks())
