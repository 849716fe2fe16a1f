"""One act on many items: all or none, each by the same door."""

from datetime import date

import pytest

from accounts.states import Role
from rectification.models import Item
from rectification.services import advance, bulk
from rectification.states import State
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return EnterpriseFactory()


def tick(*items):
    return {"item": [f"{item.pk}.{item.version}" for item in items]}


def states(*items):
    return [Item.objects.get(pk=item.pk).state for item in items]


def test_the_first_click_only_shows_what_would_be_done(visit, plant):
    late = ItemFactory(enterprise=plant, rectifying=True, overdue=True)

    answer = visit(late.people["coordinator"]).get("/ledger/chase/", tick(late))

    assert answer.context["items"] == [late]
    assert Item.objects.get(pk=late.pk).supervision_level == ""


def test_new_items_go_each_to_the_unit_proposed_for_it(visit, plant):
    first, other = ItemFactory(enterprise=plant), ItemFactory(enterprise=EnterpriseFactory(park=plant.park))
    given = {"deadline": "2031-01-31", "lead_organization": "", "requirement": ""}

    visit(first.people["coordinator"]).post("/ledger/assign/", {**given, **tick(first, other)})

    assert states(first, other) == [State.ASSIGNED, State.ASSIGNED]
    assert Item.objects.get(pk=other.pk).lead_organization == other.enterprise.organization


def test_the_check_page_says_where_each_goes_and_counts_the_units_as_the_act_does(visit, plant):
    named = ItemFactory(enterprise=plant)
    inferred = [ItemFactory(enterprise=EnterpriseFactory(park=plant.park)) for _each in range(2)]
    items = [named, *inferred]
    Item.objects.filter(pk__in=[item.pk for item in inferred]).update(lead_organization=None)

    page = visit(named.people["coordinator"]).get("/ledger/assign/", tick(*items))

    shown = {item.pk: unit for item, unit in page.context["going"]}
    visit(named.people["coordinator"]).post("/ledger/assign/", {"deadline": "2031-01-31", **tick(*items)})
    assigned = {item.pk: item.lead_organization for item in Item.objects.filter(pk__in=shown)}
    assert shown == assigned
    assert page.context["units"] == len(set(assigned.values())) == 3
    assert all(f"→ {unit.label}" in page.content.decode() for unit in assigned.values())


def test_an_item_with_no_unit_proposed_is_marked_before_the_act(visit, plant):
    item = ItemFactory(enterprise=plant)
    Item.objects.filter(pk=item.pk).update(lead_organization=None, enterprise=None, park=None)

    page = visit(item.people["coordinator"]).get("/ledger/assign/", tick(item))

    assert page.context["going"] == [(item, None)]
    assert "没有建议的责任单位" in page.content.decode()


def test_one_item_that_cannot_take_the_step_stops_all_and_is_named(visit, plant):
    fresh, done = ItemFactory(enterprise=plant), ItemFactory(enterprise=plant, closed=True)
    given = {"deadline": "2031-01-31"}

    answer = visit(fresh.people["coordinator"]).post("/ledger/assign/", {**given, **tick(fresh, done)})

    assert answer.status_code == 422
    assert [reason.partition(":")[0] for reason in answer.context["reasons"]] == [done.number]
    assert states(fresh, done) == [State.PENDING, State.CLOSED]


def test_an_item_that_changed_since_it_was_ticked_stops_all(visit, plant):
    late = ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    ticked = tick(late)
    given = {"level": "CHASED", "reason": "请抓紧"}
    advance(late.pk, "supervise", actor=late.people["second_coordinator"], version=late.version, **given)

    answer = visit(late.people["coordinator"]).post("/ledger/chase/", {"reason": "请按期整改", **ticked})

    assert late.people["second_coordinator"].name in answer.context["reasons"][0]
    assert Item.objects.get(pk=late.pk).supervision_measures.count() == 1


def test_all_hits_are_those_of_the_link_and_of_the_own_scope(visit, plant):
    late = ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    ItemFactory(enterprise=plant, rectifying=True)

    answer = visit(late.people["coordinator"]).get("/ledger/chase/", {"all": "yes", "query": "overdue=true"})

    assert answer.context["items"] == [late]


@pytest.mark.req("S15")
def test_a_stranger_ticks_foreign_items_in_vain(visit, plant):
    late = ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    answer = visit(stranger).post("/ledger/chase/", {"reason": "请抓紧", **tick(late)})

    assert answer.context["items"] == []
    assert late.title not in answer.content.decode()
    assert Item.objects.get(pk=late.pk).supervision_level == ""


