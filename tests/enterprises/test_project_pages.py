"""建设项目: list, file, and the approvals in their legal order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from enterprises.models import PermitKind, ProjectApproval
from enterprises.rules.approvals import ORDER
from tests.factories import EnterpriseFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
STRANGERS = (Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN)


def approval_page(project, code="PM05"):
    return reverse("enterprises:project-approval", args=[project.pk, code])


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_find_neither_list_entry_nor_file(client, role):
    project = ProjectFactory()
    client.force_login(UserFactory(role=role))
    pages = [reverse(f"enterprises:project-{name}", args=[project.pk]) for name in ("detail", "edit")]

    assert project.name not in client.get(reverse("enterprises:project-list")).text
    assert {client.get(each).status_code for each in (*pages, approval_page(project))} == {404}


def test_every_approval_of_the_order_is_in_the_catalogue():
    assert set(ORDER) == set(PermitKind.objects.filter(scope="project").values_list("pk", flat=True))


def test_the_approvals_stand_in_their_legal_order_and_missing_ones_are_said_to_be_not_on_file(client):
    project = ProjectFactory()
    ProjectApproval.objects.create(project=project, kind_id="PM05", number="1号", approved_on=clock.today())
    client.force_login(UserFactory())

    context = client.get(project.get_absolute_url()).context

    assert [step["kind"].pk for step in context["steps"]] == list(ORDER)
    assert [step["kind"].pk for step in context["steps"] if step["approval"]] == ["PM05"]
    assert context["missing"] == len(ORDER) - 1


def test_an_approval_is_put_on_file_and_corrected(client):
    project = ProjectFactory()
    client.force_login(UserFactory())

    client.post(approval_page(project), {"number": "应急审〔2026〕1号", "approved_on": "2026-01-05"})
    client.post(approval_page(project), {"number": "应急审〔2026〕2号", "approved_on": "2026-01-05", "version": "1"})

    approval = project.approvals.get()
    assert (approval.number, approval.version) == ("应急审〔2026〕2号", 2)
    assert "应急审〔2026〕2号" in client.get(project.get_absolute_url(), {"tab": "changes"}).text


@pytest.mark.parametrize(
    "given",
    [
        {"approved_on": (clock.today() + timedelta(days=2)).isoformat()},
        {"number": "1号", "not_applicable_reason": "不涉及"},
    ],
    ids=["to come", "approved and not applicable"],
)
def test_an_approval_that_can_not_be_is_not_put_on_file(client, given):
    project = ProjectFactory()
    client.force_login(UserFactory())

    answer = client.post(approval_page(project), given)

    assert answer.status_code == 422
    assert not project.approvals.exists()


def test_there_is_no_page_for_a_kind_that_is_no_approval(client):
    client.force_login(UserFactory())

    assert client.get(approval_page(ProjectFactory(), "PM21")).status_code == 404


def test_a_project_is_put_on_file_below_its_enterprise(client):
    enterprise = EnterpriseFactory()
    client.force_login(UserFactory())
    url = reverse("enterprises:project-create", args=[enterprise.pk])

    answer = client.post(url, {"name": "一期", "state": "BUILDING"})
    again = client.post(url, {"name": "一期", "state": "BUILDING"})

    assert answer.headers["Location"] == enterprise.projects.get().get_absolute_url()
    assert again.status_code == 422


def test_an_enterprise_reads_its_project_and_changes_nothing(client):
    project = ProjectFactory()
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=project.enterprise.organization))

    assert client.get(project.get_absolute_url()).status_code == 200
    assert client.post(approval_page(project), {"number": "1号"}).status_code == 403
    assert not project.approvals.exists()
