"""Yearly plans on their pages: who reads what, the sheet of a plant, a visit made of a line, numbers of queries."""

import pytest
from django.test import Client

from accounts.states import Role
from annualplans.models import Line, LineVisit
from core import clock
from tests.annualplans.made import body, first_line, in_force, plant, reckoned
from tests.factories import UserFactory
from visits.models import Visit
from visits.services.planning import bases_on

pytestmark = pytest.mark.django_db


def come(person):
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def plan():
    return in_force(body(), year=clock.today().year)


def enterprise_of(plan):
    return first_line(plan).enterprise


def test_the_plan_shows_plants_and_months_and_how_each_visit_stands(plan):
    page = come(plan.drafted_by).get(plan.get_absolute_url())

    assert enterprise_of(plan).label in page.text
    assert first_line(plan).get_absolute_url() in page.text


@pytest.mark.parametrize("query", ["?why=CAP", "?park=1", "?body=1", "?q=化工"])
def test_the_plan_is_filtered(plan, query):
    assert come(plan.drafted_by).get(plan.get_absolute_url() + query).status_code == 200


def test_a_plant_reads_its_own_sheet_once_the_plan_is_in_force(plan):
    line = first_line(plan)
    own = UserFactory(role=Role.ENTERPRISE, organization=line.enterprise.organization)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=plant().organization)

    assert come(own).get(line.get_absolute_url()).status_code == 200
    assert come(stranger).get(line.get_absolute_url()).status_code == 404
    assert come(own).get(plan.get_absolute_url()).status_code == 404
    tab = come(own).get(f"{line.enterprise.get_absolute_url()}?tab=year-plan")
    assert line.get_absolute_url() in tab.text


def test_a_plant_reads_nothing_of_a_draft():
    line = first_line(reckoned())
    own = UserFactory(role=Role.ENTERPRISE, organization=line.enterprise.organization)

    assert come(own).get(line.get_absolute_url()).status_code == 404


def test_a_committee_reads_the_lines_of_its_park_alone(plan):
    line = first_line(plan)
    own = UserFactory(role=Role.PARK, organization=line.enterprise.park.committee)
    other = UserFactory(role=Role.PARK, organization=plant().park.committee)

    assert line.enterprise.label in come(own).get(plan.get_absolute_url()).text
    assert come(other).get(line.get_absolute_url()).status_code == 404
    assert line.enterprise.label not in come(other).get(plan.get_absolute_url()).text


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN])
def test_others_find_no_plan(plan, role):
    browser = come(UserFactory(role=role))

    assert browser.get(plan.get_absolute_url()).status_code == 404
    assert browser.get(first_line(plan).get_absolute_url()).status_code == 404


def test_a_visit_is_made_of_a_line_by_the_form_of_visits(plan):
    line = plan.lines.filter(month__gte=clock.today().month).order_by("month").first()
    officer = UserFactory(role=Role.INSPECTOR, organization=line.body)
    browser = come(officer)
    address = f"/visits/add/?line={line.pk}"
    assert address in browser.get(line.get_absolute_url()).text.replace("&amp;", "&")

    form = browser.get(address).context["form"]
    team = [str(key) for key in line.body.supervisors.values_list("pk", flat=True)[:2]]
    basis = next(each.pk for each in bases_on(clock.today()) if each.is_reviewed)
    sent = {name: form.initial[name] for name in ("nature", "kind", "source", "source_note")}
    sent |= {"enterprise": str(line.enterprise_id), "planned_on": form.initial["planned_on"].isoformat()}
    answer = browser.post(address, {**sent, "basis": basis, "items": "特殊作业", "team": team})

    assert answer.status_code == 302, answer.context["form"].errors
    visit = Visit.objects.get()
    assert LineVisit.objects.get().line == line
    assert visit.get_absolute_url() in browser.get(line.get_absolute_url()).text
    assert line.get_absolute_url() in browser.get(visit.get_absolute_url()).text


def test_officers_of_another_body_make_no_visit_of_it(plan):
    line = first_line(plan)
    stranger = come(UserFactory(role=Role.INSPECTOR))

    assert f"?line={line.pk}" not in stranger.get(line.get_absolute_url()).text
    assert stranger.get(f"/visits/add/?line={line.pk}").context["form"].initial.get("enterprise") is None


def test_the_load_stands_beside_the_days_that_there_are(plan):
    page = come(plan.drafted_by).get(f"{plan.get_absolute_url()}load/")

    assert "1/16" in page.text


def test_a_line_is_moved_on_its_page():
    plan = reckoned()
    line, month = first_line(plan), 12
    Line.objects.filter(plan=plan, month=month).delete()
    given = {"month": month, "reason": "停车检修", "version": line.version}

    answer = come(plan.drafted_by).post(f"{line.get_absolute_url()}move/", given)

    assert answer.status_code == 302
    line.refresh_from_db()
    assert line.month == month


@pytest.mark.parametrize("path", ["", "load/"])
def test_more_plants_ask_no_more_queries(plan, path, django_assert_max_num_queries):
    browser = come(plan.drafted_by)
    for _number in range(12):
        made = plant()
        said = {"enterprise": made, "body": first_line(plan).body, "month": 5, "purpose": "OTHER"}
        Line.objects.create(plan=plan, due_on=clock.today(), **said)
    browser.get(plan.get_absolute_url())

    with django_assert_max_num_queries(22):
        browser.get(f"{plan.get_absolute_url()}{path}")
