"""档案完整度: what is asked of a file, what is missing, who fills it in; page, list, filter and figure are one."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock, completeness, figures
from core.errors import DomainError, WorkflowError
from core.figures import Asked
from core.models import LogEntry, Waiver
from core.querysets import kind_of
from core.services.editing import NotKeeperError
from core.services.waiving import unwaive, waive
from enterprises.models import Enterprise, Permit
from enterprises.services import completeness as of_enterprises
from parks.models import Park
from parks.services import completeness as of_parks
from projects.models import Project, ProjectApproval
from projects.services import completeness as of_projects
from safety.models import EmergencyPlan, KeyPerson
from tests.factories import EnterpriseFactory, HazardSourceFactory, ParkFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
FILES = ((Enterprise, of_enterprises), (Project, of_projects), (Park, of_parks))
LISTS = {Enterprise: "enterprises:enterprise-list", Project: "projects:project-list", Park: "parks:park-list"}
MAKERS = {Enterprise: EnterpriseFactory, Project: ProjectFactory, Park: ParkFactory}


@pytest.mark.parametrize(("model", "declared"), FILES)
def test_every_column_of_a_file_is_asked_or_excluded_by_name(model, declared):
    columns = {field.name for field in model._meta.concrete_fields}
    asked = {datum.name for datum in completeness.data_of(kind_of(model))}

    assert columns - asked == declared.EXCLUDED
    assert columns & asked == columns - declared.EXCLUDED


@pytest.mark.parametrize(("model", "declared"), FILES)
def test_no_datum_is_asked_twice(model, declared):
    names = [datum.name for datum in completeness.data_of(kind_of(model))]

    assert len(names) == len(set(names)) > 12


def figures_of(file):
    found = completeness.tallies(file)
    return sum(tally.known for tally in found), sum(tally.asked for tally in found)


def filled():
    """An enterprise with something of everything, and one with nothing."""
    plant = HazardSourceFactory(assessed={"MH12": 20}).enterprise
    Enterprise.objects.filter(pk=plant.pk).update(state="OPERATING", address="园区路1号", employees=12, kind="FINE")
    Permit.objects.create(enterprise=plant, kind_id="PM21", number="1")
    EmergencyPlan.objects.create(enterprise=plant, name="预案", kind="SAFETY", issued_on=clock.today())
    KeyPerson.objects.create(enterprise=plant, name="李某", post="PRINCIPAL", education="")
    ProjectFactory(enterprise=plant, state="OPERATING")
    return [plant, EnterpriseFactory(state="PLANNED")]


@pytest.mark.parametrize("model", LISTS)
def test_the_database_counts_what_the_page_shows(model):
    filled()

    for row in completeness.counted(model.objects.all()):
        assert (row.known_data, row.asked_data) == figures_of(row)


def names_of(file, state):
    return {s.datum.name for tally in completeness.tallies(file) for s in tally.stands if s.state == state}


def test_what_is_asked_depends_on_the_state_and_on_what_there_is():
    running, planned = filled()

    assert {"PM24", "PM25", "educated", "filed", "guarantors"} <= names_of(running, completeness.MISSING)
    assert {"PM21", "address", "plan-safety", "post-principal"} <= names_of(running, completeness.KNOWN)
    assert names_of(planned, completeness.MISSING).isdisjoint({"PM21", "filed", "drill", "guarantors"})


def test_an_approval_signed_as_not_applicable_counts_as_known():
    project = ProjectFactory(state="BUILDING")
    assert "PM07" not in names_of(project, completeness.MISSING)
    assert "PM09" in names_of(project, completeness.MISSING)

    ProjectApproval.objects.create(
        project=project, kind_id="PM09", not_applicable_reason="不涉及", not_applicable_by=UserFactory()
    )

    assert "PM09" in names_of(project, completeness.KNOWN)


def test_what_is_signed_as_not_applicable_counts_as_known_until_it_is_taken_back():
    plant, officer = EnterpriseFactory(), UserFactory()
    known, asked = figures_of(plant)

    waive(plant, "linked_leader", "不在挂联范围", actor=officer)

    assert figures_of(plant) == (known + 1, asked)
    assert completeness.counted(Enterprise.objects.all()).get().known_data == known + 1
    with pytest.raises(DomainError):
        waive(plant, "linked_leader", "再次", actor=officer)
    unwaive(plant, "linked_leader", actor=officer)
    assert figures_of(plant) == (known, asked)
    assert Waiver.objects.get().ended_by == officer
    assert {"file.waive", "file.unwaive"} <= set(LogEntry.objects.values_list("act", flat=True))


def test_it_is_signed_with_a_reason_by_whoever_keeps_files_of_a_datum_that_is_asked():
    plant = EnterpriseFactory()

    for given, refusal in (
        (("linked_leader", " ", UserFactory()), WorkflowError),
        (("unheard", "不涉及", UserFactory()), DomainError),
        (("linked_leader", "不涉及", UserFactory(role=Role.ENTERPRISE)), NotKeeperError),
    ):
        with pytest.raises(refusal):
            waive(plant, given[0], given[1], actor=given[2])

    assert not Waiver.objects.exists()


def test_the_tab_says_what_is_missing_where_it_is_filled_in_and_by_whom(client):
    plant = EnterpriseFactory(state="OPERATING", kind="FINE")
    client.force_login(UserFactory())

    shown = client.get(f"{plant.get_absolute_url()}?tab=completeness").text

    assert plant.park.committee.label in shown
    assert reverse("enterprises:enterprise-edit", args=[plant.pk]) in shown
    assert reverse("safety:enterprise-drill-add", args=[plant.pk]) in shown


def test_a_datum_is_signed_on_its_page_and_taken_back_on_the_tab(client):
    plant, address = EnterpriseFactory(), reverse("core:datum-waive")
    client.force_login(UserFactory())
    said = {"file": f"enterprises.enterprise:{plant.pk}", "datum": "linked_leader"}

    assert client.get(address, said).status_code == 200
    refused = client.post(address, said)
    sent = client.post(address, {**said, "reason": "不在挂联范围"}, follow=True)
    taken = client.post(address, {**said, "act": "end"}, follow=True)

    assert refused.status_code == 422
    assert "不在挂联范围" in sent.text
    assert "不在挂联范围" not in taken.text


@pytest.mark.parametrize(
    ("role", "file", "datum", "status"),
    [
        (Role.SUPERIOR, "enterprises.enterprise:{}", "linked_leader", 404),
        (Role.INSPECTOR, "enterprises.enterprise:{}", "linked_leader", 403),
        (Role.COORDINATOR, "enterprises.enterprise:{}", "unheard", 404),
        (Role.COORDINATOR, "enterprises.enterprise:x", "linked_leader", 404),
        (Role.COORDINATOR, "accounts.user:{}", "name", 404),
    ],
)
def test_others_and_what_is_not_asked_have_no_page(client, role, file, datum, status):
    plant = EnterpriseFactory()
    client.force_login(UserFactory(role=role))

    answer = client.get(reverse("core:datum-waive"), {"file": file.format(plant.pk), "datum": datum})

    assert answer.status_code == status


@pytest.mark.parametrize("model", LISTS)
def test_the_filter_finds_what_is_complete(client, model):
    rows = [MAKERS[model]() for _number in range(2)]
    officer = UserFactory()
    for name in names_of(rows[0], completeness.MISSING):
        waive(rows[0], name, "不涉及", actor=officer)
    client.force_login(officer)

    found = {
        said: [row.pk for row in client.get(reverse(LISTS[model]), {"complete": said}).context["page"].object_list]
        for said in ("true", "false")
    }

    assert found["true"] == [rows[0].pk]
    assert rows[1].pk in found["false"]
    body = {Enterprise: "enterprises", Project: "projects", Park: "parks"}[model]
    gaps, rate = figures.read([f"{body}.gaps", f"{body}.gap_rate"], Asked.by(officer)).values()
    assert gaps.value == rate.value == len(found["false"])
    assert rate.whole == len(found["true"]) + len(found["false"])


def test_the_tab_leads_to_all_files_with_gaps_of_the_same_unit(client):
    plant, other = EnterpriseFactory(), EnterpriseFactory()
    linked = EnterpriseFactory()
    Enterprise.objects.filter(pk=linked.pk).update(park=None, linked_organization=plant.park.committee)
    client.force_login(UserFactory())

    link = client.get(f"{plant.get_absolute_url()}?tab=completeness").context["theirs"]
    answer = client.get(link)

    assert {row.pk for row in answer.context["page"].object_list} == {plant.pk, linked.pk}
    assert plant.park.committee.label in answer.text
    assert other.name not in answer.text
