"""Figures of admission: each opens the applications that it counts."""

from datetime import timedelta

import pytest

from accounts.states import Role
from admission.models import AdmissionEvent, Application, Review
from core import clock, figures
from core.figures import Asked
from tests.dashboards.visiting import count_behind, visit
from tests.factories import ApplicationFactory, EnterpriseFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
COUNTED = {
    "admissions.all": 6,
    "admissions.open": 1,
    "admissions.admitted_in_year": 2,
    "admissions.refused_in_year": 2,
    "admissions.turned_down_in_year": 1,
    "admissions.vetoed_in_year": 1,
    "admissions.run_out": 1,
}


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def decided(plant, decision, **more):
    project = ProjectFactory(enterprise=plant, state="PLANNED")
    given = {"decision": decision, "decided_on": clock.today(), **more}
    return ApplicationFactory(project=project, state=decision, **given)


@pytest.fixture
def plant(coordinator):
    """An enterprise with applications: open, admitted, run out, barred, vetoed, and refused the year before."""
    plant = EnterpriseFactory()
    yesterday, last_year = clock.today() - timedelta(days=1), clock.today().replace(month=1, day=1) - timedelta(days=1)
    ApplicationFactory(project=ProjectFactory(enterprise=plant, state="PLANNED"))
    decided(plant, "ADMITTED", valid_until=clock.today())
    decided(plant, "CONDITIONAL", valid_until=yesterday)
    barred, vetoed = decided(plant, "REFUSED"), decided(plant, "REFUSED")
    decided(plant, "REFUSED", decided_on=last_year)
    AdmissionEvent.objects.create(application=barred, step="turn-down", actor=coordinator, at=clock.now())
    Review.objects.create(application=vetoed, reviewer=coordinator, veto="禁止类工艺", given_at=clock.now())
    return plant


def test_each_figure_opens_as_many_applications_as_it_counts(plant, coordinator):
    browser = visit(coordinator)

    readings = figures.read(list(COUNTED), Asked.by(coordinator))

    assert {code: reading.value for code, reading in readings.items()} == COUNTED
    assert all(count_behind(browser, reading.url) == reading.value for reading in readings.values())


def test_a_park_counts_its_own_applications(plant):
    ApplicationFactory()
    person = UserFactory(role=Role.PARK, organization=plant.park.committee)

    assert figures.read(["admissions.all"], Asked.by(person))["admissions.all"].value == COUNTED["admissions.all"]


def test_an_enterprise_does_not_learn_that_a_reviewer_vetoed(plant):
    Application.objects.update(state="REFUSED")
    own = visit(UserFactory(role=Role.ENTERPRISE, organization=plant.organization))

    assert count_behind(own, "/admissions/?course=vetoed") == 0
    assert count_behind(own, "/admissions/?course=turned-down") == 1


def test_the_boards_of_county_and_park_say_how_files_and_admission_stand(plant, coordinator):
    browser = visit(coordinator)

    told = [
        browser.get(url).context["board"].of_files
        for url in ("/dashboards/county/", f"/dashboards/park/{plant.park_id}/")
    ]

    for board in told:
        values = {reading.code: reading.value for _question, readings in board for reading in readings}
        assert values["admissions.open"] == COUNTED["admissions.open"]
        assert values["enterprises.gap_rate"] == 1


def test_the_board_of_another_day_is_silent_of_files(plant, coordinator):
    assert visit(coordinator).get("/dashboards/county/?as_of=2026-01-05").context["board"].of_files == []
