"""The board of a unit: of the items it leads, or of those it has assigned; each figure opens exactly its rows."""

import re
from datetime import timedelta
from html import unescape

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from rectification.services import advance
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
LED, ASSIGNED = "items=lead_organization", "items=assigned_by_organization"
NUMBER = re.compile(r'href="(/ledger/[^"]+)" data-figure="[^"]+"[^>]*>([\d,]+)</a>')


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def officer(plant):
    """Of a bureau that leads two items; it has assigned a third one, and a fourth is somebody else's."""
    unit = OrganizationFactory(kind=OrganizationKind.DEPARTMENT, parent=plant.county)
    for _number in range(2):
        ItemFactory(enterprise=plant, lead_organization=unit, rectifying=True)
    officer = UserFactory(role=Role.DEPARTMENT, organization=unit)
    assigned_by(officer, plant)
    ItemFactory(enterprise=plant, rectifying=True)
    return officer


def assigned_by(officer, plant):
    item = ItemFactory(enterprise=plant)
    given = {"lead_organization": plant.organization, "deadline": clock.today() + timedelta(days=9), "undated_kind": ""}
    return advance(item.pk, "assign", actor=officer, version=item.version, **given)


def board_of(unit, query="", person=None):
    return visit(person).get(f"/dashboards/department/{unit.pk}/?{query}")


@pytest.mark.parametrize(("query", "count"), [("", 2), (LED, 2), (ASSIGNED, 1)])
def test_the_switch_says_which_items(officer, query, count):
    page = board_of(officer.organization, query, officer)

    assert page.context["board"].now["ledger.open"].value == count
    assert [tab.is_current for tab in page.context["switch"]] == [query != ASSIGNED, query == ASSIGNED]


@pytest.mark.parametrize("query", [LED, ASSIGNED])
def test_every_figure_of_the_switch_opens_as_many_items_as_it_says(officer, query):
    browser = visit(officer)
    page = board_of(officer.organization, query, officer).content.decode()

    shown = set(NUMBER.findall(page))

    assert len(shown) >= 5
    for link, number in shown:
        assert count_behind(browser, unescape(link)) == int(number.replace(",", "")), link


def test_what_a_unit_has_assigned_is_shown_by_who_is_to_do_it(officer, plant):
    board = board_of(officer.organization, ASSIGNED, officer).context["board"]

    assert [line.name for line in board.units] == [plant.organization.label]
    assert "交办的问题" in board.title


def test_what_a_unit_had_assigned_by_a_past_day(officer):
    board = board_of(officer.organization, f"{ASSIGNED}&as_of=2020-01-01", officer).context["board"]

    assert board.now["ledger.all"].value == 0


def test_the_switch_stays_when_another_day_is_asked_for(officer):
    page = board_of(officer.organization, ASSIGNED, officer).content.decode()

    assert '<input type="hidden" name="items" value="assigned_by_organization"' in page


def test_a_unit_that_assigns_nothing_has_no_switch(officer, plant):
    assert board_of(plant.organization, "", officer).context["switch"] == ()


def test_a_switch_that_nobody_knows_is_said(officer):
    assert board_of(officer.organization, "items=password", officer).status_code == 422


@pytest.mark.parametrize(("role", "query"), [(Role.DEPARTMENT, LED), (Role.COORDINATOR, ASSIGNED)])
def test_whoever_assigns_finds_the_board_of_the_own_unit(role, query):
    person = UserFactory(role=role)

    answer = visit(person).get("/dashboards/mine/")

    assert answer.headers["Location"] == f"/dashboards/department/{person.organization_id}/?{query}"


def test_the_ledger_says_by_whom_its_rows_were_assigned(officer):
    page = visit(officer).get(f"/ledger/?assigned_by_organization={officer.organization_id}")

    assert [chip["text"] for chip in page.context["chips"]] == [f"交办单位：{officer.organization}"]
    assert page.context["page"].paginator.count == 1


def test_the_line_of_a_unit_leads_to_its_board(officer, plant):
    superior = UserFactory(role=Role.SUPERIOR, organization=plant.county)

    lines = visit(superior).get("/dashboards/county/").context["board"].units

    assert len(lines) == 2
    assert {visit(superior).get(line.url).context["board"].title for line in lines} == {
        str(plant.organization), str(officer.organization),
    }  # fmt: skip


def test_who_may_not_open_a_unit_board_is_given_no_way_to_it(officer, plant):
    park = UserFactory(role=Role.PARK, organization=plant.park.committee)

    lines = visit(park).get(f"/dashboards/park/{plant.park_id}/").context["board"].units

    assert {line.url for line in lines} == {""}
