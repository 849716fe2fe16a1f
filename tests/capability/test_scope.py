"""Who sees what a unit keeps of its own."""

import pytest

from accounts.states import Role
from capability.models import Calibration, Equipment, Supervisor, Team, Training
from core import clock
from tests.capability.conftest import instrument, supervisor
from tests.factories import UserFactory, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(team, officer):
    person = supervisor(team.organization)
    Training.objects.create(person=person, subject="法", held_on=clock.today(), hours=8, result="PASSED")
    thing = instrument(team.organization)
    Calibration.objects.create(
        equipment=thing, calibrated_on=clock.today(), body="院", recorded_by=officer, recorded_at=clock.now()
    )
    return team


def seen_by(user):
    return [model.objects.visible_to(user).count() for model in (Team, Supervisor, Training, Equipment, Calibration)]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPERIOR])
def test_the_coordinator_and_superiors_see_every_unit(things, role):
    unit = county() if role == Role.SUPERIOR else UserFactory(role=role).organization

    assert seen_by(UserFactory(role=role, organization=unit)) == [1] * 5


def test_a_unit_sees_its_own(things, officer):
    inspector = UserFactory(role=Role.INSPECTOR, organization=officer.organization)

    assert seen_by(officer) == seen_by(inspector) == [1] * 5


@pytest.mark.parametrize(
    "role", [Role.DEPARTMENT, Role.PARK, Role.INSPECTOR, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN]
)
def test_nobody_else_sees_any(things, role):
    assert seen_by(UserFactory(role=role)) == [0] * 5


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.OBSERVER])
@pytest.mark.parametrize("place", ["", "people/", "equipment/", "absences/", "formula/", "teams/1/", "people/1/"])
def test_enterprises_and_observers_have_no_such_page(things, client, role, place):
    client.force_login(UserFactory(role=role))

    assert client.get(f"/capability/{place}").status_code in (403, 404)


def test_another_department_does_not_find_the_pages(things, client):
    client.force_login(UserFactory(role=Role.DEPARTMENT))
    person, thing = Supervisor.objects.get(), Equipment.objects.get()

    places = (things.get_absolute_url(), person.get_absolute_url(), thing.get_absolute_url())

    assert {client.get(place).status_code for place in places} == {404}
    assert {client.get(f"{place}edit/").status_code for place in places} == {404}


def test_inspectors_read_and_do_not_write(things, client, officer):
    client.force_login(UserFactory(role=Role.INSPECTOR, organization=officer.organization))

    assert client.get(things.get_absolute_url()).status_code == 200
    assert client.get(f"/capability/teams/{things.pk}/people/add/").status_code == 403


def test_an_officer_opens_the_file_of_the_own_unit_only(client):
    person, other = UserFactory(role=Role.DEPARTMENT), UserFactory(role=Role.DEPARTMENT)
    client.force_login(person)

    refused = client.post("/capability/teams/add/", {"organization": other.organization_id})
    taken = client.post("/capability/teams/add/", {"organization": person.organization_id})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert Team.objects.get().organization == person.organization


def test_enterprises_have_no_team(client):
    plant = UserFactory(role=Role.ENTERPRISE).organization
    client.force_login(UserFactory())

    assert client.post("/capability/teams/add/", {"organization": plant.pk}).status_code == 422
    assert client.post("/capability/teams/add/", {"organization": county().pk}).status_code in (302, 422)
