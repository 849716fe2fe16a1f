"""建设项目: list, file, and the approvals in their legal order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.models import Attachment
from enterprises.models import PermitKind
from projects.models import ProjectApproval
from projects.rules.approvals import ORDER
from projects.services.scans import add_scans
from tests.factories import AttachmentFactory, EnterpriseFactory, ProjectFactory, UserFactory, ViolationFactory

pytestmark = pytest.mark.django_db
STRANGERS = (Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN)


def approval_page(project, code="PM05"):
    return reverse("projects:project-approval", args=[project.pk, code])


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_find_neither_list_entry_nor_file(client, role):
    project = ProjectFactory()
    client.force_login(UserFactory(role=role))
    pages = [reverse(f"projects:project-{name}", args=[project.pk]) for name in ("detail", "edit")]

    assert project.name not in client.get(reverse("projects:project-list")).text
    assert {client.get(each).status_code for each in (*pages, approval_page(project))} == {404}


def test_every_approval_of_the_order_is_in_the_catalogue():
    assert set(ORDER) == set(PermitKind.objects.filter(scope="project").values_list("pk", flat=True))


def test_the_approvals_stand_in_their_legal_order_and_missing_ones_are_said_to_be_not_on_file(client):
    project = ProjectFactory()
    ProjectApproval.objects.create(project=project, kind_id="PM05", number="1号", approved_on=clock.today())
    client.force_login(UserFactory())

    context = client.get(project.get_absolute_url()).context

    steps = [step for stage in context["stages"] for step in stage]
    assert [step.step.number for step in steps][:8] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert [paper.number for step in steps for paper in step.papers if paper.standing == "there"] == ["1号"]
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
    url = reverse("projects:project-create", args=[enterprise.pk])

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


def test_a_scan_hangs_at_its_approval_and_whoever_sees_the_file_opens_it(client):
    project = ProjectFactory()
    approval = ProjectApproval.objects.create(project=project, kind_id="PM05", approved_on=clock.today())
    keeper = UserFactory()
    scan = AttachmentFactory(uploader=keeper)
    inside = UserFactory(role=Role.ENTERPRISE, organization=project.enterprise.organization)

    add_scans(approval, [scan], actor=keeper)

    assert scan in Attachment.objects.visible_to(inside)
    assert scan not in Attachment.objects.visible_to(UserFactory(role=Role.ENTERPRISE))
    client.force_login(inside)
    assert scan.name in client.get(project.get_absolute_url()).text


def test_the_day_since_which_a_project_is_in_its_state_is_not_to_come(client):
    project = ProjectFactory()
    client.force_login(UserFactory(role=Role.COORDINATOR))
    tomorrow = clock.today() + timedelta(days=1)
    given = {"name": project.name, "state": "BUILDING", "state_since": tomorrow.isoformat(), "version": project.version}

    answer = client.post(reverse("projects:project-edit", args=[project.pk]), given)

    assert list(answer.context["form"].errors) == ["state_since"]


def test_the_button_of_an_act_names_it_and_that_of_a_form_says_that_it_saves(client):
    violation = ViolationFactory()
    client.force_login(UserFactory(role=Role.COORDINATOR))

    act = client.get(reverse("projects:violation-dismiss", args=[violation.pk])).text
    form = client.get(reverse("projects:project-edit", args=[violation.project_id])).text

    assert ("不予采纳</button>" in act, "返回，暂不办理" in act) == (True, True)
    assert "保存</button>" in form
