"""落点: put, moved, taken off; by whom; and not over somebody else's move."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core.models import FileChange, LogEntry
from maps.models import Placement
from parks.models import Infrastructure
from tests.factories import EnterpriseFactory, HazardSourceFactory, ParkFactory, UserFactory
from tests.maps.drawn import plan_of, put_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def plan(plant):
    return plan_of(plant.park)


@pytest.fixture
def keeper(client, plant):
    keeper = UserFactory(role=Role.PARK, organization=plant.park.committee)
    client.force_login(keeper)
    return keeper


def address(plan, thing):
    return reverse("maps:plan-placing", args=[plan.pk]) + f"?thing={thing._meta.label_lower}:{thing.pk}"


def send(client, plan, thing, **given):
    return client.post(address(plan, thing), {"x": "120.5", "y": "80", "version": "1"} | given)


def test_a_thing_is_put_on_the_plan_and_the_next_one_is_offered(client, plan, plant, keeper):
    other = EnterpriseFactory(park=plant.park)

    answer = send(client, plan, plant)

    placed = Placement.objects.get()
    assert (placed.table, placed.thing, float(placed.x), placed.y) == ("enterprises.enterprise", plant.pk, 120.5, 80)
    assert answer.headers["Location"] == address(plan, other)


def test_its_move_stands_in_the_file_of_the_thing_and_in_the_log(client, plan, plant, keeper):
    source = HazardSourceFactory(enterprise=plant)
    put_on(plan, source)

    send(client, plan, source, x="300", y="200")

    change = FileChange.objects.get(subject=f"safety.hazardsource:{source.pk}")
    assert (change.before, change.after) == ({"x": "100.0", "y": "100.0"}, {"x": "300.0", "y": "200.0"})
    assert LogEntry.objects.filter(act="file.change", actor=keeper).count() == 1
    assert "图上位置" in client.get(f"{source.get_absolute_url()}?tab=changes").text


def test_in_the_file_of_a_park_the_move_says_of_what(client, plan, plant, keeper):
    pool = Infrastructure.objects.create(park=plant.park, kind_id="INF01", name="公共事故应急池", status="PLANNED")

    send(client, plan, pool)

    assert FileChange.objects.get(subject=f"parks.park:{plant.park_id}").part == "图上位置 公共事故应急池"


def test_a_thing_is_taken_off(client, plan, plant, keeper):
    put_on(plan, plant)

    send(client, plan, plant, act="take-off")

    assert not Placement.objects.exists()
    assert FileChange.objects.get().after == {"x": None, "y": None}


@pytest.mark.parametrize("act", ["", "take-off"])
def test_nobody_moves_what_somebody_else_has_moved_meanwhile(client, plan, plant, keeper, act):
    placed = put_on(plan, plant)
    Placement.objects.update(x=700, version=2)

    answer = send(client, plan, plant, act=act)

    assert answer.status_code == 422
    placed.refresh_from_db()
    assert (placed.x, placed.version) == (700, 2)


@pytest.mark.parametrize("given", [{"x": "1000.1"}, {"y": "-1"}, {"x": "links"}, {"x": ""}, {"x": "NaN"}])
def test_what_is_not_on_the_sheet_is_refused_and_stays_typed(client, plan, plant, keeper, given):
    answer = send(client, plan, plant, **given)

    assert answer.status_code == 422
    assert not Placement.objects.exists()


@pytest.mark.parametrize("said", ["", "enterprises.enterprise:", "core.logentry:1", "enterprises.enterprise:999999999"])
def test_what_is_nothing_of_this_park_has_no_form(client, plan, keeper, said):
    page = client.get(reverse("maps:plan-placing", args=[plan.pk]), {"thing": said})

    assert page.status_code == (404 if said else 200)
    assert "id_x" not in page.text


def test_an_enterprise_of_another_park_is_not_put_here(client, plan, keeper):
    assert send(client, plan, EnterpriseFactory()).status_code == 404
    assert not Placement.objects.exists()


@pytest.mark.req("S15")
@pytest.mark.parametrize(("role", "status"), [(Role.PARK, 404), (Role.INSPECTOR, 403), (Role.ENTERPRISE, 403)])
def test_strangers_and_readers_place_nothing(client, plan, plant, role, status):
    organization = {Role.PARK: ParkFactory().committee, Role.ENTERPRISE: plant.organization}.get(role, plant.county)
    client.force_login(UserFactory(role=role, organization=organization))

    assert send(client, plan, plant).status_code == status
    assert not Placement.objects.exists()
