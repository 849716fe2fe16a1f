"""合法性证明清单: what is there, what lacks, which act is forbidden until then and by which clause."""

import pytest

from accounts.states import OrganizationKind, Role
from core.errors import NotAllowedError
from documents.models import IssuedDocument
from documents.rules.codes import CODE
from documents.services.files import document_of
from documents.services.issuing import issue_about
from enterprises.models import Permit
from enterprises.states import PermitState
from projects.models import Project, ProjectApproval
from projects.services.proof_documents import PROOF
from projects.services.proof_sheet import points_of, sheet_of
from tests.factories import OrganizationFactory, UserFactory
from tests.projects.lives import ago, approve, keeper, lawful, planned

pytestmark = pytest.mark.django_db


def officer(project):
    unit = OrganizationFactory(kind=OrganizationKind.DEPARTMENT, parent=project.enterprise.county)
    return UserFactory(role=Role.DEPARTMENT, organization=unit)


def test_what_lacks_says_which_act_is_forbidden_until_then_and_by_which_clause():
    project = lawful(keeper(), state="BUILDING", lacking=["PM10", "PM21"])

    lacking = {each.paper.number or each.act: each for each in sheet_of(project, keeper()).lacking}

    assert set(lacking) == {"开工建设", "正式生产"}
    assert "建筑法" in lacking["开工建设"].clause
    assert "安全生产许可证条例" in lacking["正式生产"].clause


def test_a_lawful_project_lacks_nothing():
    assert sheet_of(lawful(keeper()), keeper()).lacking == []


def test_the_paper_bears_a_code_that_another_number_would_not_have():
    project = lawful(keeper(), lacking=["PM10"])
    actor = officer(project)

    papers = [issue_about(PROOF, project, actor=by) for by in (actor, officer(project))]

    codes = [next(text for text in document_of(paper).plain_texts() if text.startswith(CODE)) for paper in papers]
    assert codes[0] != codes[1]


def test_an_officer_issues_it_from_its_page_and_the_enterprise_reads_it(client):
    project = lawful(keeper(), lacking=["PM10"])
    inside = UserFactory(role=Role.ENTERPRISE, organization=project.enterprise.organization)
    issue_about(PROOF, project, actor=officer(project))
    paper = IssuedDocument.objects.get(about=project.pk)
    client.force_login(inside)

    assert client.get(f"/projects/{project.pk}/proof/").status_code == 200
    assert paper.number in client.get(project.get_absolute_url()).text
    assert "建筑工程施工许可证" in client.get(f"/documents/{paper.pk}/").text


def test_whose_body_may_not_issue_it_issues_none():
    project = lawful(keeper())
    inside = UserFactory(role=Role.ENTERPRISE, organization=project.enterprise.organization)

    with pytest.raises(NotAllowedError):
        issue_about(PROOF, project, actor=inside)

    assert not IssuedDocument.objects.exists()


def voided(client, paper, **typed):
    return client.post(f"/documents/{paper.pk}/void/", typed)


@pytest.fixture
def issued(client):
    """A sheet and an officer of the body that has issued it, who is logged in."""
    project = lawful(keeper(), lacking=["PM10"])
    actor = officer(project)
    client.force_login(actor)
    return issue_about(PROOF, project, actor=actor)


def test_the_body_that_has_issued_it_voids_it_with_a_reason_and_its_number_stays_taken(client, issued):
    answered = voided(client, issued, reason="面积填错，另行印发")

    issued.refresh_from_db()
    assert answered.status_code == 302
    assert issued.is_void
    assert "面积填错，另行印发" in client.get(f"/documents/{issued.pk}/").text
    assert issue_about(PROOF, Project.objects.get(pk=issued.about), actor=issued.issued_by).number != issued.number


def test_without_a_reason_it_stays_and_the_form_says_so(client, issued):
    assert voided(client, issued, reason=" ").status_code == 422
    assert not IssuedDocument.objects.get(pk=issued.pk).is_void


def test_a_second_voiding_is_refused_in_words(client, issued):
    voided(client, issued, reason="重复")

    assert "不能作废" in voided(client, issued, reason="再次").text
    assert IssuedDocument.objects.get(pk=issued.pk).void_reason == "重复"


def test_another_body_is_neither_offered_nor_allowed_to_void_it(client, issued):
    project = Project.objects.get(pk=issued.about)
    client.force_login(officer(project))

    assert f"/documents/{issued.pk}/void/" not in client.get(f"/documents/{issued.pk}/").text
    assert voided(client, issued, reason="不同意").status_code == 422
    assert not IssuedDocument.objects.get(pk=issued.pk).is_void


