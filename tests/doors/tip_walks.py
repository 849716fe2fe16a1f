"""Requests for the doors of tips: told and followed without a login, accepted, checked, judged, answered, closed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts.models import User
from accounts.states import Role
from core import clock
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import TipBatchFactory, TipFactory, UserFactory
from tips.models import Tip

Asked = tuple[User | None, str, dict[str, Any]]
KEY = re.compile(r'name="key" value="([\w-]+)"')
PASS = re.compile(r'name="pass" value="([^"]+)"')


def told(world: World) -> Asked:
    key = KEY.search(Client().get("/report/").content.decode())
    assert key is not None
    return None, "/report/", {"key": key[1], "act": "send", "text": "夜里有异味", "place": "厂东门", "kind": "B"}


def answered(world: World) -> Asked:
    tip = TipFactory(handling=True)
    page = Client().post("/report/follow/", {"number": tip.number, "code": "12345678"}).content.decode()
    key, carried = KEY.search(page), PASS.search(page)
    assert key is not None
    assert carried is not None
    return None, "/report/follow/", {"key": key[1], "pass": carried[1], "act": "reply", "text": "在北门"}


def step(name: str, stands: str = "", *, by_head: bool = False, **given: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        tip: Tip = TipFactory(**({stands: True} if stands else {}))
        if stands == "answered":
            Tip.objects.filter(pk=tip.pk).update(answered_at=clock.now() - timedelta(days=30))
        person = world.users["coordinator"]
        if by_head:
            person = UserFactory(role=Role.DEPARTMENT, organization=tip.unit, is_head=True)
        return person, f"{tip.get_absolute_url()}{name}/", {"version": "1", **given}

    return asks


def accepted(world: World) -> Asked:
    unit = world.users["emergency"].organization_id
    return step("accept", unit=str(unit))(world)


def repeated(world: World) -> Asked:
    return step("repeat", first=TipFactory(handling=True).number)(world)


def of_batch(name: str, **given: str) -> Callable[[World], Asked]:
    """A form of a batch, sent by who has entered it; without a name the one by which it is entered."""

    def asks(world: World) -> Asked:
        person = world.users["coordinator"]
        page = TipBatchFactory(opened_by=person).get_absolute_url() if name else "/tips/batches/"
        days = {"received_on": later(0), "answer_by": later(7)} if name != "add" else {}
        return person, f"{page}{name or 'add'}/", {**days, **given}

    return asks


BATCH = {"origin": "第三轮省级督察", "number": "4", "superior": "省督察组"}
ROW = {"batch_place": "1", "channel": "HOTLINE", "text": "夜里有异味", "place": "厂东门"}


def later(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


OF_TIPS = (
    Sent("told without a login", told),
    Sent("answered without a login", answered),
    Sent("tip accepted", accepted),
    Sent("tip handed over", step("hand-over", handed_to="邻县", answer="不在本县")),
    Sent("tip repeated", repeated),
    Sent("reporter asked", step("ask", "handling", text="哪个门？")),
    Sent("tip extended", lambda w: step("extend", "handling", due=later(80), reason="等检测")(w)),
    Sent("verdict proposed", step("propose", "handling", verdict="UNTRUE", reasons="现场核查")),
    Sent("verdict confirmed", step("confirm", "proposed", by_head=True)),
    Sent("verdict sent back", step("send-back", "proposed", by_head=True, reason="请到现场")),
    Sent(
        "stage completed",
        lambda w: step("stage", "confirmed", stage_text="已加盖", stage_share="60", stage_next=later(20))(w),
    ),
    Sent("reporter answered", step("answer", "confirmed", answer="经核查不属实")),
    Sent("tip closed", step("close", "answered")),
    Sent("batch entered", of_batch("", **BATCH)),
    Sent("batch changed", of_batch("edit", **BATCH, reason="批次有误", version="1")),
    Sent("row of a batch entered", of_batch("add", **ROW)),
    Sent("reporter looked at", step("reporter", "handling", purpose="现场指认")),
)
