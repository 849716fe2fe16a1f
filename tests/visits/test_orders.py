"""责令限期整改指令书: each problem with its articles in force that day and its deadline, or no order at all."""

from datetime import date, timedelta

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from documents.models import IssuedDocument
from documents.services.files import document_of
from documents.services.issuing import issue_about, void_about
from law.models import Basis
from law.rules import remedies
from rectification.services.orders_of import order_of
from tests.factories import ItemFactory, OrganizationFactory, UserFactory, VisitFactory
from tests.visits.ordered import carrying, find
from visits.services.visit_papers import ORDER, refuse_unready
from visits.states import VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(role=Role.DEPARTMENT)


@pytest.fixture
def visit(officer):
    return VisitFactory(drafted_by=officer, left=True, state=VisitState.FINISHED)


def order(visit, officer):
    return issue_about(ORDER.kind.code, visit, actor=officer)


def text_of(paper):
    return "\n".join(document_of(paper).plain_texts())


def test_it_tells_duty_penalty_deadline_consequence_remedy_and_officers(visit, officer):
    item, later = find(visit), find(visit, due_in=30)
    refuse_unready(ORDER, visit, officer)

    paper = order(visit, officer)

    said, basis, body = text_of(paper), carrying(), visit.body
    wanted = [item.number, later.number, basis.citation, basis.penalty, "逾期不整改", "六十日", "六个月", "不停止"]
    wanted += [visit.county.name, *(f"{each.name}（执法证号{each.certificate}）" for each in visit.officers.all())]
    assert [text for text in wanted if text not in said] == []
    assert paper.number.startswith(f"（{body.word_on_papers[:1]}）{body.word_on_papers[1:]}责改〔")
    assert f"第1项问题于{item.deadline.year}年{item.deadline.month}月{item.deadline.day}日前" in said


def test_a_basis_that_has_ended_is_refused_with_what_holds_instead_and_no_number_is_taken(visit, officer):
    basis = carrying()
    find(visit, bases=[basis])
    Basis.objects.filter(pk=basis.pk).update(valid_to=date(2026, 1, 1))

    for attempt in (lambda: refuse_unready(ORDER, visit, officer), lambda: order(visit, officer)):
        with pytest.raises(DomainError, match=basis.instrument.short_zh):
            attempt()

    assert not IssuedDocument.objects.exists()


def test_what_cites_no_law_is_not_ordered_and_alone_makes_no_order(visit, officer):
    find(visit, bases=[])
    with pytest.raises(WrongStateError):
        order(visit, officer)
    ordered = find(visit)

    document = document_of(order(visit, officer))

    (problems,) = [block for block in document.blocks if getattr(block, "columns", ())[1:2] and len(block.columns) == 6]
    assert [row[1] for row in problems.rows] == [ordered.number]


@pytest.mark.parametrize("kind", [OrganizationKind.OFFICE, OrganizationKind.PARK_COMMITTEE, OrganizationKind.TOWNSHIP])
def test_a_body_without_enforcement_power_is_refused_at_creation(visit, kind):
    find(visit)
    person = UserFactory(role=Role.COORDINATOR, organization=OrganizationFactory(kind=kind))

    for attempt in (lambda: refuse_unready(ORDER, visit, person), lambda: order(visit, person)):
        with pytest.raises(NotAllowedError):
            attempt()

    assert not IssuedDocument.objects.exists()


def test_two_officers_with_certificates_in_date_are_needed_on_its_day(visit, officer):
    find(visit)
    person = visit.officers.first().person
    person.certificate_until = clock.today() - timedelta(days=1)
    person.save()

    with pytest.raises(WrongStateError):
        order(visit, officer)


def test_a_deadline_that_has_passed_is_not_ordered(visit, officer):
    item = find(visit)
    type(item).objects.filter(pk=item.pk).update(deadline=clock.today() - timedelta(days=1))

    with pytest.raises(WrongStateError, match=item.number):
        order(visit, officer)


def test_more_than_five_problems_go_on_a_continuation_sheet(visit, officer):
    for _place in range(6):
        find(visit)

    document = document_of(order(visit, officer))

    (sheet,) = document.annexes
    assert len(sheet.blocks[0].rows) == 6
    assert "详见续页" in "".join(document.plain_texts())


def test_an_item_knows_its_order_until_that_is_void(visit, officer):
    item, other = find(visit), ItemFactory(enterprise=visit.enterprise, rectifying=True)
    paper = order(visit, officer)

    assert (order_of(item), order_of(other)) == (paper, None)
    void_about(paper.pk, actor=officer, reason="期限有误")
    assert order_of(item) is None


def test_against_a_branch_of_a_city_bureau_the_city_reviews_or_also_the_county():
    county = "砚川县人民政府"

    assert remedies.reviewers("砚川县应急管理局", county) == "向砚川县人民政府申请行政复议"
    branch = remedies.reviewers("澜宁市生态环境局砚川分局", county)
    assert branch == "向澜宁市人民政府申请行政复议，也可以向砚川县人民政府申请行政复议"
