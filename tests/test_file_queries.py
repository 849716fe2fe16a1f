"""How many questions the pages of the files ask the database: pinned, and the same for 3 and 30 rows."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from capability.models import Equipment, Supervisor, Team
from core import clock
from enterprises.models import Permit
from maps.models import Place
from notices.models import Notice
from parks.models import Infrastructure
from projects.models import Project
from safety.models import Drill, HeldChemical, KeyPerson, OperatedProcess
from tests.factories import (
    ApplicationFactory,
    EnterpriseFactory,
    HazardSourceFactory,
    ObjectionFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
)
from tests.maps.drawn import plan_of, put_on

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parent / "query_counts.json").read_text(encoding="utf-8"))
LINKS = (
    "/parks/",
    "/parks/<pk>/",
    "/parks/<pk>/?tab=infrastructure",
    "/parks/<pk>/?tab=enterprises",
    "/parks/<pk>/map/",
    "/enterprises/",
    "/enterprises/<pk>/?tab=permits",
    "/enterprises/<pk>/?tab=projects",
    "/projects/",
    "/hazard-sources/",
    "/enterprises/<pk>/?tab=hazard-sources",
    "/enterprises/<pk>/?tab=key-safety",
    "/enterprises/<pk>/?tab=key-people",
    "/enterprises/<pk>/?tab=preparedness",
    "/enterprises/<pk>/?tab=objections",
    "/objections/",
    "/projects/violations/",
    "/admissions/",
    "/parks/<pk>/?tab=admission",
    "/capability/",
    "/capability/people/",
    "/capability/equipment/",
    "/capability/teams/<team>/",
    "/capability/teams/<team>/?tab=people",
    "/capability/teams/<team>/?tab=equipment",
    "/capability/teams/<team>/?tab=balance",
    "/notices/",
    "/search/?q=化工",
    "/ledger/register/",
)
ADMINISTRATION = ("/accounts/users/", "/accounts/organizations/")


def more(person, plant, rows):
    """So many more of everything that a list can show."""
    plan = plant.park.map_plans.first() or plan_of(plant.park)
    for number in range(rows):
        enterprise = EnterpriseFactory(park=plant.park)
        ParkFactory()
        Permit.objects.create(enterprise=plant, kind_id="PM21", valid_until=clock.today())
        Project.objects.create(enterprise=plant, name=f"化工{number}-{rows}", state="BUILDING")
        planned = ProjectFactory(enterprise=plant, name=f"新建{number}-{rows}", state="PLANNED")
        ApplicationFactory(project=planned, applied_by=person)
        HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
        OperatedProcess.objects.create(enterprise=plant, process_id="KP04")
        HeldChemical.objects.create(enterprise=plant, chemical_id="KC02")
        worker = KeyPerson.objects.create(enterprise=plant, name="李某", post="SPECIAL_WORKER")
        worker.certificates.create(kind="SPECIAL_WORK")
        Drill.objects.create(enterprise=plant, kind="ON_SITE", held_on=clock.today(), subject="泄漏")
        ObjectionFactory(enterprise=plant, field="products", state="REJECTED")
        Infrastructure.objects.create(park=plant.park, kind_id="INF01", name=f"设施{number}", status="BUILDING")
        given = {"rule": "test", "subject": f"{rows}-{number}", "day": clock.today(), "created_at": clock.now()}
        put_on(plan, enterprise)
        Place.objects.create(park=plant.park, name=f"卡口{number}-{rows}")
        Notice.objects.create(recipient=person, title=enterprise.name, **given)


def a_team():
    """A supervising unit whose people and instruments a list can show."""
    unit = UserFactory(role=Role.DEPARTMENT).organization
    return Team.objects.create(organization=unit, visits_parks=True, visits_enterprises=True, reviews_permits=True)


def more_of_a_team(team, rows):
    """So many more people and instruments of a unit, and so many more units."""
    for number in range(rows):
        Team.objects.create(organization=UserFactory(role=Role.DEPARTMENT).organization)
        person = Supervisor.objects.create(organization=team.organization, name="王某", has_degree=True)
        person.earlier_posts.create(until=clock.today())
        said = {"kind": "VOC", "name": "检测仪", "serial": f"{rows}-{number}"}
        Equipment.objects.create(organization=team.organization, **said)


def queries(client, link):
    client.get(link)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(link).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", [*LINKS, *ADMINISTRATION])
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(client, link):
    person = UserFactory(role=Role.SYSADMIN if link in ADMINISTRATION else Role.COORDINATOR)
    plant = EnterpriseFactory()
    address = link.replace("<pk>", str(plant.park_id if "parks" in link else plant.pk))
    team = a_team()
    address = address.replace("<team>", str(team.pk))
    client.force_login(person)
    more(person, plant, 3)
    more_of_a_team(team, 3)
    few = queries(client, address)
    more(person, plant, 27)
    more_of_a_team(team, 27)

    assert (few, queries(client, address)) == (PINNED.get(link), PINNED.get(link))
