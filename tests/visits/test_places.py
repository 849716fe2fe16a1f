"""现场贴码: what a sticker opens for an official, and for nobody else; the sheet with all of a plant."""

import pytest
from django.test import Client

from accounts.states import Role
from core import clock
from tests.dashboards.visiting import visit as come
from tests.factories import EnterpriseFactory, HazardSourceFactory, UserFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return HazardSourceFactory(name="液氨储罐区")


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


def test_a_sticker_opens_plant_and_place_with_the_visits_of_today(source, officer):
    visit = VisitFactory(approved=True, enterprise=source.enterprise)
    other = VisitFactory(approved=True)

    page = come(officer).get(f"/visits/places/sources/{source.pk}/").text

    assert source.enterprise.name in page
    assert "液氨储罐区" in page
    assert visit.get_absolute_url() in page
    assert other.get_absolute_url() not in page


def test_a_problem_is_logged_right_there_with_plant_and_place_filled_in(source, officer):
    browser = come(officer)
    link = browser.get(f"/visits/places/sources/{source.pk}/").context["register"]

    form = browser.get(link).context["form"]

    assert link.startswith("/ledger/register/")
    assert (int(form["enterprise"].value()), form["place"].value()) == (source.enterprise_id, "液氨储罐区")


def test_on_an_own_visit_it_is_logged_on_that(source, officer):
    visit = VisitFactory(left=True, drafted_by=officer, enterprise=source.enterprise, planned_on=clock.today())
    browser = come(officer)

    link = browser.get(f"/visits/places/sources/{source.pk}/").context["register"]

    assert link.startswith(f"{visit.get_absolute_url()}register/")
    assert browser.get(link).context["form"]["place"].value() == "液氨储罐区"


@pytest.mark.parametrize("path", ["enterprises", "sources"])
def test_for_others_there_is_no_such_page(source, path):
    key = source.pk if path == "sources" else source.enterprise_id
    address = f"/visits/places/{path}/{key}/"

    assert Client().get(address).url.startswith("/accounts/login/")
    foreign = UserFactory(role=Role.PARK)
    plant = UserFactory(role=Role.ENTERPRISE, organization=source.enterprise.organization)
    for user in (foreign, plant, UserFactory(role=Role.OBSERVER)):
        assert come(user).get(address).status_code == 404
    committee = UserFactory(role=Role.PARK, organization=source.enterprise.park.committee)
    assert come(committee).get(address).status_code == 200


def test_the_sheet_has_the_gate_and_each_source_that_is_not_removed(source, officer):
    HazardSourceFactory(enterprise=source.enterprise, name="已核销罐区", state="REMOVED")
    HazardSourceFactory(name="他厂罐区", enterprise=EnterpriseFactory())

    answer = come(officer).get(f"/visits/stickers/{source.enterprise_id}/")

    assert [each.name for each in answer.context["stickers"]] == ["大门", "液氨储罐区"]
    assert answer.text.count("data:image/svg+xml") == 2
