"""What the coordinating office has assigned to itself doesn't wait for ever: the head of a department decides."""

import pytest

from core import clock
from core.errors import NotAllowedError
from inspections.services.recording import SourceGiven
from rectification import workflow
from rectification.figures import on_desk
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from tests.rectification.workflow.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def item(cast):
    """A major hazard that the office leads itself, its plan handed in."""
    given = ItemGiven(
        title="应急池渗漏",
        description="应急池渗漏",
        found_on=clock.today(),
        level="MAJOR",
        enterprise=cast.enterprise,
        sources=[SourceGiven(kind="COUNTY_CHECK")],
    )
    item = register(given, actor=cast.users["inspector"])
    cast.units["plant"], plant = cast.units["office"], cast.units["plant"]
    item = take(cast, item, "assign", "coordinator")
    cast.units["plant"] = plant
    return take(cast, item, "accept", "coordinator2")


def take(cast, item, step, name):
    user = cast.users[name]
    return advance(item.pk, step, actor=user, version=item.version, **cast.given(step, user))


def test_the_head_of_a_department_finds_its_plan_on_the_desk_and_approves_it(cast, item):
    head = cast.users["emergency"]
    assert item in on_desk(Item.objects.visible_to(head), "decide", head, clock.today())

    assert take(cast, item, "approve-plan", "emergency").state == "RECTIFYING"


def test_the_head_of_a_department_decides_on_its_extension(cast, item):
    item = take(cast, take(cast, item, "approve-plan", "emergency"), "extend", "coordinator")
    head = cast.users["ecology"]
    assert item in on_desk(Item.objects.visible_to(head), "decide", head, clock.today())

    later = take(cast, item, "decide-extension", "ecology")

    assert later.deadline > item.deadline


@pytest.mark.parametrize("name", ["coordinator", "coordinator2", "officer", "inspector"])
def test_nobody_else_decides_on_the_offices_own_plan(cast, item, name):
    user = cast.users[name]
    assert item not in on_desk(Item.objects.visible_to(user), "decide", user, clock.today())
    assert "approve-plan" not in {step.name for step in workflow.available(item, user)}

    with pytest.raises(NotAllowedError):
        take(cast, item, "approve-plan", name)