def test_who_may_not_chase_is_refused_for_each_item(visit, plant):
    late = ItemFactory(enterprise=plant, rectifying=True, overdue=True)

    answer = visit(late.people["enterprise"]).post("/ledger/chase/", {"reason": "请抓紧", **tick(late)})

    assert answer.status_code == 422
    assert Item.objects.get(pk=late.pk).supervision_level == ""


def test_more_than_five_hundred_at_once_are_refused(plant, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ITEMS", 1)
    items = [ItemFactory(enterprise=plant, rectifying=True) for _number in range(2)]

    with pytest.raises(bulk.DomainError, match="1"):
        bulk.chase(items, actor=items[0].people["coordinator"], reason="请抓紧")

    assert {item.supervision_level for item in Item.objects.all()} == {""}


@pytest.mark.parametrize("value", ["x", "1", "1.x", "9" * 30 + ".1", "-1.1", ""])
def test_a_tick_that_makes_no_sense_ticks_nothing(visit, plant, value):
    item = ItemFactory(enterprise=plant)

    answer = visit(item.people["coordinator"]).get("/ledger/assign/", {"item": value})

    assert answer.status_code == 200
    assert answer.context["items"] == []


def test_after_a_conflict_the_others_are_a_press_away(visit, plant):
    """What somebody else has taken meanwhile is named and dropped; a second press is for what is left."""
    mine, taken = ItemFactory(enterprise=plant), ItemFactory(enterprise=plant)
    sent = {"deadline": "2031-01-31", **tick(mine, taken)}
    other = mine.people["second_coordinator"]
    given = {"lead_organization": plant.organization, "deadline": date(2031, 1, 1), "requirement": ""}
    advance(taken.pk, "assign", actor=other, version=taken.version, **given)
    browser = visit(mine.people["coordinator"])

    refused = browser.post("/ledger/assign/", sent)
    browser.post("/ledger/assign/", {"deadline": "2031-01-31", **tick(*refused.context["items"])})

    assert (refused.status_code, refused.context["items"]) == (422, [mine])
    assert taken.number in refused.context["reasons"][0]
    assert states(mine, taken) == [State.ASSIGNED, State.ASSIGNED]


def test_items_that_would_go_the_same_way_are_one_line_with_its_unit(visit, plant):
    park = plant.park
    alike, other = (
        [ItemFactory(enterprise=plant) for _each in range(2)],
        ItemFactory(enterprise=EnterpriseFactory(park=park)),
    )
    browser = visit(other.people["coordinator"])

    lots = browser.get("/ledger/assign/", tick(*alike, other)).context["form"].lots

    assert [len(lot.items) for lot in lots] == [2, 1]
    named = {f"unit-{lots[0].key}": other.enterprise.organization_id, "deadline": "2031-01-31"}
    browser.post("/ledger/assign/", {**named, **tick(*alike, other)})
    leads = [Item.objects.get(pk=item.pk).lead_organization for item in (*alike, other)]
    assert leads == [other.enterprise.organization] * 3


def test_each_lot_may_have_a_day_of_its_own_major_hazards_too(visit, plant):
    plain, major = [ItemFactory(enterprise=plant) for _each in range(2)], ItemFactory(enterprise=plant, major=True)
    browser = visit(major.people["coordinator"])
    lots = browser.get("/ledger/assign/", tick(*plain, major)).context["form"].lots
    days = {"deadline": "2031-01-31", f"deadline-{lots[1].key}": "2031-03-31"}

    browser.post("/ledger/assign/", {**days, **tick(*plain, major)})

    found = [Item.objects.get(pk=item.pk).deadline.isoformat() for item in (*plain, major)]
    assert found == ["2031-01-31", "2031-01-31", "2031-03-31"]


def test_where_nothing_names_a_unit_the_one_that_usually_gets_this_is_proposed(visit, plant):
    before = ItemFactory(enterprise=plant, assigned=True)
    coordinator = before.people["coordinator"]
    item = ItemFactory(enterprise=plant)
    Item.objects.filter(pk=before.pk).update(assigned_by_organization=coordinator.organization, park=None)
    Item.objects.filter(pk=item.pk).update(lead_organization=None, enterprise=None, park=None)

    page = visit(coordinator).get("/ledger/assign/", tick(item))

    assert [unit for _item, unit in page.context["going"]] == [before.lead_organization]
