"""选点: a problem is logged at a point of the plan, by a tap or at what stands there; the item shows where it was."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from inspections.models import FindingSpot
from maps.models import Place
from rectification.models import Item
from tests.factories import EnterpriseFactory, HazardSourceFactory, ParkFactory, UserFactory
from tests.maps.drawn import plan_of, put_on

pytestmark = pytest.mark.django_db
REGISTER = reverse("rectification:item-register")


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def plan(plant):
    return plan_of(plant.park)


@pytest.fixture
def inspector(client, plant):
    person = UserFactory(role=Role.INSPECTOR)
    client.force_login(person)
    return person


def log(client, **given):
    said = {"description": "法兰渗漏", "level": "GENERAL", "source": "COUNTY_CHECK", "found_on": f"{clock.today()}"}
    return client.post(REGISTER, said | given)


def test_a_tap_gives_the_point_and_the_park(client, plan, inspector):
    log(client, spot=f"{plan.pk}:120.5:80")

    item, spot = Item.objects.get(), FindingSpot.objects.get()
    assert (item.park_id, item.enterprise) == (plan.park_id, None)
    assert (spot.plan, float(spot.x), spot.y) == (plan, 120.5, 80)


def test_what_stands_on_the_map_gives_the_enterprise_and_the_place_without_scripts(client, plan, plant, inspector):
    source = HazardSourceFactory(enterprise=plant, name="甲类罐区")
    put_on(plan, source, 300, 200)

    log(client, pin=f"safety.hazardsource:{source.pk}")

    item = Item.objects.get()
    assert (item.enterprise, item.finding.place) == (plant, "甲类罐区")
    assert (item.finding.spot.x, item.finding.spot.y) == (300, 200)


def test_what_was_typed_is_not_overwritten(client, plan, plant, inspector):
    gate = Place.objects.create(park=plant.park, name="东卡口")
    put_on(plan, gate)

    log(client, pin=f"maps.place:{gate.pk}", enterprise=plant.pk, place="二车间")

    assert (Item.objects.get().enterprise, Item.objects.get().finding.place) == (plant, "二车间")


@pytest.mark.parametrize(
    "said", ["{plan}:5000:1", "{plan}:NaN:1", "{plan}:1", "999999:1:1", "{plan}:a:b", "{other}:1:1"]
)
def test_a_point_on_no_plan_of_theirs_is_told_and_nothing_is_lost(client, plan, plant, said):
    other = plan_of(ParkFactory())
    client.force_login(UserFactory(role=Role.PARK, organization=plant.park.committee))

    answer = log(client, spot=said.format(plan=plan.pk, other=other.pk), enterprise=plant.pk, source="PARK_PATROL")

    assert answer.status_code == 422
    assert "请重新选点" in answer.text
    assert "法兰渗漏" in answer.text
    assert not Item.objects.exists()


def test_the_point_lies_in_the_park_of_the_enterprise(client, plan, inspector):
    elsewhere = EnterpriseFactory()

    answer = log(client, spot=f"{plan.pk}:1:1", enterprise=elsewhere.pk)

    assert answer.status_code == 422
    assert "点位与企业不在同一园区" in answer.text


def test_without_a_point_everything_is_as_before(client, plan, plant, inspector):
    log(client, enterprise=plant.pk)

    assert Item.objects.get().enterprise == plant
    assert not FindingSpot.objects.exists()


def test_the_map_leads_to_the_form_with_the_thing_chosen(client, plan, plant, inspector):
    put_on(plan, plant)
    link = f"{REGISTER}?pin=enterprises.enterprise:{plant.pk}"
    assert link in client.get(reverse("maps:park-map", args=[plant.park_id])).text

    assert f'value="enterprises.enterprise:{plant.pk}" selected' in client.get(link).text


def test_the_item_and_the_map_show_the_spot(client, plan, inspector):
    log(client, spot=f"{plan.pk}:120.5:80")
    item = Item.objects.get()

    assert "120.5, 80.0" in client.get(item.get_absolute_url()).text
    assert f'data-pin="rectification.item:{item.pk}"' in client.get(plan.get_absolute_url()).text


@pytest.mark.req("S15", "S65")
def test_an_enterprise_is_offered_its_own_things_alone(client, plan, plant):
    neighbour = EnterpriseFactory(park=plant.park)
    for thing in (plant, neighbour):
        put_on(plan, thing)
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=plant.organization))

    text = client.get(reverse("maps:spot-choose"), {"enterprise": plant.pk}).text

    assert f"enterprises.enterprise:{plant.pk}" in text
    assert f"enterprises.enterprise:{neighbour.pk}" not in text
    foreign = client.get(f"{REGISTER}?pin=enterprises.enterprise:{neighbour.pk}").text
    assert neighbour.name not in foreign


def test_the_plan_of_the_enterprise_that_is_chosen_is_offered_else_that_of_another_park(client, plan, plant, inspector):
    other = plan_of(ParkFactory(county=plant.county))
    choose = reverse("maps:spot-choose")

    assert f'data-chooses="{plan.pk}"' in client.get(choose, {"enterprise": plant.pk}).text
    assert f'data-chooses="{other.pk}"' in client.get(choose, {"enterprise": plant.pk, "of_park": other.park_id}).text
    assert "请选择园区" in client.get(choose).text
