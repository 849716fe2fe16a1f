"""Emergency plans, drills and safety status assessments, and the days by which they have to be done again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.services import calendar
from notices import clocks
from safety.models import Drill, EmergencyPlan, StatusAssessment
from safety.services import keeping
from tests.factories import EnterpriseFactory, HazardSourceFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 31)


@pytest.fixture
def plant():
    return EnterpriseFactory()


def plan(enterprise, kind="SAFETY", issued=DAY, **more):
    row = EmergencyPlan(enterprise=enterprise, name="应急预案", kind=kind, issued_on=issued, **more)
    keeping.add(row, actor=UserFactory(), names=["name", "kind", "issued_on"])
    return EmergencyPlan.objects.get(pk=row.pk)


def drill(enterprise, held=DAY, kind="ON_SITE", source=None):
    row = Drill(enterprise=enterprise, kind=kind, held_on=held, subject="泄漏处置", source=source)
    return keeping.add(row, actor=UserFactory(), names=["kind", "held_on", "subject"])


def due(model, name="next_by"):
    return sorted(day for day in model.objects.values_list(name, flat=True) if day)


def test_a_plan_is_filed_20_working_days_after_its_issue_and_assessed_every_3_years(plant):
    row = plan(plant)

    assert row.file_by == calendar.current().add_working_days(DAY, 20)
    assert row.assess_by == date(2029, 8, 31)


def test_a_plan_that_is_filed_is_not_to_be_filed_and_an_assessment_counts_on(plant):
    row = plan(plant)

    keeping.change(row, actor=UserFactory(), version=1, values={"filed_on": DAY, "assessed_on": date(2026, 9, 30)})

    row.refresh_from_db()
    assert (row.file_by, row.assess_by) == (None, date(2029, 9, 30))


def test_of_a_plan_that_was_replaced_nothing_is_due(plant):
    row = plan(plant)

    keeping.change(row, actor=UserFactory(), version=1, values={"replaced_on": DAY})

    row.refresh_from_db()
    assert (row.file_by, row.assess_by) == (None, None)


def test_no_day_is_known_for_the_filing_of_a_plan_for_the_environment(plant):
    assert plan(plant, "ENVIRONMENT").file_by is None


def test_half_a_year_after_the_latest_drill_the_next_one_is_due(plant):
    drill(plant, DAY)
    drill(plant, DAY - timedelta(days=100), kind="COMPREHENSIVE")

    assert due(Drill) == [date(2027, 2, 28)]


def test_of_a_hazard_source_the_special_plan_is_drilled_each_year_and_the_response_each_half(plant):
    source = HazardSourceFactory(enterprise=plant)
    drill(plant, DAY, "SPECIAL", source)
    drill(plant, DAY, "ON_SITE", source)

    assert due(Drill) == [date(2027, 2, 28), date(2027, 8, 31)]


def test_a_drill_whose_day_is_corrected_moves_the_next_one(plant):
    row = drill(plant, DAY)

    keeping.change(row, actor=UserFactory(), version=1, values={"held_on": date(2026, 9, 30)})

    assert due(Drill) == [date(2027, 3, 30)]


def test_the_safety_status_is_assessed_again_3_years_after_the_latest(plant):
    for day in (DAY, DAY - timedelta(days=1100)):
        row = StatusAssessment(enterprise=plant, assessed_on=day)
        keeping.add(row, actor=UserFactory(), names=["assessed_on"])

    assert due(StatusAssessment) == [date(2029, 8, 31)]


def test_all_of_it_is_a_clock(plant):
    plan(plant)
    drill(plant)
    keeping.add(StatusAssessment(enterprise=plant, assessed_on=DAY), actor=UserFactory(), names=["assessed_on"])
    codes = ("plan-filing", "plan-assessment", "drills", "status-assessment")

    assert {code: clocks.named(code).rows().count() for code in codes} == dict.fromkeys(codes, 1)


def test_it_is_put_on_file_from_the_page_of_the_enterprise(client, plant):
    client.force_login(UserFactory())
    today, version = clock.today().isoformat(), {"version": 1}
    said = {
        "plan": {"name": "综合预案", "kind": "SAFETY", "issued_on": today},
        "drill": {"kind": "ON_SITE", "held_on": today, "subject": "液氯泄漏处置"},
        "assessment": {"assessed_on": today, "conclusion": "符合要求"},
    }

    sent = {
        name: client.post(reverse(f"safety:enterprise-{name}-add", args=[plant.pk]), {**each, **version}).status_code
        for name, each in said.items()
    }

    assert set(sent.values()) == {302}
    shown = client.get(plant.get_absolute_url(), {"tab": "preparedness"}).text
    assert [word for word in ("综合预案", "液氯泄漏处置", "符合要求") if word not in shown] == []


def test_an_external_safety_distance_is_what_a_named_report_states(client, plant):
    client.force_login(UserFactory())
    address = reverse("safety:enterprise-assessment-add", args=[plant.pk])
    said = {"assessed_on": clock.today().isoformat(), "external_distance": 320, "version": 1}

    refused = client.post(address, said)
    assert set(refused.context["form"].errors) == {"assessor", "report_number"}
    assert not StatusAssessment.objects.exists()

    client.post(address, {**said, "assessor": "某评价公司", "report_number": "评2025"})
    assert StatusAssessment.objects.get().external_distance == 320
    assert "320" in client.get(plant.get_absolute_url(), {"tab": "preparedness"}).text


def test_a_drill_to_come_or_of_a_foreign_source_is_refused(client, plant):
    client.force_login(UserFactory())
    address = reverse("safety:enterprise-drill-add", args=[plant.pk])
    said = {"kind": "ON_SITE", "held_on": clock.today().isoformat(), "subject": "处置", "version": 1}
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    answers = [
        client.post(address, {**said, "held_on": tomorrow}),
        client.post(address, {**said, "source": HazardSourceFactory().pk}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Drill.objects.exists()


@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN])
def test_strangers_find_none_of_it(client, plant, role):
    rows = {
        "plan": plan(plant),
        "drill": drill(plant),
        "assessment": StatusAssessment.objects.create(enterprise=plant, assessed_on=DAY),
    }
    client.force_login(UserFactory(role=role))

    found = {client.get(reverse(f"safety:{name}-edit", args=[row.pk])).status_code for name, row in rows.items()}

    assert found == {404}
