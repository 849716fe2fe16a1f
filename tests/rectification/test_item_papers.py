"""复查意见书、销号审批表: who issues them when, what they say, and what they leave to ink."""

import pytest

from accounts.states import Role
from core.errors import NotAllowedError, WrongStateError
from documents.models import IssuedDocument
from documents.services.files import document_of
from documents.services.issuing import foreseen, issue_about
from rectification.models import Item
from rectification.rules.issuers import ASSIGNMENT_SLIP, RECHECK_OPINION, SIGN_OFF_FORM
from rectification.services import item_papers
from rectification.services.advancing import advance
from tests.doors.walks import come
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
PAPER_OF = {paper.kind.code: paper for paper in item_papers.PAPERS}


def texts(code, item, person):
    item_papers.refuse_unready(PAPER_OF[code], item, person)
    return "\n".join(document_of(foreseen(code, item, actor=person)).plain_texts())


def head_of_reviewers(item):
    return UserFactory(role=Role.DEPARTMENT, organization=item.people["inspector"].organization, is_head=True)


@pytest.fixture
def passed():
    return confirmed()


def confirmed():
    """Both officers have spoken, each in the own login."""
    item = ItemFactory(awaiting_sign_off=True)
    advance(item.pk, "confirm-pass", actor=item.people["second_inspector"], version=item.version, opinion="属实")
    people, item = item.people, Item.objects.get(pk=item.pk)
    item.people = people
    return item


def test_the_opinion_says_that_it_is_rectified_and_who_was_there(passed):
    said = texts(RECHECK_OPINION, passed, head_of_reviewers(passed))

    assert "已整改" in said
    assert passed.number in said
    assert all(officer.name in said for officer in passed.reviews.get().officers.all())


def test_the_opinion_of_a_failed_one_says_until_when():
    failed = failed_item()

    said = texts(RECHECK_OPINION, failed, head_of_reviewers(failed))

    assert "未整改到位" in said
    assert f"{failed.deadline.year}年{failed.deadline.month}月{failed.deadline.day}日前完成整改" in said


def failed_item():
    item = ItemFactory(under_review=True)
    given = {"opinion": "现场仍未整改", "reason": "现场仍未整改", "deadline": item.deadline}
    advance(item.pk, "fail", actor=item.people["inspector"], version=item.version, **given)
    people, item = item.people, Item.objects.get(pk=item.pk)
    item.people = people
    return item


def test_what_was_sent_back_after_it_had_passed_has_no_opinion(passed):
    Item.objects.filter(pk=passed.pk).update(round=passed.round + 1)
    sent_back = Item.objects.get(pk=passed.pk)

    with pytest.raises(WrongStateError):
        item_papers.refuse_unready(PAPER_OF[RECHECK_OPINION], sent_back, head_of_reviewers(passed))


def test_a_coordinating_office_issues_no_opinion_and_another_body_neither(passed):
    other = UserFactory(role=Role.DEPARTMENT)

    for person in (passed.people["coordinator"], other):
        with pytest.raises(NotAllowedError):
            item_papers.refuse_unready(PAPER_OF[RECHECK_OPINION], passed, person)


def test_the_form_names_nobody_who_has_not_signed(passed):
    form = document_of(foreseen(SIGN_OFF_FORM, passed, actor=passed.people["coordinator"]))
    boxes = form.blocks[-1].rows

    assert len(boxes) == 1 + len(passed.sign_off_chain)
    assert all(not cell.strip() for cell in boxes[1][1:])


def test_a_signed_form_names_who_signed_and_when(passed):
    coordinator = passed.people["coordinator"]
    advance(passed.pk, "sign-off", actor=coordinator, version=passed.version, opinion="同意")
    closed = Item.objects.get(pk=passed.pk)

    boxes = document_of(foreseen(SIGN_OFF_FORM, closed, actor=coordinator)).blocks[-1].rows

    assert boxes[1][1:3] == ("同意", coordinator.name)


def test_there_is_no_form_before_it_has_passed():
    item = ItemFactory(under_review=True)

    with pytest.raises(WrongStateError):
        item_papers.refuse_unready(PAPER_OF[SIGN_OFF_FORM], item, item.people["coordinator"])


def test_it_is_shown_before_it_is_issued_and_seen_by_those_whom_it_concerns(passed):
    coordinator = passed.people["coordinator"]
    browser, path = come(coordinator), f"/ledger/{passed.pk}/papers/sign-off-form/"

    page = browser.get(path)
    answer = browser.post(path, {"seen": page.context["hidden"][0][1]})

    paper = IssuedDocument.objects.get(about=passed.pk)
    assert answer.url == f"/documents/{paper.pk}/"
    assert paper.number in come(coordinator).get(passed.get_absolute_url()).text
    assert not IssuedDocument.objects.visible_to(passed.people["enterprise"]).exists()


def test_what_has_changed_since_is_shown_again_and_not_issued(passed):
    browser, path = come(passed.people["coordinator"]), f"/ledger/{passed.pk}/papers/sign-off-form/"

    page = browser.post(path, {"seen": "0" * 64})

    assert page.status_code == 422
    assert not IssuedDocument.objects.exists()


@pytest.fixture
def assigned():
    item = ItemFactory(assigned=True)
    Item.objects.filter(pk=item.pk).update(requirement="更换报警器")
    item.refresh_from_db()
    return item


def who_assigned(item):
    return UserFactory(role=Role.DEPARTMENT, organization=item.assigned_by_organization)


def test_the_slip_says_what_is_to_be_done_by_whom_until_when_with_a_receipt(assigned):
    said = texts(ASSIGNMENT_SLIP, assigned, who_assigned(assigned))

    day = assigned.deadline
    for words in (assigned.number, assigned.title, assigned.lead_organization.name, "更换报警器", "签收回执"):
        assert words in said
    assert f"{day.year}年{day.month}月{day.day}日前" in said


def test_the_slip_of_a_complaint_gives_away_nothing_of_who_complained():
    told = ItemFactory(assigned=True, source="COMPLAINT")
    told.finding.sources.update(number="信访〔2026〕17号", list_title="来信登记")

    said = texts(ASSIGNMENT_SLIP, told, who_assigned(told))

    assert "17号" not in said
    assert "来信登记" not in said


def test_the_slip_is_issued_by_the_office_that_assigned_it_while_it_is_open(assigned):
    person = who_assigned(assigned)
    stranger = UserFactory(role=Role.DEPARTMENT)
    pending, closed = ItemFactory(), ItemFactory(closed=True)

    with pytest.raises(NotAllowedError):
        item_papers.refuse_unready(PAPER_OF[ASSIGNMENT_SLIP], assigned, stranger)
    for item in (pending, closed):
        with pytest.raises(WrongStateError):
            item_papers.refuse_unready(PAPER_OF[ASSIGNMENT_SLIP], item, person)


def test_each_assignment_has_one_valid_slip_and_the_unit_reads_it(assigned):
    person = who_assigned(assigned)
    paper = issue_about(ASSIGNMENT_SLIP, assigned, actor=person)
    unit = UserFactory(role=Role.ENTERPRISE, organization=assigned.enterprise.organization)

    with pytest.raises(WrongStateError, match=paper.number):
        item_papers.refuse_unready(PAPER_OF[ASSIGNMENT_SLIP], assigned, person)

    assert "整交〔" in paper.number
    assert paper in IssuedDocument.objects.visible_to(unit)
