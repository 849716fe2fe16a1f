"""A step that can end in more than one way says how it ended: on the time line, in the notice, on the page after it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from notices.models import Notice
from rectification.models import Item
from rectification.services import advance
from rectification.workflow import TRANSITIONS
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
DECIDED = {
    ("decide-extension", "True"): "延期审批：同意",
    ("decide-extension", "False"): "延期审批：不同意",
    ("decide-void", "True"): "作废审批：同意",
    ("decide-void", "False"): "作废审批：不同意",
}


def waiting_for(name):
    """An item at which a step waits for its decision, and who decides."""
    item = ItemFactory(rectifying=True, due_in=40)
    people, later = item.people, clock.today() + timedelta(days=60)
    if name == "decide-extension":
        given = {"deadline": later, "reason": "备件未到", "interim_measures": "停用"}
        return advance(item.pk, "extend", actor=people["enterprise"], version=item.version, **given), people
    return advance(item.pk, "void", actor=people["second_coordinator"], version=item.version, reason="重复"), people


def test_every_step_that_grants_or_refuses_says_which():
    assert {name for name, _granted in DECIDED} == {s.name for s in TRANSITIONS.values() if "granted" in s.required}


@pytest.mark.parametrize(("name", "granted"), DECIDED)
def test_history_notice_and_message_say_the_outcome(client, name, granted):
    item, people = waiting_for(name)
    client.force_login(people["coordinator"])
    body = {"version": item.version, "granted": granted, "opinion": "已研究"}

    page = client.post(reverse("rectification:item-transition", args=[item.pk, name]), body, follow=True)

    said = DECIDED[name, granted]
    assert f"{item.number}：{said}。" in page.content.decode()
    assert f"<strong>{said}</strong>" in client.get(item.get_absolute_url()).content.decode()
    if name == "decide-extension":
        assert said in Notice.objects.get(rule=name, recipient=people["enterprise"]).title


@pytest.mark.parametrize("result", ["kept", "rebound"])
def test_one_rebound_is_open_at_a_time_and_meanwhile_it_has_not_held(client, result):
    item = ItemFactory(closed=True)
    client.force_login(item.people["second_inspector"])
    page = reverse("rectification:item-transition", args=[item.pk, "look-back"])
    client.post(page, {"version": item.version, "result": "rebound", "opinion": "又泄漏"})
    again, version = item.rebounds.get(), Item.objects.get(pk=item.pk).version

    answer = client.post(page, {"version": version, "result": result, "opinion": "再看"})

    assert again.number in answer.content.decode()
    assert (answer.status_code, item.rebounds.count(), item.look_backs.count()) == (422, 1, 1)


def test_after_the_rebound_has_ended_another_look_counts_again():
    item = ItemFactory(closed=True)
    actor = item.people["second_inspector"]
    advance(item.pk, "look-back", actor=actor, version=item.version, result="rebound", opinion="又泄漏")
    again, people = item.rebounds.get(), item.people
    again = advance(again.pk, "void", actor=people["coordinator"], version=again.version, reason="重复")
    given = {"granted": True, "opinion": "同意"}
    advance(again.pk, "decide-void", actor=people["second_coordinator"], version=again.version, **given)
    version = Item.objects.get(pk=item.pk).version

    advance(item.pk, "look-back", actor=actor, version=version, result="kept", opinion="已好")

    assert item.look_backs.count() == 2


@pytest.mark.parametrize(("who", "says"), [("coordinator", "状态"), ("head", "状态"), ("inspector", "角色或单位")])
def test_too_early_is_told_of_the_state_and_the_wrong_role_of_the_role(client, who, says):
    item = ItemFactory(rectifying=True)
    client.force_login(item.people[who])

    answer = client.get(reverse("rectification:item-transition", args=[item.pk, "sign-off"]))

    assert answer.status_code == (409 if says == "状态" else 403)
    assert says in answer.context["refusal"]


@pytest.mark.parametrize(("who", "says"), [("coordinator", "状态"), ("inspector", "角色或单位")])
def test_the_check_page_of_many_says_whether_it_is_the_role_or_the_state(client, who, says):
    item = ItemFactory(rectifying=True)
    client.force_login(item.people[who])

    page = client.get(reverse("rectification:bulk-assign"), {"item": f"{item.pk}.{item.version}"})

    (left,) = page.context["left_out"]
    assert says in str(left.why)
    assert str(left.why) in page.content.decode()
