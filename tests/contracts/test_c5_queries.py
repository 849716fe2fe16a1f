"""Lists and details of the API ask the database a fixed number of questions, for 3 rows and for 30."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from enterprises.models import Permit, PermitKind
from parks.models import Infrastructure, InfrastructureKind
from tests.contracts.people import County
from tests.factories import HazardSourceFactory, ItemFactory, ProjectFactory

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
LISTS = {
    name.removeprefix("api "): count for name, count in PINNED.items() if name.startswith("api ") and name.endswith("/")
}


@pytest.fixture
def county():
    county = County()
    for caller in (county.coordinator, county.enterprise):
        caller.get("auth/me/")
    return county


def fill(county, rows):
    for number in range(rows):
        item = ItemFactory(enterprise=county.plant, under_review=True)
        wanted = {"deadline_before": item.deadline, "deadline": item.deadline + timedelta(days=9), "reason": "x"}
        item.extensions.create(requested_by=item.people["enterprise"], requested_at=clock.now(), **wanted)
        ProjectFactory(enterprise=county.plant)
        HazardSourceFactory(enterprise=county.plant, assessed={"MH12": 20})
        Permit.objects.create(enterprise=county.plant, kind=PermitKind.objects.first(), number=str(number))
        Infrastructure.objects.create(
            park=county.plant.park, kind=InfrastructureKind.objects.first(), name=f"设施{number}"
        )


def questions(caller, path):
    with CaptureQueriesContext(connection) as asked:
        answer = caller.get(path)
    assert answer.status_code == 200, answer.content
    return len(asked)


def test_a_list_asks_as_often_for_thirty_rows_as_for_three(county):
    fill(county, 3)
    few = {path: questions(county.coordinator, path) for path in LISTS}
    fill(county, 27)
    many = {path: questions(county.coordinator, path) for path in LISTS}

    assert few == many == LISTS


def test_the_ledger_asks_as_often_for_an_enterprise(county):
    fill(county, 3)
    few = questions(county.enterprise, "rectifications/")
    fill(county, 5)

    assert questions(county.enterprise, "rectifications/") == few == PINNED["api ledger of an enterprise"]


def test_an_item_is_read_with_as_few_questions_as_pinned(county):
    item = ItemFactory(enterprise=county.plant, closed=True)

    assert questions(county.coordinator, f"rectifications/{item.pk}/") == PINNED["api item"]
