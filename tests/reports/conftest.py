from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.states import Role
from core import clock
from core.rules.months import Month
from reports.services import building
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

OCTOBER = Month.parse("2026-10")


def on(day):
    return clock.at(timezone.make_aware(datetime.fromisoformat(f"2026-{day}T09:00:00")))


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def items(plant):
    """Two items of September, one of them late in October, the other major; one that came in October."""
    with on("09-20"):
        late = ItemFactory(enterprise=plant, rectifying=True, due_in=20)
        major = ItemFactory(enterprise=plant, plan_review=True, major=True, due_in=60)
    with on("10-08"):
        new = ItemFactory(enterprise=plant, rectifying=True, due_in=40)
    return {"late": late, "major": major, "new": new}


@pytest.fixture
def people(plant, items):
    return {
        "coordinator": items["late"].people["coordinator"],
        "head": items["late"].people["head"],
        "superior": UserFactory(role=Role.SUPERIOR, organization=plant.county),
        "park": UserFactory(role=Role.PARK, organization=plant.park.committee),
        "enterprise": items["late"].people["enterprise"],
    }


@pytest.fixture
def report(items, plant):
    with on("11-01"):
        return building.build(OCTOBER, plant.county)


@pytest.fixture
def visit():
    def come(person):
        browser = Client()
        browser.force_login(person)
        return browser

    return come
