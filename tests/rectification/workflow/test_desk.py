"""What waits for somebody is what that person can act on, and everything that needs an act waits for somebody."""

import pytest

from core import clock
from rectification import workflow
from rectification.models import Item
from tests.rectification.workflow.cast import PEOPLE
from tests.rectification.workflow.test_matrix import Stage, places

pytestmark = pytest.mark.django_db
DESK_STEPS = {
    "assign",
    "accept",
    "approve-plan",
    "submit",
    "confirm",
    "propose-pass",
    "pass",
    "confirm-pass",
    "publish",
    "sign-off",
    "decide-extension",
    "decide-void",
}


@pytest.mark.parametrize(("way", "major"), places())
def test_what_waits_for_somebody_is_what_that_person_can_act_on(way, major):
    stage = Stage(way, major=bool(major))
    item = Item.objects.get(pk=stage.item.pk)

    for user in stage.cast.users.values():
        waits = Item.objects.visible_to(user).waiting_for(user, clock.today()).filter(pk=item.pk).exists()
        offered = {step.name for step in workflow.available(item, user)} & DESK_STEPS
        assert not waits or offered, user.name


@pytest.mark.parametrize(("way", "major"), [place for place in places() if place.values[0] not in ("closed", "void")])
def test_every_open_item_waits_for_somebody(way, major):
    stage = Stage(way, major=bool(major))

    desks = [
        person.name
        for person in PEOPLE
        if Item.objects.visible_to(stage.cast.users[person.name])
        .waiting_for(stage.cast.users[person.name], clock.today())
        .filter(pk=stage.item.pk)
        .exists()
    ]

    assert desks, way
