from datetime import date

import pytest

from accounts.states import Role
from capability.models import Equipment, Supervisor, Team
from core import clock
from tests.factories import UserFactory


@pytest.fixture
def officer():
    """A department officer who keeps the file of the own unit."""
    return UserFactory(role=Role.DEPARTMENT)


@pytest.fixture
def team(officer):
    return Team.objects.create(organization=officer.organization, visits_parks=True, visits_enterprises=True)


def supervisor(unit, *, qualified=True, since=date(2020, 1, 1), **said):
    """Somebody in post; qualified by degree and experience unless it is said otherwise."""
    facts = {"has_degree": qualified, "practising_since": date(2010, 1, 1) if qualified else None}
    return Supervisor.objects.create(organization=unit, name="王某", since=since, **{**facts, **said})


def instrument(unit, **said):
    number = Equipment.objects.count()
    given = {"kind": "GAS_DETECTOR", "name": "四合一", "serial": f"S{number}", "calibrate_by": clock.today()}
    return Equipment.objects.create(organization=unit, **{**given, **said})
