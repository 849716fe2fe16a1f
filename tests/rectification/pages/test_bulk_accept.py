"""批量签收: assignments that are alike are accepted with one plan, all of them or none."""

import pytest

from rectification.models import Item
from rectification.states import State
from tests.factories import EnterpriseFactory, ItemFactory

pytestmark = pytest.mark.django_db
PLAN = {"measures": "更换密封件", "responsible_person": "李某", "mode": "ENGINEERING"}


@pytest.fixture
def plant():
    return EnterpriseFactory(name="澜宁启岚医药化工有限公司")


def tick(*items):
    return {"item": [f"{item.pk}.{item.version}" for item in items]}


def states():
    return set(Item.objects.values_list("state", flat=True))


def test_twenty_assignments_are_accepted_with_one_plan_from_the_desk(visit, plant):
    items = [ItemFactory(enterprise=plant, assigned=True) for _number in range(20)]
    browser = visit(items[0].people["enterprise"])

    desk = browser.get("/?kind=accept")
    asked = browser.get("/ledger/accept/", {"query": "mine=accept", "list": "desk", **tick(*items)})
    done = browser.post("/ledger/accept/", {**PLAN, "list": "desk", **tick(*items)})

    assert 'action="/ledger/accept/"' in desk.text
    assert len(asked.context["items"]) == 20
    assert done["Location"] == "/?kind=accept"
    assert states() == {State.RECTIFYING}
    assert set(Item.objects.values_list("measures", flat=True)) == {"更换密封件"}


def test_a_major_hazard_among_them_goes_the_way_of_its_own_rule(visit, plant):
    plain = ItemFactory(enterprise=plant, assigned=True)
    major = ItemFactory(enterprise=plant, assigned=True, major=True)
    whole = {**PLAN, "funds": "2万元", "contingency_plan": "停用"}

    visit(plain.people["enterprise"]).post("/ledger/accept/", {**whole, **tick(plain, major)})

    plain.refresh_from_db()
    major.refresh_from_db()
    assert (plain.state, major.state) == (State.RECTIFYING, State.PLAN_REVIEW)


def test_what_one_of_them_lacks_is_named_and_none_is_accepted(visit, plant):
    plain = ItemFactory(enterprise=plant, assigned=True)
    major = ItemFactory(enterprise=plant, assigned=True, major=True)

    answer = visit(plain.people["enterprise"]).post("/ledger/accept/", {**PLAN, **tick(plain, major)})

    assert answer.status_code == 422
    assert major.number in answer.context["reasons"][0]
    assert plain.number not in "".join(answer.context["reasons"])
    assert "更换密封件" in answer.text
    assert states() == {State.ASSIGNED}


def test_whoever_does_not_answer_for_them_accepts_none(visit, plant):
    item = ItemFactory(enterprise=plant, assigned=True)

    answer = visit(item.people["inspector"]).post("/ledger/accept/", {**PLAN, **tick(item)})

    assert answer.status_code == 422
    assert states() == {State.ASSIGNED}


def test_only_what_can_be_accepted_is_offered(visit, plant):
    assigned, working = ItemFactory(enterprise=plant, assigned=True), ItemFactory(enterprise=plant, rectifying=True)

    asked = visit(assigned.people["enterprise"]).get("/ledger/accept/", tick(assigned, working))

    assert asked.context["items"] == [assigned]
    assert [item.pk for item in asked.context["left_out"]] == [working.pk]


def test_items_of_several_places_have_their_own_person_and_funds(visit, plant):
    here = [ItemFactory(enterprise=plant, assigned=True) for _number in range(2)]
    major = ItemFactory(enterprise=plant, assigned=True, major=True)
    browser = visit(here[0].people["enterprise"])
    lots = browser.get("/ledger/accept/", tick(*here, major)).context["form"].lots
    own = {f"responsible_person-{lots[1].key}": "王某", f"funds-{lots[1].key}": "5万元"}

    browser.post("/ledger/accept/", {**PLAN, **own, "contingency_plan": "停用", **tick(*here, major)})

    assert [len(lot.items) for lot in lots] == [2, 1]
    said = dict(Item.objects.values_list("pk", "responsible_person"))
    assert said == {here[0].pk: "李某", here[1].pk: "李某", major.pk: "王某"}
    assert Item.objects.get(pk=major.pk).funds == "5万元"


def test_where_a_place_has_nobody_the_form_says_so(visit, plant):
    plain, major = (
        ItemFactory(enterprise=plant, assigned=True),
        ItemFactory(enterprise=plant, assigned=True, major=True),
    )
    browser = visit(plain.people["enterprise"])
    lots = browser.get("/ledger/accept/", tick(plain, major)).context["form"].lots
    person = {"responsible_person": "", f"responsible_person-{lots[0].key}": "王某"}

    answer = browser.post("/ledger/accept/", {**PLAN, **person, **tick(plain, major)})

    assert answer.context["form"].errors["responsible_person"]
    assert states() == {State.ASSIGNED}
