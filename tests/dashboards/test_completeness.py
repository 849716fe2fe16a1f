"""Whether files are complete, on the boards of units and enterprises: each figure opens exactly its files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import OrganizationKind, Role
from enterprises.models import Enterprise
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, OrganizationFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
GAPS = ("enterprises.gap_rate", "projects.gap_rate")


@pytest.fixture
def unit():
    return OrganizationFactory(kind=OrganizationKind.DEPARTMENT)


@pytest.fixture
def linked(unit):
    """Two enterprises that the unit is linked to, the first with two projects; a third is another one's."""
    rows = [EnterpriseFactory() for _number in range(3)]
    Enterprise.objects.filter(pk__in=[row.pk for row in rows[:2]]).update(linked_organization=unit)
    for row in (rows[0], rows[0], rows[2]):
        ProjectFactory(enterprise=row)
    return rows


def told(browser, address):
    """The figures of files on a board, by code."""
    board = browser.get(address).context["board"]
    return {reading.code: reading for _question, readings in board.of_files for reading in readings}


def test_the_board_of_a_unit_says_it_of_the_enterprises_that_it_is_linked_to(unit, linked):
    browser = visit(UserFactory(role=Role.DEPARTMENT, organization=unit))

    read = told(browser, f"/dashboards/department/{unit.pk}/")

    assert {code: (reading.value, reading.whole) for code, reading in read.items()} == dict(
        zip(GAPS, [(2, 2), (2, 2)], strict=True)
    )
    assert [count_behind(browser, read[code].url) for code in GAPS] == [2, 2]


def test_the_board_of_an_enterprise_says_it_of_its_own_file_to_its_own_people(linked):
    plant = linked[0]
    browser = visit(UserFactory(role=Role.ENTERPRISE, organization=plant.organization))

    read = told(browser, f"/dashboards/enterprise/{plant.pk}/")

    assert [(read[code].value, read[code].whole) for code in GAPS] == [(1, 1), (2, 2)]
    assert [count_behind(browser, read[code].url) for code in GAPS] == [1, 2]
    assert f"enterprise={plant.pk}" in read[GAPS[0]].url


def test_what_there_is_none_of_is_not_said(linked):
    browser = visit(UserFactory())

    assert set(told(browser, f"/dashboards/enterprise/{linked[1].pk}/")) == {GAPS[0]}
    assert told(browser, f"/dashboards/department/{OrganizationFactory(kind=OrganizationKind.DEPARTMENT).pk}/") == {}


def test_another_day_and_what_a_unit_has_assigned_are_silent_of_files(unit, linked):
    browser = visit(UserFactory())

    for query in ("as_of=2026-01-05", "items=assigned_by_organization"):
        assert told(browser, f"/dashboards/department/{unit.pk}/?{query}") == {}


def test_more_files_ask_no_more_of_the_database(unit, linked):
    browser = visit(UserFactory())
    address = f"/dashboards/department/{unit.pk}/"
    few = questions(browser, address)
    Enterprise.objects.filter(pk__in=[EnterpriseFactory().pk for _number in range(4)]).update(linked_organization=unit)

    assert questions(browser, address) == few


def questions(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)
