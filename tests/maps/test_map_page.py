"""一张图: what the map of a park shows, to whom, narrowed, with lights, circles and neighbours."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from maps.models import Place
from parks.models import Infrastructure
from safety.models import StatusAssessment
from tests.factories import EnterpriseFactory, HazardSourceFactory, ItemFactory, ParkFactory, UserFactory
from tests.maps.drawn import plan_of, put_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return EnterpriseFactory(name="启岚医药化工有限公司")


def look(client, park, user=None, **query):
    client.force_login(user or UserFactory())
    return client.get(reverse("maps:park-map", args=[park.pk]), query)


def row_of(text, thing):
    """The line of the list that is about a thing."""
    key = f'data-pin="{thing._meta.label_lower}:{thing.pk}"'
    return text.split(key)[1].split("</li>")[0]


def test_each_thing_stands_in_the_list_with_its_place_and_the_light_of_its_worst_open_item(client, plant):
    put_on(plan_of(plant.park), plant, 250, 300)
    for days in (5, -3):
        ItemFactory(enterprise=plant, rectifying=True, due_in=days)

    row = row_of(look(client, plant.park).text, plant)

    assert 'data-x="250.0" data-y="300.0"' in row
    assert 'data-light="late"' in row
    assert "2 条未销号 · 逾期" in row
    assert f"/ledger/?enterprise={plant.pk}&amp;open=true" in row


@pytest.mark.parametrize(("days", "light"), [(2, "soon"), (60, "ok"), (None, "plain")])
def test_the_lights(client, plant, days, light):
    if days is not None:
        ItemFactory(enterprise=plant, rectifying=True, due_in=days)

    assert f'data-light="{light}"' in row_of(look(client, plant.park).text, plant)


def test_a_facility_behind_its_plan_and_a_source_that_was_not_filed_are_late(client, plant):
    long_ago = clock.today() - timedelta(days=60)
    given = {"kind_id": "INF01", "name": "污水厂", "status": "BUILDING", "planned_completion": long_ago}
    facility = Infrastructure.objects.create(park=plant.park, **given)
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20}, assessed__on=long_ago)

    text = look(client, plant.park).text

    assert 'data-light="late"' in row_of(text, facility)
    assert "备案已超期" in row_of(text, source)


def test_the_external_safety_distance_is_drawn_as_the_latest_report_states_it(client, plant):
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
    near = EnterpriseFactory(park=plant.park, name="近邻公司")
    for year, metres in ((2022, 900), (2025, 320)):
        said = {"assessed_on": date(year, 5, 1), "assessor": "某评价公司", "report_number": f"评{year}"}
        StatusAssessment.objects.create(enterprise=plant, external_distance=metres, **said)
    plan = plan_of(plant.park)
    for thing, x in ((source, 100), (near, 400)):
        put_on(plan, thing, x)

    row = row_of(look(client, plant.park).text, source)

    assert 'data-rings="500.0 320.0 "' in row
    assert "近邻公司（300 米）" in row.split("外部安全防护距离320米")[1]
    assert "评2025" in row


def test_the_distance_that_is_stated_for_the_unit_itself_comes_first(client, plant):
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20}, external_distance=150)
    StatusAssessment.objects.create(enterprise=plant, external_distance=320, assessed_on=date(2025, 5, 1))
    put_on(plan_of(plant.park), source, 100)

    row = row_of(look(client, plant.park).text, source)

    assert 'data-rings="500.0 150.0 "' in row
    assert "外部安全防护距离150米" in row


def test_what_lies_within_500_metres_of_a_major_hazard_source_is_named_with_its_distance(client, plant):
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20}, assessed__people=36)
    near, far = EnterpriseFactory(park=plant.park, name="近邻公司"), EnterpriseFactory(park=plant.park, name="远处公司")
    plan = plan_of(plant.park)
    for thing, x in ((source, 100), (plant, 110), (near, 400), (far, 700)):
        put_on(plan, thing, x)

    row = row_of(look(client, plant.park).text, source)

    assert "500 米内常住 36 人" in row
    assert "近邻公司（300 米）" in row
    assert "远处公司" not in row
    assert plant.name not in row.split("500 米内常住")[1], "its own enterprise is no neighbour"
    assert 'data-rings="500.0 "' in row


def test_without_a_scale_nothing_is_measured(client, plant):
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
    put_on(plan_of(plant.park, metres=None), source)

    row = row_of(look(client, plant.park).text, source)

    assert 'data-rings=""' in row
    assert "500 米内常住" in row


def test_layers_and_lights_narrow_the_list(client, plant):
    source = HazardSourceFactory(enterprise=plant)
    ItemFactory(enterprise=plant, rectifying=True, due_in=-3)

    layer = look(client, plant.park, layer="safety-hazardsource").text
    light = look(client, plant.park, light="late").text

    assert f'data-pin="enterprises.enterprise:{plant.pk}"' not in layer
    assert source.name in layer
    assert f'data-pin="safety.hazardsource:{source.pk}"' not in light
    assert plant.name in light


def test_the_plan_in_force_is_shown_and_another_one_on_request(client, plant):
    old = plan_of(plant.park, title="旧图", drawn_on=clock.today() - timedelta(days=400))
    plan_of(plant.park, title="现图", drawn_on=clock.today() - timedelta(days=4))
    plan_of(plant.park, title="规划图", drawn_on=clock.today() + timedelta(days=400))

    assert "现图" in look(client, plant.park).text.split('class="map-about"')[1].split("</p>")[0]
    assert "旧图" in look(client, plant.park, plan=old.pk).text.split('class="map-about"')[1].split("</p>")[0]


def test_the_map_comes_back_to_the_park_that_was_looked_at(client, plant):
    other = ParkFactory(county=plant.county)
    look(client, other)

    assert client.get("/map/?light=late").headers["Location"] == f"/parks/{other.pk}/map/?light=late"


@pytest.mark.req("S15", "S65")
def test_an_enterprise_sees_its_own_things_alone_and_no_drawing(client, plant):
    neighbour, facility = EnterpriseFactory(park=plant.park, name="邻居公司"), Place(park=plant.park, name="东卡口")
    facility.save()
    source = HazardSourceFactory(enterprise=neighbour, name="液氯库", assessed={"MH12": 20})
    own = HazardSourceFactory(enterprise=plant, name="本企业罐区", assessed={"MH12": 20})
    plan = plan_of(plant.park)
    for thing in (plant, neighbour, facility, source, own):
        put_on(plan, thing)

    text = look(client, plant.park, UserFactory(role=Role.ENTERPRISE, organization=plant.organization)).text

    assert "本企业罐区" in text
    assert [name for name in ("邻居公司", "东卡口", "液氯库") if name in text] == []
    assert 'data-picture=""' in text


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE])
def test_the_map_of_another_park_is_not_found(client, plant, role):
    assert look(client, plant.park, UserFactory(role=role)).status_code == 404


@pytest.mark.req("S65")
def test_a_supervision_group_has_no_map(client, plant):
    group = UserFactory(role=Role.OBSERVER)
    plant.park.supervision_groups.add(group.organization)

    assert look(client, plant.park, group).status_code == 404
    assert client.get(reverse("parks:park-detail", args=[plant.park_id])).status_code == 200


def test_the_link_of_a_place_leads_to_its_form_for_whoever_may_fill_it_in(client, plant):
    place = Place.objects.create(park=plant.park, name="1号卡口")
    superior = UserFactory(role=Role.SUPERIOR, organization=plant.park.county)
    form = reverse("maps:place-edit", args=[place.pk])

    assert form in row_of(look(client, plant.park).text, place)
    assert form not in row_of(look(client, plant.park, superior).text, place)
