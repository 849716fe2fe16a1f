"""How many questions the pages of the files ask the database: pinned, and the same for 3 and 30 rows."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from core import clock
from enterprises.models import Permit, Project
from notices.models import Notice
from parks.models import Infrastructure
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parent / "query_counts.json").read_text(encoding="utf-8"))
LINKS = (
    "/parks/",
    "/parks/<pk>/",
    "/parks/<pk>/?tab=infrastructure",
    "/parks/<pk>/?tab=enterprises",
    "/enterprises/",
    "/enterprises/<pk>/?tab=permits",
    "/enterprises/<pk>/?tab=projects",
    "/projects/",
    "/notices/",
    "/search/?q=化工",
    "/ledger/register/",
)
ADMINISTRATION = ("/accounts/users/", "/accounts/organizations/")


def more(person, plant, rows):
    """So many more of everything that a list can show."""
    for number in range(rows):
        enterprise = EnterpriseFactory(park=plant.park)
        ParkFactory()
        Permit.objects.create(enterprise=plant, kind_id="PM21", valid_until=clock.today())
        Project.objects.create(enterprise=plant, name=f"化工{number}-{rows}", state="BUILDING")
        Infrastructure.objects.create(park=plant.park, kind_id="INF01", name=f"设施{number}", status="BUILDING")
        given = {"rule": "test", "subject": f"{rows}-{number}", "day": clock.today(), "created_at": clock.now()}
        Notice.objects.create(recipient=person, title=enterprise.name, **given)


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
    client.force_login(person)
    more(person, plant, 3)
    few = queries(client, address)
    more(person, plant, 27)

    assert (few, queries(client, address)) == (PINNED.get(link), PINNED.get(link))
