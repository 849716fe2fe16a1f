"""Papers of a visit: each at its time, by its body, of what is on record, and nothing of the officials' own words."""

from datetime import date

import pytest

from accounts.states import Role
from core.errors import DomainError, NotAllowedError, WrongStateError
from documents.models import IssuedDocument
from documents.services.files import document_of
from documents.services.issuing import issue_about
from law.models import Basis
from tests.dashboards.visiting import visit as come
from tests.factories import ItemFactory, OrganizationFactory, UserFactory, VisitFactory
from tests.visits.readied import ready
from visits.models import Cap, VisitFinding
from visits.services.visit_papers import BY_SLUG, refuse_unready
from visits.states import VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


def text_of(slug, visit, officer):
    paper = issue_about(BY_SLUG[slug].kind.code, visit, actor=officer)
    return "\n".join(document_of(paper).plain_texts())


@pytest.mark.parametrize("slug", BY_SLUG)
def test_a_paper_is_issued_from_the_page_of_the_visit_once_and_listed_there(slug, officer):
    visit, browser = ready(slug, officer), come(officer)
    path = f"{visit.get_absolute_url()}papers/{slug}/"
    assert path in browser.get(visit.get_absolute_url()).text

    seen = browser.get(path).context["paper"].sha256
    browser.post(path, {"seen": seen})

    paper = IssuedDocument.objects.get()
    page = browser.get(visit.get_absolute_url()).text
    assert (paper.number in page, path in page) == (True, False)
    assert browser.post(path, {"seen": seen}, follow=True).status_code == 200
    assert IssuedDocument.objects.count() == 1


@pytest.mark.parametrize("slug", BY_SLUG)
def test_only_the_body_of_the_visit_issues_and_not_before_its_time(slug, officer):
    visit = ready(slug, officer)
    early = VisitFactory(drafted_by=officer)

    with pytest.raises(WrongStateError):
        refuse_unready(BY_SLUG[slug], early, officer)
    for stranger in (
        UserFactory(role=Role.INSPECTOR, organization=OrganizationFactory()),
        UserFactory(role=Role.COORDINATOR),
    ):
        with pytest.raises(NotAllowedError):
            refuse_unready(BY_SLUG[slug], visit, stranger)


def test_the_notice_tells_who_comes_on_what_basis_how_often_and_the_rights(officer):
    visit = ready("notice", officer, source_note="举报人李某反映")
    Cap.objects.create(body=visit.body, year=visit.year, number=4, published_on=date(2026, 6, 1), document="公告")

    said = text_of("notice", visit, officer)

    officers = [text for each in visit.officers.all() for text in (each.name, each.certificate)]
    wanted = [visit.basis.citation, *visit.lines, *officers, "含本次 1 次", "上限 4 次", "回避", "查询", "评价、投诉"]
    assert [text for text in wanted if text not in said] == []
    assert "举报人李某" not in said, "what officials note of a tip is not for the plant"


def test_the_approval_form_shows_whose_decision_it_is_and_is_for_officials(officer):
    visit = ready("approval", officer, opinion="注意防护", source_note="年度计划第3项")

    said = text_of("approval", visit, officer)

    assert all(text in said for text in (visit.approved_by.name, "注意防护", "年度计划第3项"))
    visit.state = VisitState.CLOSED
    visit.save()
    plant = UserFactory(role=Role.ENTERPRISE, organization=visit.enterprise.organization)
    paper = IssuedDocument.objects.get()
    assert not IssuedDocument.objects.visible_to(plant).filter(pk=paper.pk).exists()


def test_the_result_lists_what_was_registered_on_the_visit(officer):
    visit = ready("result", officer)
    item = ItemFactory(enterprise=visit.enterprise, assigned=True)
    VisitFinding.objects.create(visit=visit, finding=item.finding)

    said = text_of("result", visit, officer)

    assert item.number in said
    assert "没有登记需要整改的问题" not in said


def test_no_notice_cites_a_basis_that_has_ended_since(officer):
    visit = ready("notice", officer)
    Basis.objects.filter(pk=visit.basis_id).update(valid_to=date(2026, 1, 1))
    visit.refresh_from_db()

    with pytest.raises(DomainError):
        refuse_unready(BY_SLUG["notice"], visit, officer)
