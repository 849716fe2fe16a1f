"""The glossary of the figures: where each comes from, what it is today, and its list."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core import figures
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
COUNTY_WIDE = {Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR}


@pytest.fixture
def plant():
    plant = EnterpriseFactory()
    for trait in ("assigned", "under_review", "awaiting_sign_off", "closed"):
        ItemFactory(enterprise=plant, **{trait: True})
    ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    return plant


def readings_for(person):
    return visit(person).get(reverse("dashboards:figures")).context["page"].object_list


def test_each_figure_stands_there_once_with_where_it_comes_from(plant):
    coordinator = UserFactory(role=Role.COORDINATOR)
    readings = readings_for(coordinator)

    assert [reading.figure for reading in readings] == list(figures.offered_to(coordinator))
    assert {figure.body for figure in figures.registered() if hasattr(figure, "body")} - {
        reading.figure.body for reading in readings if not reading.is_rate
    } == {"mail", "robots"}
    sources = {reading.code: str(figures.source_of(reading.code)) for reading in readings}
    assert sources["ledger.done_rate"] == sources["ledger.open"] == "整改台账"
    assert (sources["desk.assign"], sources["enterprises.all"]) == ("工作台", "企业档案")


@pytest.mark.parametrize("role", [Role.SUPERIOR, Role.COORDINATOR])
def test_each_number_is_the_length_of_the_list_it_opens(plant, role):
    person = UserFactory(role=role, **({"organization": plant.county} if role == Role.SUPERIOR else {}))
    browser = visit(person)

    for reading in readings_for(person):
        assert count_behind(browser, reading.url) == reading.value, reading.code


@pytest.mark.req("S13")
@pytest.mark.parametrize("role", [role for role in Role if role not in COUNTY_WIDE])
def test_whoever_has_no_sight_of_the_county_has_no_right_to_its_figures(plant, role):
    units = {Role.PARK: plant.park.committee, Role.ENTERPRISE: plant.organization}
    person = UserFactory(role=role, **({"organization": units[role]} if role in units else {}))

    answer = visit(person).get(reverse("dashboards:figures"))

    assert (answer.status_code, "page" in answer.context) == (404, False)


def test_the_list_reads_all_figures_in_one_statement(plant, django_assert_max_num_queries):
    browser = visit(UserFactory(role=Role.COORDINATOR))
    browser.get(reverse("dashboards:figures"))

    with django_assert_max_num_queries(4):
        browser.get(reverse("dashboards:figures"))