def names_of(papers):
    return {paper.name for paper in papers}


def test_a_revoked_licence_is_not_there():
    project = lawful(keeper())
    Permit.objects.filter(enterprise=project.enterprise, kind="PM21").update(state=PermitState.REVOKED)

    sheet = sheet_of(project, keeper())

    assert "安全生产许可证(危险化学品)" in names_of(each.paper for each in sheet.lacking)
    assert "安全生产许可证(危险化学品)" not in names_of(sheet.there)


def test_an_opinion_whose_term_is_over_before_it_was_used_is_lacking_though_no_last_day_was_typed():
    project = planned(keeper(), uses_hazardous_chemicals=True)
    approve(project, "PM05", ago(5 * 366), keeper())

    sheet = sheet_of(project, keeper())

    assert "安全条件审查意见书" in names_of(each.paper for each in sheet.lacking)
    assert "安全条件审查意见书" not in names_of(sheet.there)


def test_an_opinion_that_was_valid_when_construction_began_has_done_its_part():
    project = lawful(keeper())
    ProjectApproval.objects.filter(project=project, kind="PM05").update(valid_until=ago(400))

    assert sheet_of(project, keeper()).lacking == []


def test_what_nobody_has_filed_is_named_and_the_paper_does_not_say_that_all_is_there():
    project = lawful(keeper())

    said = "".join(document_of(issue_about(PROOF, project, actor=officer(project))).plain_texts())

    assert "其他尚未取得的手续" in said
    assert "消防验收" in said
    assert "手续齐全" not in said


def test_records_of_the_project_are_told_beside_its_approvals():
    assert {"三查四定", "开车前安全审查"} <= names_of(sheet_of(lawful(keeper()), keeper()).there)


def test_the_form_to_void_it_is_not_shown_to_whom_it_would_refuse(client, issued):
    client.force_login(officer(Project.objects.get(pk=issued.about)))

    assert client.get(f"/documents/{issued.pk}/void/").url == f"/documents/{issued.pk}/"


def check_of(client, project):
    return client.get(f"/projects/{project.pk}/proof/issue/")


@pytest.fixture
def unissued(client):
    """A project that lacks a paper, before an officer who may issue its sheet."""
    project = lawful(keeper(), lacking=["PM10"])
    client.force_login(officer(project))
    return project


def test_before_its_issue_the_sheet_is_shown_as_it_will_be_printed_and_nothing_is_taken(client, unissued):
    page = check_of(client, unissued)

    assert "official-title" in page.text
    assert unissued.enterprise.name in page.text
    assert page.context["paper"].number in page.text
    assert page.context["paper"].number == check_of(client, unissued).context["paper"].number
    assert not IssuedDocument.objects.exists()


def test_what_was_shown_is_what_is_issued(client, unissued):
    shown = check_of(client, unissued).context["paper"]

    sent = client.post(f"/projects/{unissued.pk}/proof/issue/", {"seen": shown.sha256})

    assert sent.status_code == 302
    assert IssuedDocument.objects.get().number == shown.number


@pytest.mark.parametrize("seen", ["", "0" * 64], ids=["nothing was shown", "the file has changed since"])
def test_a_sheet_that_nobody_has_seen_as_it_is_is_shown_and_not_issued(client, unissued, seen):
    refused = client.post(f"/projects/{unissued.pk}/proof/issue/", {"seen": seen})

    assert refused.status_code == 422
    assert "official-title" in refused.text
    assert not IssuedDocument.objects.exists()


def test_whose_body_may_not_issue_it_is_shown_no_check_page(client, unissued):
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=unissued.enterprise.organization))

    assert check_of(client, unissued).status_code == 302
    assert not IssuedDocument.objects.exists()


def test_a_plan_of_trial_production_is_cited_by_its_own_clause_while_the_case_has_none():
    project = lawful(keeper(), state="BUILDING", lacking=["PM12", "PM29"])

    clauses = {each.paper.name: each.clause for each in sheet_of(project, keeper()).lacking}

    assert "5.5.1" in clauses["试生产方案(专家论证、报告)"]
    assert "安全生产法" in next(clause for name, clause in clauses.items() if "预案" in name)


def test_before_it_is_issued_each_act_is_named_once_with_all_that_it_waits_for():
    project = lawful(keeper(), state="BUILDING", lacking=["PM09", "PM10", "PM21"])

    forbidden = dict(points_of(sheet_of(project, keeper())))["取得前不得"]

    assert forbidden == "开工建设（建筑工程施工许可证、消防设计审查合格意见）；正式生产（安全生产许可证(危险化学品)）"
