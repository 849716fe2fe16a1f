"""The sentence of the county board about the supervisors."""

import pytest

from accounts.states import Role
from capability.models import Team
from tests.capability.conftest import supervisor
from tests.factories import OrganizationFactory, UserFactory, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return Team.objects.create(organization=OrganizationFactory())


def board_of(client, role):
    unit = county() if role == Role.SUPERIOR else UserFactory(role=role).organization
    client.force_login(UserFactory(role=role, organization=unit))
    return client.get("/dashboards/county/")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPERIOR])
def test_the_county_board_says_whether_there_are_people_enough(client, team, role):
    supervisor(team.organization)
    supervisor(team.organization, qualified=False)

    board = board_of(client, role).context["board"]

    assert [(reading.code, reading.value) for reading in board.capability] == [
        ("supervisors.share", 1),
        ("supervisors.in_post", 2),
        ("teams.without_people", 0),
    ]


def test_nobody_in_post_is_said_in_words(client, team):
    assert "无人员" in board_of(client, Role.SUPERIOR).text


def test_who_sees_the_own_unit_only_is_told_nothing_of_the_county(client, team):
    assert board_of(client, Role.DEPARTMENT).context["board"].capability == []
