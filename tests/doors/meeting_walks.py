"""Requests for the doors of dispatch meetings: entered, decided, and the steps of what was decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from core import clock
from core.services.acting import take
from documents.services.issuing import foreseen
from meetings.models import Duty, Meeting
from meetings.services.holding import MINUTES
from meetings.workflow import DUTIES
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import DutyFactory, MeetingFactory

Asked = tuple[User, str, dict[str, Any]]


def duty(world: World, *, reported: bool = False) -> Duty:
    """Of the world's plant, by its coordinator."""
    meeting = MeetingFactory(opened_by=world.users["coordinator"])
    made: Duty = DutyFactory(meeting=meeting, organization=world.plant.organization)
    if reported:
        made = take(DUTIES, made.pk, "report", actor=world.users["enterprise"], report="已报送")
    return made


def held(world: World) -> Asked:
    given = {
        "title": "周调度会",
        "held_at": (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "chair": "周",
    }
    return world.users["coordinator"], "/meetings/add/", given


def held_in_park(world: World) -> Asked:
    _user, path, given = held(world)
    return world.users["park"], path, {**given, "park": str(world.plant.park_id)}


def decided_in_park(world: World) -> Asked:
    user = world.users["park"]
    meeting: Meeting = MeetingFactory(opened_by=user, park=world.plant.park)
    due = (clock.today() + timedelta(days=7)).isoformat()
    given = {"text": "报送采购合同", "organization": str(world.plant.organization_id), "due": due}
    return user, f"/meetings/{meeting.pk}/decide/", given


def decided(world: World) -> Asked:
    meeting: Meeting = MeetingFactory(opened_by=world.users["coordinator"])
    due = (clock.today() + timedelta(days=7)).isoformat()
    given = {"text": "报送采购合同", "organization": str(world.plant.organization_id), "due": due}
    return world.users["coordinator"], f"/meetings/{meeting.pk}/decide/", given


def corrected(world: World) -> Asked:
    meeting: Meeting = MeetingFactory(opened_by=world.users["coordinator"])
    held_at = timezone.localtime(meeting.held_at).strftime("%Y-%m-%dT%H:%M")
    given = {"title": "月调度会", "held_at": held_at, "chair": "周", "reason": "名称有误", "version": "1"}
    return world.users["coordinator"], f"/meetings/{meeting.pk}/edit/", given


def recorded(world: World) -> Asked:
    user = world.users["coordinator"]
    meeting: Meeting = MeetingFactory(opened_by=user)
    seen = foreseen(MINUTES, meeting, actor=User.objects.get(pk=user.pk)).sha256
    return user, f"/meetings/{meeting.pk}/minutes/", {"seen": seen}


def step(who: str, act: str, *, reported: bool = False, **given: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        made = duty(world, reported=reported)
        return world.users[who], f"/meetings/duties/{made.pk}/{act}/", {"version": str(made.version), **given}

    return asks


OF_MEETINGS = (
    Sent("meeting entered", held),
    Sent("decision entered", decided),
    Sent("meeting of a park entered", held_in_park),
    Sent("decision of a park entered", decided_in_park),
    Sent("meeting corrected", corrected),
    Sent("minutes issued", recorded),
    Sent("decision reported", step("enterprise", "report", report="已报送")),
    Sent("decision confirmed", step("coordinator", "confirm", reported=True)),
    Sent("decision sent back", step("coordinator", "return", reported=True, answer="缺到货时间")),
    Sent("decision cancelled", step("coordinator", "cancel", answer="并入另一事项")),
)
