"""Letters: numbers, receipt, answer, voiding, and who knows of them."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from accounts.states import Role
from core import append_only, clock
from core.errors import NotAllowedError, WorkflowError, WrongStateError
from core.figures import Moment
from core.services.acting import take
from documents.models import IssuedDocument
from documents.services import series
from documents.services.files import document_of
from documents.services.invariants import broken_papers
from notices.models import Notice
from rectification.models import Item, ListedSupervision
from rectification.services import advance
from supervision import workflow
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services import letters
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_checks import still_there
from supervision.services.escalating_decisions import confirm
from supervision.services.item_facts import facts_of
from supervision.services.letter_documents import LETTERS
from supervision.services.letters import LetterGiven
from tests.contracts.people import photo
from tests.factories import ItemFactory, UserFactory, fit_for_listing
from tests.supervision.reminders.days import TUESDAY, later

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def letter(tuesday):
    return issued()


def issued():
    item = ItemFactory(rectifying=True, due_in=-8)
    escalate_overdue(TUESDAY)
    rows = EscalationProposal.objects.open().filter(item=item)
    given = LetterGiven(requirement="立即整改")
    [found] = confirm({row.pk: item.version for row in rows}, actor=item.people["coordinator"], given=given).letters
    found.people = item.people
    return found


def test_the_people_of_the_unit_are_told_with_the_way_to_the_letter(letter):
    told = Notice.objects.get(rule="letter-issued")

    assert told.recipient == letter.people["enterprise"]
    assert (told.url, letter.number in told.title) == (letter.get_absolute_url(), True)


@pytest.mark.req("S51")
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_a_letter_is_no_receipt(letter, visit, method):
    getattr(visit(letter.people["enterprise"]), method)(letter.get_absolute_url())

    letter.refresh_from_db()
    assert letter.received_at is None


def test_the_receipt_is_given_by_a_person_of_the_unit_once(letter, visit):
    unit, page = letter.people["enterprise"], letter.get_absolute_url()
    colleague = UserFactory(role=Role.ENTERPRISE, organization=unit.organization)
    assert "签收" in visit(unit).get(page).content.decode()

    for person in (letter.people["coordinator"], unit, colleague):
        visit(person).post(f"{page}receive/")

    letter.refresh_from_db()
    assert letter.received_by == unit
    assert f"{page}receive/" not in visit(unit).get(page).content.decode()


def test_a_voided_letter_takes_no_receipt(letter, visit):
    take(workflow.LETTERS, letter.pk, "void", actor=letter.people["coordinator"], reason="重复")

    visit(letter.people["enterprise"]).post(f"{letter.get_absolute_url()}receive/")

    letter.refresh_from_db()
    assert letter.received_at is None


def test_the_unit_answers_once_and_the_issuer_is_told(letter, visit):
    page = visit(letter.people["enterprise"])

    assert page.post(f"{letter.get_absolute_url()}answer/", {"text": "已更换,请复查"}).status_code == 302
    assert page.post(f"{letter.get_absolute_url()}answer/", {"text": "再次"}).status_code == 422

    letter.refresh_from_db()
    assert (letter.answer, letter.received_by) == ("已更换,请复查", letter.people["enterprise"])
    assert Notice.objects.get(rule="letter-answered").recipient == letter.people["coordinator"]


def test_an_answer_brings_its_files_which_no_stranger_opens(letter, visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    unit = visit(letter.people["enterprise"])

    unit.post(f"{letter.get_absolute_url()}answer/", {"text": "见附件", "files": photo()})

    [file] = letter.answer_files.all()
    link = f"/attachments/{file.public_id}/"
    assert visit(letter.people["coordinator"]).get(link).status_code == 200
    assert visit(UserFactory(role=Role.ENTERPRISE)).get(link).status_code == 404


def test_a_talk_in_the_past_is_refused(letter):
    given = LetterGiven(requirement="说明", talk_at=clock.now(), talk_place="县政府")

    with pytest.raises(WorkflowError):
        letters.issue("TALK", list(letter.items.all()), actor=letter.people["coordinator"], given=given)


@pytest.mark.parametrize(("days", "answered"), [(0, 0), (1, 1), (2, 1), (4, 3), (30, 7)])
def test_who_takes_part_is_to_be_told_before_the_talk(letter, days, answered):
    given = LetterGiven(requirement="说明", talk_at=clock.now() + timedelta(days=days, hours=1), talk_place="县政府")

    talk = letters.issue("TALK", list(letter.items.all()), actor=letter.people["coordinator"], given=given)

    assert (talk.answer_by - TUESDAY).days == answered


def document_as(kind, letter):
    """The document of a letter of another kind on the same items."""
    given = LetterGiven(requirement="立即整改", talk_at=clock.now() + timedelta(days=9), talk_place="县政府")
    items, actor = list(letter.items.all()), letter.people["coordinator"]
    if kind == "LISTING":
        items[0].people = letter.people
        actor = fit_for_listing(items[0])
        Item.objects.filter(pk=items[0].pk).update(deadline=later(60))
        items = [Item.objects.get(pk=items[0].pk)]
    return document_of(letters.issue(kind, items, actor=actor, given=given).paper)


@pytest.mark.parametrize(("kind", "is_letter"), [("SUPERVISION", True), ("LISTING", False), ("TALK", False)])
def test_a_supervision_letter_has_the_form_of_a_letter_a_notice_that_of_a_document(letter, kind, is_letter):
    document = document_as(kind, letter)

    assert document.is_letter == is_letter
    assert document.number.endswith("〔2026〕2号")
    assert document.issuer == document.signature == document.printed_by


def test_a_listing_notice_names_place_person_measures_limit_and_when_it_ends(letter):
    item = letter.items.get()
    text = "\n".join(document_as("LISTING", letter).plain_texts())

    days = ("督办期限（即整改期限）：", "向社会公布", "解除条件：")
    for said in (item.title, item.responsible_person, item.measures, *days):
        assert said in text


def test_the_day_of_a_talk_is_written_as_documents_write_it(letter):
    text = "\n".join(document_as("TALK", letter).plain_texts())
    day = TUESDAY + timedelta(days=9)

    assert f"约谈时间：{day.year}年{day.month}月{day.day}日（星期四）8时；地点：县政府。" in text


def test_nobody_else_answers_for_the_unit(letter):
    with pytest.raises(NotAllowedError):
        take(workflow.LETTERS, letter.pk, "answer", actor=letter.people["coordinator"], text="代答")

    letter.refresh_from_db()
    assert letter.answered_at is None


def test_a_voided_letter_keeps_its_number_and_the_next_one_gets_its_own(letter):
    take(workflow.LETTERS, letter.pk, "void", actor=letter.people["coordinator"], reason="文号有误")
    following = issued()

    letter.refresh_from_db()
    assert letter.is_void
    assert (letter.paper.sequence, following.paper.sequence) == (1, 2)
    with pytest.raises(WrongStateError):
        take(workflow.LETTERS, letter.pk, "answer", actor=letter.people["enterprise"], text="收到")


def test_a_letter_that_was_changed_or_is_missing_is_found(letter):
    issued()
    assert list(broken_papers()) == []

    with connection.cursor() as cursor:
        for statement in append_only.removal(connection.vendor, "documents_issueddocument"):
            cursor.execute(statement)
    changed = {**letter.frozen, "requirement": "不用整改"}
    IssuedDocument.objects.filter(pk=letter.document_id).update(sequence=3, content=changed)

    said = "\n".join(broken_papers())
    assert "not what was issued" in said
    assert "1 is missing" in said


def test_numbers_begin_anew_with_the_year(letter, tuesday):
    with clock.at(clock.start_of(later(60))):
        assert list(series.take(LETTERS.key_of(county=letter.county_id, year=2027, word=settings.LETTER_WORD))) == [1]
    assert list(series.take(LETTERS.key_of(county=letter.county_id, year=2026, word=settings.LETTER_WORD))) == [2]


def test_a_stranger_finds_nothing_of_the_letter(letter, visit):
    stranger = visit(UserFactory(role=Role.ENTERPRISE))
    here = letter.get_absolute_url()

    assert stranger.get(here).status_code == 404
    assert stranger.post(f"{here}answer/", {"text": "x"}).status_code == 404
    assert stranger.post(f"{here}void/", {"reason": "x"}).status_code == 404
    assert letter.number not in stranger.get("/supervision/letters/").content.decode()


def test_a_letter_says_what_documents_md_demands(letter):
    frozen = letter.frozen

    assert frozen["number"] == f"{settings.LETTER_WORD}〔2026〕1号"
    assert frozen["addressee"] == letter.people["enterprise"].organization.name
    assert frozen["items"][0].keys() >= {"number", "problem", "deadline", "days_late", "reminders"}
    assert all(frozen[name] for name in ("title", "opening", "requirement", "answer_by", "issuer"))


def test_letters_are_filtered_by_what_became_of_them(letter, visit):
    browser = visit(letter.people["coordinator"])

    shown = {
        asked: browser.get(f"/supervision/letters/?answer={asked}").context["page"].object_list
        for asked in ("open", "answered", "void", "late")
    }

    assert {asked: len(rows) for asked, rows in shown.items()} == {"open": 1, "answered": 0, "void": 0, "late": 0}
    assert SupervisionLetter.objects.late(later(30)).count() == 1


def test_a_letter_leaves_as_word_and_pdf_for_those_who_see_it(letter, visit):
    item = letter.items.get()
    unit = visit(item.lead_organization.users.get())
    stranger = visit(UserFactory(role=Role.ENTERPRISE))

    word, pdf = (unit.get(f"/supervision/letters/{letter.pk}/{kind}/") for kind in ("docx", "pdf"))

    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert letter.number in text
    assert item.number in text
    assert pdf.content.startswith(b"%PDF")
    assert stranger.get(f"/supervision/letters/{letter.pk}/pdf/").status_code == 404


def test_the_paper_of_a_letter_leads_to_the_letter_for_those_who_see_it(letter, visit):
    paper = f"/documents/{letter.document_id}/"
    unit, stranger = visit(letter.people["enterprise"]), visit(UserFactory(role=Role.ENTERPRISE))

    assert unit.get(paper).headers["Location"] == letter.get_absolute_url()
    assert unit.get(f"{paper}pdf/").content == unit.get(f"{letter.get_absolute_url()}pdf/").content
    assert stranger.get(paper).status_code == stranger.get(f"{paper}pdf/").status_code == 404


def test_voiding_a_letter_undoes_what_it_did_and_tells_the_unit(letter, visit):
    item, people = letter.items.get(), letter.people
    assert item.supervision_level == "SUPERVISED"

    take(workflow.LETTERS, letter.pk, "void", actor=people["coordinator"], reason="文号有误")

    item = Item.objects.get(pk=item.pk)
    assert (item.supervision_level, item.history.last().transition) == ("", "void-letter")
    told = Notice.objects.get(rule="letter-voided")
    assert (told.recipient, letter.number in told.title) == (people["enterprise"], True)
    assert still_there(told.recipient, [told], TUESDAY) == {told.pk}
    page = visit(people["coordinator"]).get(item.get_absolute_url()).content.decode()
    assert "<strong>文书作废</strong>" in page
    assert page.count("所依文书已作废") == 2
    assert "督办" not in facts_of([item.pk], Moment(clock.now() + timedelta(seconds=1), TUESDAY))[item.pk]["progress"]


def test_what_was_done_without_the_letter_stays(letter):
    item, actor = letter.items.get(), letter.people["coordinator"]
    advance(item.pk, "supervise", actor=actor, version=item.version, level="SUPERVISED", reason="再督办")

    take(workflow.LETTERS, letter.pk, "void", actor=actor, reason="文号有误")

    assert Item.objects.get(pk=item.pk).supervision_level == "SUPERVISED"


def test_a_voided_listing_stops_its_clocks():
    item = ItemFactory(major=True, assigned=True)
    head = fit_for_listing(item)
    rows = EscalationProposal.objects.open().filter(item=item)
    given = LetterGiven(requirement="五落实")
    [notice] = confirm({row.pk: item.version for row in rows}, actor=head, given=given).letters
    assert ListedSupervision.objects.filter(item=item).exists()

    take(workflow.LETTERS, notice.pk, "void", actor=item.people["coordinator"], reason="错")

    assert Item.objects.get(pk=item.pk).supervision_level == ""
    assert not ListedSupervision.objects.filter(item=item).exists()


def test_of_what_was_handed_in_for_re_inspection_no_letter_says_that_it_is_not_rectified(visit):
    item = ItemFactory(under_review=True)
    days = {"deadline": later(-8), "submitted_on": later(-2)}
    Item.objects.filter(pk=item.pk).update(**days)
    escalate_overdue(TUESDAY)
    row = EscalationProposal.objects.open().get(item=item)

    page = visit(item.people["coordinator"]).get(f"/supervision/decide/?item={row.pk}.{item.version}").content.decode()
    given = LetterGiven(requirement="立即整改")
    [found] = confirm({row.pk: item.version}, actor=item.people["coordinator"], given=given).letters

    assert "该单位已申请复查" in page
    assert "待复查" in page
    assert "申请复查" in found.frozen["opening"]


@pytest.mark.parametrize("step", ["answer", "void"])
def test_for_whom_a_step_is_not_is_refused_before_what_was_sent_is_read(letter, client, step):
    client.force_login(UserFactory(role="SUPERIOR", organization=letter.people["coordinator"].organization))

    answer = client.post(reverse(f"supervision:letter-{step}", args=[letter.pk]), {})

    letter.refresh_from_db()
    assert (answer.status_code, letter.answered_at, letter.is_void) == (403, None, False)
