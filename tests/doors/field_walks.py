"""Requests for the doors of field capture: data for a device, and a finding that comes in."""

import json
import uuid
from typing import Any

from accounts.models import User
from core import clock
from tests.browser.soak.world import World
from tests.checklists.made import edition_in_use, visit_under_way
from tests.doors.sent import Sent
from tests.field.conftest import words

Asked = tuple[User, str, dict[str, Any]]


def handed_out(world: World) -> Asked:
    return world.users["inspector"], "/field/pack/", {}


def captured(world: World) -> Asked:
    return world.users["inspector"], "/field/findings/", words(world.plant)


def answers(world: World) -> Asked:
    edition_in_use()
    visit = visit_under_way(enterprise=world.plant)
    row = {"token": str(uuid.uuid4()), "code": "SAF01", "said": "MET", "written_at": clock.now().isoformat()}
    return visit.drafted_by, "/field/answers/", {"visit": visit.pk, "checklist": "SAF", "answers": json.dumps([row])}


def signature(world: World) -> Asked:
    visit = visit_under_way(enterprise=world.plant)
    said = {"name": "郑国强", "note": "口头确认", "answers_sha256": "0" * 64, "token": str(uuid.uuid4())}
    return visit.drafted_by, "/field/signatures/", {"visit": visit.pk, "written_at": clock.now().isoformat(), **said}


OF_THE_FIELD = (
    Sent("data for a device", handed_out),
    Sent("finding of the field", captured),
    Sent("answers of the field", answers),
    Sent("signature of the field", signature),
)
