"""The pages of the admission: who finds what on them, and what a form keeps."""

import pytest
from django.urls import reverse

from accounts.states import Role
from admission.models import AdmissionRule, Application
from documents.models import IssuedDocument
from tests.factories import ApplicationFactory, EnterpriseFactory, ProjectFactory, UserFactory

from .conftest import Case

pytestmark = pytest.mark.django_db
FORM = {"land": "20", "investment": "8000", "output": "6000", "processes": "连续流重氮化", "discharge_COD": "1.5"}


def step(case, name):
    return reverse("admission:application-step", args=[case.application.pk, name])


@pytest.fixture
def project():
    return ProjectFactory(state="PLANNED")


def test_an_enterprise_applies_for_its_own_project_and_sees_no_other(client, project):
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=project.enterprise.organization))
    other = ApplicationFactory(project__enterprise=EnterpriseFactory())

    sent = client.post(reverse("admission:application-create", args=[project.pk]), FORM)

    application = Application.objects.get(project=project)
    assert sent.status_code == 302
    assert [(row.pollutant, str(row.amount)) for row in application.discharges.all()] == [("COD", "1.5000")]
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.project.name not in client.get(reverse("admission:application-list")).text


def test_a_refused_application_keeps_what_was_typed(client, project):
    client.force_login(UserFactory())

    refused = client.post(reverse("admission:application-create", args=[project.pk]), {**FORM, "land": "0"})

    assert refused.status_code == 422
    assert "连续流重氮化" in refused.text
    assert 'value="1.5"' in refused.text
    assert not Application.objects.exists()


def test_the_page_shows_the_check_sheet_and_the_steps_of_its_reader(client):
    case = Case()
    client.force_login(case.chair)

    page = client.get(case.application.get_absolute_url()).text

    assert "化学需氧量" in page
    assert step(case, "convene") in page
    assert step(case, "review") not in page


def test_a_step_is_taken_on_its_page(client):
    case = Case().convened()
    client.force_login(case.reviewers[0])
    given = {"version": 2, "no_interest": "on", "opinion": "可行", "veto": ""}
    for place in range(5):
        given |= {f"score_{place}": "85", f"reason_{place}": "符合规划"}

    short = client.post(step(case, "review"), {**given, "score_0": "101"})
    sent = client.post(step(case, "review"), given)

    assert (short.status_code, sent.status_code) == (422, 302)
    assert case.application.reviews.exclude(given_at=None).count() == 1


def test_a_step_is_not_there_for_whom_it_is_not(client):
    case = Case()
    client.force_login(case.inside)

    assert client.get(step(case, "convene")).status_code == 403
    client.post(step(case, "convene"), {"version": 1, "reviewers": [case.reviewers[0].pk]})

    case.application.refresh_from_db()
    assert case.application.state == "APPLIED"
    assert client.get(step(case, "no-such")).status_code == 404


def test_the_enterprise_reads_no_review_and_no_minutes(client):
    case = Case().minuted(opinion="评审内部意见")
    client.force_login(case.inside)

    for tab in ("overview", "reviews", "course"):
        page = client.get(f"{case.application.get_absolute_url()}?tab={tab}").text
        assert "评审内部意见" not in page
        assert "与会专家一致同意" not in page
        assert case.reviewers[0].name not in page


def test_park_and_project_show_what_is_there(client):
    case = Case()
    AdmissionRule.objects.create(
        park=case.park, kind="FORBIDDEN", text="光气及光气化", words="光气", source="3号", since="2026-01-01"
    )
    client.force_login(case.chair)

    park = client.get(f"{case.park.get_absolute_url()}?tab=admission").text
    project = client.get(f"{case.application.project.get_absolute_url()}?tab=admission").text

    assert "光气及光气化" in park
    assert case.application.get_absolute_url() in park
    assert case.application.get_absolute_url() in project


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "FORBIDDEN", "words": "", "value": ""}, "words"),
        ({"kind": "MAX_LAND", "words": "", "value": ""}, "value"),
        ({"kind": "RESTRICTED", "words": "硝化", "value": "3"}, "value"),
    ],
)
def test_a_rule_says_what_its_kind_asks(client, given, field):
    case = Case()
    client.force_login(case.chair)
    said = {"text": "条目", "source": "3号", "since": "2026-01-01", **given}

    refused = client.post(reverse("admission:rule-create", args=[case.park.pk]), said)

    assert refused.status_code == 422
    assert refused.context["form"].errors.get(field)
    assert not AdmissionRule.objects.exists()


def test_its_paper_is_not_voided_by_itself_since_the_quota_would_stay_reserved(case, client):
    case.decided()
    paper = IssuedDocument.objects.get(about=case.application.pk)
    client.force_login(case.decider)

    assert f"/documents/{paper.pk}/void/" not in client.get(f"/documents/{paper.pk}/").text
    answer = client.post(f"/documents/{paper.pk}/void/", {"reason": "填错"})

    assert answer.status_code == 422
    assert "不能单独作废" in answer.text
    assert not IssuedDocument.objects.get(pk=paper.pk).is_void


def test_an_application_is_found_by_the_name_of_its_project(case, client):
    client.force_login(case.decider)

    assert case.application.get_absolute_url() in client.get("/search/", {"q": case.application.project.name}).text


def test_one_that_was_given_up_is_not_said_to_be_valid_any_more(case):
    case.decided()
    case.take("give-up", case.chair, reason="投资人放弃")

    assert case.application.shown_until is None


def test_a_decision_is_shown_as_it_will_be_printed_before_it_is_issued(client):
    case = Case().minuted()
    client.force_login(case.decider)
    given = {"version": case.application.version, "decision": "ADMITTED", "opinion": "同意入驻"}

    page = client.post(step(case, "decide"), given)

    assert "同意准入。同意入驻" in page.text
    assert page.context["paper"].number in page.text
    assert not IssuedDocument.objects.exists()
    case.application.refresh_from_db()
    assert case.application.state == "REVIEWED"

    sent = client.post(step(case, "decide"), {**given, "seen": page.context["paper"].sha256})
    assert sent.status_code == 302
    assert IssuedDocument.objects.get().number == page.context["paper"].number
