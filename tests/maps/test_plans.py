"""园区图入档: drawings, pages of PDF files and boundaries become plans; the scale; who keeps them."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core.models import Attachment, FileChange, LogEntry
from maps.models import Plan
from maps.states import PlanKind
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory
from tests.maps.drawn import pdf, plan_of, png, polygon, put_on

pytestmark = pytest.mark.django_db
SAID = {"title": "总平面图", "drawn_on": "2026-01-05"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper(client):
    keeper = UserFactory()
    client.force_login(keeper)
    return keeper


def send(client, park, name="drawing-create", **given):
    return client.post(reverse(f"maps:{name}", args=[park.pk]), SAID | given)


def test_a_picture_becomes_a_plan_with_its_size(client, keeper):
    park = ParkFactory()

    answer = send(client, park, drawing=png())

    plan = Plan.objects.get(park=park)
    assert answer.headers["Location"] == reverse("maps:plan-edit", args=[plan.pk])
    assert (plan.kind, plan.width, plan.height, plan.page) == (PlanKind.DRAWING, 400, 300, None)
    assert FileChange.objects.filter(subject=f"parks.park:{park.pk}", part=str(plan)).exists()
    assert LogEntry.objects.filter(act="file.add", subject=f"maps.plan:{plan.pk}").count() == 1


def test_the_page_that_was_chosen_of_a_pdf_is_drawn(client, keeper):
    park = ParkFactory()

    send(client, park, drawing=pdf(), page="2")

    plan = Plan.objects.get(park=park)
    assert plan.page == 2
    assert plan.picture.is_image
    assert plan.width / plan.height == pytest.approx(2, rel=0.01), "the second page is 400 by 200"
    assert plan.file.extension == "pdf"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"drawing": pdf(), "page": "3"}, "共 2 页"),
        ({}, "请交一个图纸文件"),
        ({"drawing": [png(), png("二.png", (40, 30))]}, "请交一个图纸文件"),
    ],
    ids=["no such page", "nothing", "two"],
)
def test_what_is_no_drawing_is_refused_and_nothing_is_lost(client, keeper, given, words):
    for file in given.values():
        getattr(file, "seek", lambda place: None)(0)
    park = ParkFactory()

    answer = send(client, park, **given)

    assert answer.status_code == 422
    assert words in answer.text
    assert "总平面图" in answer.text
    assert not Plan.objects.exists()


def test_a_new_drawing_takes_over_what_stood_on_the_one_before_in_proportion(client, keeper):
    plant = EnterpriseFactory()
    put_on(plan_of(plant.park, drawn_on="2025-01-01"), plant, 500, 400)

    send(client, plant.park, drawing=png(), takes_over="on")

    placed = Plan.objects.order_by("-pk").first().placements.get()
    assert (placed.thing, placed.x, placed.y) == (plant.pk, 200, 150)


def test_a_boundary_becomes_a_plan_in_metres(client, keeper):
    park = ParkFactory()

    answer = send(client, park, "boundary-create", geojson=polygon())

    plan = Plan.objects.get(park=park)
    assert answer.status_code == 302
    assert (plan.kind, plan.metres_per_unit) == (PlanKind.BOUNDARY, 1)
    assert f'points="{plan.outlines[0]}"' in client.get(plan.get_absolute_url()).text


def test_a_boundary_that_is_none_is_told_at_the_field_and_stays_in_it(client, keeper):
    park = ParkFactory()

    answer = send(client, park, "boundary-create", geojson='{"type": "Point"}')

    assert answer.status_code == 422
    assert "“Point”不是边界" in answer.text
    assert "{&quot;type&quot;: &quot;Point&quot;}" in answer.text


def scaled(client, plan, **given):
    said = {"title": plan.title, "drawn_on": "2026-01-05", "version": plan.version}
    return client.post(reverse("maps:plan-edit", args=[plan.pk]), said | given)


def test_two_points_and_their_distance_give_the_scale(client, keeper):
    send(client, ParkFactory(), drawing=png())
    plan = Plan.objects.get()
    assert plan.metres_per_unit is None

    scaled(client, plan, from_x="0", from_y="0", to_x="300", to_y="0", metres="600")

    plan.refresh_from_db()
    assert plan.metres_per_unit == 2


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"from_x": "1", "from_y": "1", "to_x": "5", "to_y": "5"}, "定比例须填两个点"),
        ({"from_x": "1", "from_y": "1", "to_x": "1", "to_y": "1", "metres": "10"}, "两点是同一点"),
        ({"from_x": "-1", "from_y": "1", "to_x": "1", "to_y": "1", "metres": "10"}, "0"),
    ],
    ids=["no distance", "the same point", "off the sheet"],
)
def test_half_a_scale_is_refused(client, keeper, ends, words):
    send(client, ParkFactory(), drawing=png())
    plan = Plan.objects.get()

    answer = scaled(client, plan, **ends)

    assert answer.status_code == 422
    assert words in answer.text
    assert Plan.objects.get().version == plan.version


@pytest.mark.req("S65", "S15")
@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.OBSERVER])
def test_the_drawing_is_for_officials(client, keeper, role):
    plant = EnterpriseFactory()
    send(client, plant.park, drawing=png())
    address = reverse("core:attachment-file", args=[Attachment.objects.get().public_id])
    officer = UserFactory(role=Role.PARK, organization=plant.park.committee)
    client.force_login(officer)
    assert client.get(address).status_code == 200
    person = UserFactory(role=role, organization=plant.organization)
    plant.park.supervision_groups.add(plant.organization)

    client.force_login(person)

    assert client.get(address).status_code == 404


def test_who_only_reads_adds_no_plan(client):
    park = ParkFactory()
    client.force_login(UserFactory(role=Role.INSPECTOR, organization=park.county))

    assert send(client, park, "boundary-create", geojson=polygon()).status_code == 403
    assert not Plan.objects.exists()


def test_a_place_is_named_and_renamed(client, keeper):
    park = ParkFactory()

    added = client.post(reverse("maps:place-create", args=[park.pk]), {"name": "1号卡口"})
    place = park.map_places.get()
    assert added.url == place.get_absolute_url(), "back on the map"
    client.post(reverse("maps:place-edit", args=[place.pk]), {"name": "东卡口", "version": "1"})

    place.refresh_from_db()
    assert (place.name, place.version) == ("东卡口", 2)
