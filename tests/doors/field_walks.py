"""Requests for the doors of field capture: data for a device, and a finding that comes in."""

from typing import Any

from accounts.models import User
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.field.conftest import words

Asked = tuple[User, str, dict[str, Any]]


def handed_out(world: World) -> Asked:
    return world.users["inspector"], "/field/pack/", {}


def captured(world: World) -> Asked:
    return world.users["inspector"], "/field/findings/", words(world.plant)


OF_THE_FIELD = (Sent("data for a device", handed_out), Sent("finding of the field", captured))
