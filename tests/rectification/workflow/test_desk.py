"""What waits for somebody is what that person can act on, and everything that needs an act waits for somebody."""

from datetime import timedelta

import pytest

from core import clock, figures
from core.figures import Asked
from rectification import workflow
from rectification.figures import on_desk
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import register
from tests.rectification.workflow.cast import PEOPLE
from tests.rectification.workflow.test_matrix import Stage, places

pytestmark = pytest.mark.django_db
DESK_STEPS = {step.name for step in workflow.TRANSITIONS.values() if step.waits is not None}


@pytest.mark.parametrize(("way", "major"), places())
def test_what_waits_for_somebody_is_what_that_person_has_a_main_act_at(way, major):
    stage = Stage(way, major=bool(major))
    item = Item.objects.get(pk=stage.item.pk)

    for user in stage.cast.users.values():
        waits = workflow.waiting_for(Item.objects.visible_to(user), user).filter(pk=item.pk).exists()
        acts = {step.name for step in workflow.main_acts(item, user)}
        assert waits == bool(acts), (user.name, acts)
        assert acts <= DESK_STEPS


@pytest.mark.parametrize(("way", "major"), [place for place in places() if place.values[0] not in ("closed", "void")])
def test_every_open_item_waits_for_somebody(way, major):
    stage = Stage(way, major=bool(major))

    desks = [
        person.name
        for person in PEOPLE
        if workflow.waiting_for(Item.objects.visible_to(stage.cast.users[person.name]), stage.cast.users[person.name])
        .filter(pk=stage.item.pk)
        .exists()
    ]

    assert desks, way


def nearer(item, user, step):
    """Why a step that a person may take stands on somebody else's desk: that unit is nearer to it."""
    own = user.organization_id
    another_reviews = item.assigned_by_organization_id != own or item.awaited_officer_id is not None
    return {
        "assign": not user.is_coordinator and item.registered_by_organization_id != own,
        "pass": another_reviews,
        "propose-pass": another_reviews,
        "confirm": item.next_confirmation_on is not None and item.next_confirmation_on > clock.today(),
    }.get(step, False)


@pytest.mark.parametrize(("way", "major"), places())
def test_a_main_act_that_a_person_may_take_waits_for_them_or_for_whom_it_is_nearer_to(way, major):
    stage = Stage(way, major=bool(major))
    item = Item.objects.get(pk=stage.item.pk)

    for user in stage.cast.users.values():
        waits = workflow.waiting_for(Item.objects.visible_to(user), user).filter(pk=item.pk).exists()
        offered = {step.name for step in workflow.available(item, user)} & DESK_STEPS
        assert waits or all(nearer(item, user, step) for step in offered), (user.name, offered)


LATE = {
    "plant of emergency": ("plant", "emergency"),
    "plant of ecology": ("plant", "ecology"),
    "plant of office": ("plant", "coordinator"),
    "ecology of office": ("ecology", "coordinator"),
    "park of office": ("park", "coordinator"),
}
DUTY = {
    "coordinator": set(LATE),
    "coordinator2": set(LATE),
    "emergency": {"plant of emergency"},
    "officer": {"plant of emergency"},
    "inspector": {"plant of emergency"},
    "ecology": {"plant of ecology", "ecology of office"},
    "inspector2": {"plant of ecology", "ecology of office"},
    "park": {"park of office"},
    "enterprise": {"plant of emergency", "plant of ecology", "plant of office"},
    "colleague": {"plant of emergency", "plant of ecology", "plant of office"},
}


@pytest.mark.parametrize(("box", "due_in"), [("overdue", -3), ("soon", 3), ("own", 40)])
def test_a_desk_counts_the_duty_of_the_unit_and_not_what_may_be_seen(box, due_in):
    stage = Stage("pending", major=False)
    for title, (lead, by) in LATE.items():
        item, actor = register(stage.finding(major=False), actor=stage.cast.users["inspector"]), stage.cast.users[by]
        given = {**stage.cast.given("assign", actor), "lead_organization": stage.cast.units[lead]}
        advance(item.pk, "assign", actor=actor, version=item.version, **given)
        Item.objects.filter(pk=item.pk).update(title=title, deadline=clock.today() + timedelta(days=due_in))
    Item.objects.filter(pk=stage.item.pk).update(deadline=clock.today() + timedelta(days=due_in))

    for name, user in stage.cast.users.items():
        asked = Asked.by(user)
        (counted,) = figures.read([f"desk.{box}"], asked).values()
        listed = set(on_desk(Item.objects.visible_to(user), box, user, clock.today()).values_list("title", flat=True))
        assert listed - {stage.item.title} == DUTY.get(name, set()), name
        assert counted.value == len(listed), name
