"""A finding cites what was in force on the day on which it was found, and a free text beside it is marked (R11)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.states import Role
from core import clock
from core.errors import NotAllowedError, WorkflowError
from inspections.models import Finding, FindingBasis, ProblemCategory
from inspections.services import citing
from inspections.states import Level, SourceKind
from law.models import Basis, Criterion
from rectification.services.correction import correct
from rectification.services.drafting import ItemGiven
from rectification.services.rebounding import finding_again
from rectification.services.registration import register
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db

BEFORE, SINCE = date(2026, 8, 14), date(2026, 8, 15)


def basis(code):
    return Basis.objects.get(code=code)


def given(found_on=BEFORE, **more):
    return ItemGiven(
        title="未批先建",
        description="环评未批先开工",
        found_on=found_on,
        sources=(),
        category=ProblemCategory.objects.get(code="A03"),
        enterprise=EnterpriseFactory(),
        **more,
    )


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def test_an_act_of_the_last_day_of_the_old_law_cites_the_old_law_and_shows_it(client, coordinator):
    item = register(given(bases=[basis("LB007")]), actor=coordinator)

    [row] = item.finding.cited
    assert (row.basis_id, row.cited_on) == ("LB007", BEFORE)
    client.force_login(coordinator)
    page = client.get(item.get_absolute_url()).content.decode()
    assert "《中华人民共和国环境影响评价法》第二十五条" in page
    assert "已不再有效" in page


def test_one_that_was_not_in_force_on_the_day_is_refused_and_nothing_is_recorded(coordinator):
    with pytest.raises(WorkflowError, match="第一百零七条") as refused, translation.override("zh-hans"):
        register(given(SINCE, bases=[basis("LB007")]), actor=coordinator)

    assert refused.value.field == "bases"
    assert not Finding.objects.exists()


def test_of_an_act_that_has_ended_the_law_of_the_act_is_cited(client, coordinator):
    item = register(given(date(2026, 11, 28), act_on=date(2026, 8, 10), bases=[basis("LB007")]), actor=coordinator)

    [row] = item.finding.cited
    assert (row.basis_id, row.cited_on) == ("LB007", date(2026, 8, 10))
    client.force_login(coordinator)
    assert "环境影响评价法" in client.get(item.get_absolute_url()).content.decode()


def test_a_free_text_that_names_a_repealed_law_is_refused_for_a_later_day(coordinator):
    text = "《环境影响评价法》第二十五条"

    with pytest.raises(WorkflowError) as refused:
        register(given(SINCE, legal_basis=text), actor=coordinator)

    assert refused.value.field == "legal_basis"
    assert register(given(BEFORE, legal_basis=text), actor=coordinator).finding.legal_basis == text


def test_what_nobody_has_read_needs_a_legal_reviewer_first(coordinator):
    unread = basis("LB016")
    found = date(2026, 10, 8)

    with pytest.raises(WorkflowError):
        register(given(found, bases=[unread]), actor=coordinator)
    unread.reviewed_by, unread.reviewed_on = "顾明远", date(2026, 10, 1)
    unread.save()

    assert register(given(found, bases=[basis("LB016")]), actor=coordinator).finding.cited


def test_what_meets_a_criterion_is_major_and_cites_its_clause_beside_the_duty(coordinator):
    criterion = Criterion.objects.get(code="MAH04")
    found = date(2026, 9, 29)

    with pytest.raises(WorkflowError) as refused:
        register(given(found, criterion=criterion), actor=coordinator)
    item = register(given(found, criterion=criterion, level=Level.MAJOR, bases=[basis("LB008")]), actor=coordinator)

    assert refused.value.field == "level"
    assert [row.basis.subject_kind for row in item.finding.cited] == ["category", "criterion"]
    with pytest.raises(WorkflowError):
        register(given(date(2026, 9, 30), criterion=criterion, level=Level.MAJOR), actor=coordinator)


def test_the_head_of_the_office_lowers_the_level_of_what_meets_a_criterion(coordinator):
    item = register(
        given(date(2026, 9, 29), criterion=Criterion.objects.get(code="MAH04"), level=Level.MAJOR), actor=coordinator
    )
    head = UserFactory(role=Role.COORDINATOR, organization=coordinator.organization, is_head=True)
    officer = UserFactory(role=Role.COORDINATOR, organization=coordinator.organization)

    with pytest.raises(NotAllowedError):
        correct(item.pk, actor=officer, version=1, reason="已补设", level=Level.GENERAL)
    correct(item.pk, actor=head, version=1, reason="已补设", level=Level.GENERAL)

    item.refresh_from_db()
    assert item.level == Level.GENERAL


def test_a_correction_keeps_what_was_cited_before(coordinator):
    item = register(given(bases=[basis("LB007")]), actor=coordinator)

    correct(item.pk, actor=coordinator, version=1, reason="补充", bases=[basis("LB009")])

    finding = Finding.objects.get(pk=item.finding_id)
    assert [row.basis_id for row in finding.cited] == ["LB009"]
    assert FindingBasis.objects.filter(finding=finding, basis="LB007").exclude(left_at=None).exists()
    with translation.override("zh-hans"):
        assert "第二十四条第二款" in item.history.last().given["words"]["bases"][1]


def test_the_day_of_a_finding_is_not_moved_to_where_its_bases_did_not_hold(coordinator):
    item = register(given(bases=[basis("LB007")]), actor=coordinator)

    with pytest.raises(WorkflowError):
        correct(item.pk, actor=coordinator, version=1, reason="日期", found_on=SINCE)
    correct(item.pk, actor=coordinator, version=1, reason="日期", found_on=date(2026, 8, 1))

    assert FindingBasis.objects.get().cited_on == date(2026, 8, 1)


def test_a_problem_that_came_back_cites_the_law_of_its_own_day(coordinator):
    item = register(given(bases=[basis("LB007")], legal_basis="《环境影响评价法》"), actor=coordinator)

    again = finding_again(item, "又出现")

    assert [each.code for each in again.bases] == ["LB008"]
    assert again.legal_basis == ""


def test_the_form_offers_by_category_what_was_in_force_on_the_day(client, coordinator):
    client.force_login(coordinator)

    offered = client.get(reverse("rectification:item-bases"), {"category": "A03", "found_on": "2026-08-14"})
    later = client.get(reverse("rectification:item-bases"), {"usual_category": "A03", "found_on": "2026-08-15"})

    assert "环境影响评价法" in offered.content.decode()
    assert "生态环境法典" not in offered.content.decode()
    assert "环境影响评价法" not in later.content.decode()
    assert "生态环境法典" in later.content.decode()


def test_the_form_registers_what_was_ticked(client, coordinator):
    client.force_login(coordinator)
    plant = EnterpriseFactory()
    sent = {
        "enterprise": plant.pk,
        "description": "未批先建",
        "level": "GENERAL",
        "category": "A03",
        "bases": ["LB007"],
    }

    refused = client.post(
        reverse("rectification:item-register"), sent | {"source": SourceKind.COUNTY_CHECK, "found_on": "2026-08-15"}
    )
    client.post(
        reverse("rectification:item-register"), sent | {"source": SourceKind.COUNTY_CHECK, "found_on": "2026-08-14"}
    )

    assert refused.status_code == 422
    assert [row.basis_id for row in Finding.objects.get().cited] == ["LB007"]


def test_the_api_takes_and_answers_the_codes_of_bases(client, coordinator):
    client.force_login(coordinator)
    plant = EnterpriseFactory()
    body = {"title": "t", "description": "d", "level": "GENERAL", "category": "A03", "source": "COUNTY_CHECK"}
    body |= {"park": None, "enterprise": plant.pk, "found_on": "2026-08-14", "bases": ["LB007"]}

    made = client.post("/api/v1/rectifications/", body, "application/json")
    refused = client.post("/api/v1/findings/", body | {"found_on": "2026-08-15"}, "application/json")

    assert made.status_code == 201
    assert client.get(f"/api/v1/rectifications/{made.json()['id']}/").json()["bases"] == ["LB007"]
    assert client.get("/api/v1/findings/").json()["results"][0]["bases"] == ["LB007"]
    assert refused.status_code == 400
    assert "bases" in refused.json()["errors"]


def test_a_paper_of_today_prints_of_the_bases_those_in_force(coordinator):
    item = register(given(bases=[basis("LB007")]), actor=coordinator)
    finding = Finding.objects.get(pk=item.finding_id)

    with translation.override("zh-hans"):
        assert "环境影响评价法" in citing.said_by(finding, BEFORE)
        assert citing.said_by(finding, SINCE) == ""


def test_a_stranger_reads_no_citations():
    item = ItemFactory(rectifying=True)
    FindingBasis.objects.create(
        finding=item.finding,
        basis=basis("LB007"),
        cited_on=BEFORE,
        cited_by=item.people["coordinator"],
        cited_at=clock.now(),
    )
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    assert not FindingBasis.objects.visible_to(stranger).exists()
    assert FindingBasis.objects.visible_to(item.people["coordinator"]).exists()
