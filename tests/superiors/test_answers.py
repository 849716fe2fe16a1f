"""The answer to a list: one snapshot for letter, table, workbook and the superior's file; a second one what is new."""

import io

import openpyxl
import pytest

from core.errors import DomainError, NotAllowedError
from core.services.acting import take
from documents.services.files import content_of, document_of
from documents.states import FileKind
from superiors.models import ListPaper
from superiors.services import answering, comparing, wording
from superiors.workflow import PAPERS
from tests.faces import assert_one
from tests.factories import UserFactory
from tests.superiors.lives import issued, merged, rectified, signed

pytestmark = pytest.mark.django_db
OWN = "我县已更换全部报警器，见附件照片。"


def table(paper):
    [annex] = document_of(paper.document).annexes
    [rows] = annex.blocks
    return [column.heading for column in rows.columns], rows.rows


def test_letter_table_workbook_and_own_file_say_the_same(one, items, coordinator, leader):
    rectified(items["第1项"])
    paper = answering.draft_answer(one, actor=coordinator)
    key = str(one.sources.get(number="第2项").pk)
    paper = take(PAPERS, paper.pk, "words", actor=coordinator, texts={key: {"progress": OWN}})
    paper = signed(paper, coordinator, leader)

    headings, rows = table(paper)
    told = {row[0]: row[headings.index("整改进展")] for row in rows}
    book = openpyxl.load_workbook(io.BytesIO(content_of(paper.document, FileKind.XLSX))).active
    [own] = paper.own_files.all()
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(own.content)))["交办清单"]

    assert told["第2项"] == OWN
    assert {row[0].value: row[5].value for row in book.iter_rows(min_row=3)} == told
    assert {sheet.cell(row, 1).value: sheet.cell(row, 5).value for row in range(3, 7)} == told


def test_the_letter_is_an_upward_one_with_signer_formulas_and_number(one, coordinator, leader):
    paper = issued(one, coordinator, leader)
    document = document_of(paper.document)

    assert document.is_upward
    assert document.signer == leader.name
    assert document.addressee == "示范市安全生产委员会办公室"
    assert "报送如下：" in document.blocks[0].runs[0]
    assert document.blocks[-1].runs == ("特此函告。",)
    assert paper.number.endswith("〔2026〕1号")
    assert document.attachments == ("交办.xlsx",)
    assert "0990-5580010" in document.contact


def test_the_sums_of_the_letter_are_the_list(one, items, coordinator, leader):
    rectified(items["第1项"])
    paper = issued(one, coordinator, leader)

    [said] = [block.runs[0] for block in document_of(paper.document).blocks if "清单所列问题共" in str(block)]

    assert said.startswith(
        "清单所列问题共4条：已完成整改1条，占纳入整改问题的25.0%；达到序时进度2条；未达到序时进度1条"
    )


def test_what_happens_after_the_draft_is_told_and_taken_only_when_asked(one, items, coordinator, client):
    paper = answering.draft_answer(one, actor=coordinator)
    rectified(items["第1项"])
    client.force_login(coordinator)

    assert [row.no for row in client.get(paper.get_absolute_url()).context["moved"]] == ["第1项"]
    take(PAPERS, paper.pk, "refresh", actor=coordinator, version=paper.version)
    assert client.get(paper.get_absolute_url()).context["moved"] == []


def test_the_second_answer_marks_what_has_changed(one, items, coordinator, leader):
    first = issued(one, coordinator, leader)
    rectified(items["第1项"])
    second = issued(one, coordinator, leader)

    headings, rows = table(second)

    assert second.since == first
    assert headings[-1] == "本次变化"
    assert [row[-1] for row in rows] == ["状态变化", "—", "—", "—"]


def test_a_second_answer_can_say_only_what_has_changed(one, items, coordinator, leader):
    issued(one, coordinator, leader)
    rectified(items["第1项"])
    second = issued(one, coordinator, leader, only_changed=True)

    assert [row[0] for row in table(second)[1]] == ["第1项"]
    assert "本次附表仅列有变化的问题" in str(document_of(second.document).blocks)


def test_nothing_has_changed_since_where_nothing_has_happened(one, coordinator, leader):
    issued(one, coordinator, leader)
    second = answering.draft_answer(one, actor=coordinator)

    assert comparing.changed(second) == {}


def test_a_first_answer_reports_the_whole_list(one, coordinator):
    with pytest.raises(DomainError):
        answering.draft_answer(one, actor=coordinator, only_changed=True)

    assert not ListPaper.objects.exists()


def test_a_merged_row_is_answered_with_the_row_that_took_it_in(one, items, coordinator):
    merged(items["第2项"], items["第1项"], coordinator)
    rectified(items["第1项"])
    rows = wording.lines_of(answering.draft_answer(one, actor=coordinator))

    assert rows[1][5].startswith("与第“第1项”项合并办理。已完成整改")
    assert rows[1][6] == "已完成整改"


def test_without_addressee_it_is_not_approved(one, coordinator, leader):
    one.issuer = ""
    one.save()
    paper = answering.draft_answer(one, actor=coordinator)

    with pytest.raises(DomainError):
        take(PAPERS, paper.pk, "approve", actor=leader, version=paper.version)

    assert not ListPaper.objects.get().approved_by


def test_who_drafted_it_does_not_approve_it(one, coordinator):
    coordinator.is_head = True
    coordinator.save()
    paper = answering.draft_answer(one, actor=coordinator)

    with pytest.raises(NotAllowedError):
        take(PAPERS, paper.pk, "approve", actor=coordinator, version=paper.version)


def test_who_wrote_words_of_it_does_not_approve_it(one, coordinator):
    paper = answering.draft_answer(one, actor=coordinator)
    second = UserFactory(role="COORDINATOR", organization=coordinator.organization, is_head=True)
    paper = take(PAPERS, paper.pk, "words", actor=second, version=paper.version, texts={"0": {}})

    with pytest.raises(NotAllowedError):
        take(PAPERS, paper.pk, "approve", actor=second, version=paper.version)


def test_what_is_issued_stays_when_the_list_goes_on(one, items, coordinator, leader):
    paper = issued(one, coordinator, leader)
    before = document_of(paper.document)
    rectified(items["第1项"])

    assert document_of(ListPaper.objects.get(pk=paper.pk).document) == before
    with pytest.raises(NotAllowedError):
        take(PAPERS, paper.pk, "words", actor=coordinator, texts={})


def test_a_body_above_the_county_reads_what_is_issued_and_no_draft(city, one, coordinator, leader):
    above = UserFactory(role="SUPERIOR", organization=city)
    paper = answering.draft_answer(one, actor=coordinator)

    assert not ListPaper.objects.visible_to(above).exists()
    signed(paper, coordinator, leader)
    assert set(ListPaper.objects.visible_to(above)) == {paper}


def test_steps_are_found_by_the_database_as_they_are_offered(one, coordinator, leader):
    answering.draft_answer(one, actor=coordinator)

    assert_one(PAPERS, [coordinator, leader, UserFactory(role="DEPARTMENT"), UserFactory(role="INSPECTOR")])
