"""What a secretary need not edit (documents, section 5): each line, over Word, PDF and page of every kind of paper."""

import re
import shutil
from datetime import timedelta

import pytest
from django.db import transaction

from accounts.states import OrganizationKind
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from documents import kinds
from documents.blocks import Number, Table
from documents.models import IssuedDocument
from documents.services import issuing
from documents.services.files import document_of
from law.models import Basis
from rectification.rules.issuers import ISSUERS, REPORT, may_issue
from rectification.services import issuers
from rectification.states import EscalationDocument
from supervision.services.listed_facts import CLAUSE
from tests.factories import OrganizationFactory, UserFactory
from tests.reports.conftest import on
from tests.reports.papers import BASIS, KINDS, PHONE, REPORTS, County, Paper

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
SOFTWARE = re.compile(r"平台|系统|未填报|待填写|尚未建立|本期不列|暂无|None|null|undefined|%\(")
CODE = re.compile(r"[A-Z]{4,}(?!A)|[A-Z]+_[A-Z]+|<[a-z]")
CUT_OFF = re.compile(r"截至(\d{4}年\d{1,2}月\d{1,2}日)")
FORMULAS = {
    **dict.fromkeys(REPORTS, ("报告如下：", "特此报告。")),
    "LIST_ANSWER": ("报送如下：", "特此函告。"),
    "LIST_PUBLICATION": ("公示如下：", "特此公示。"),
    "CIRCULAR": ("通报如下：", "特此通报。"),
    "SUPERVISION": ("予以督办", "特此函告。"),
    "LISTING": ("挂牌督办", "特此通知。"),
    "TALK": ("约谈", "特此通知。"),
    "ADMISSION": ("意见如下：", "特此通知。"),
    "ENTERPRISE_PLAN": ("印发给你单位", "特此通知。"),
    "PROOF": ("审批手续情况如下：", "特此证明。"),
    "MINUTES": ("纪要如下：", "出席："),
    "PARK_MINUTES": ("纪要如下：", "出席："),
    "REMOVAL": ("解除挂牌督办", "特此通知。"),
    "RECHECK_OPINION": ("意见如下：", "一式"),
    "RECT_ORDER": ("项问题", "本指令书一式两份"),
    "VISIT_NOTICE": ("通知如下：", "特此通知。"),
    "VISIT_RESULT": ("告知如下：", "特此告知。"),
}
OF_A_PAST_ACT = {"VISIT_APPROVAL", "VISIT_RESULT"}
"""They say on which basis, in force on its own day, a visit was approved and paid."""
FORMS = {"SIGN_OFF_FORM", "ASSIGNMENT_SLIP", "BATCH_SLIP", "VISIT_APPROVAL", "SITE_RECORD"}
"""What is filled in as a table, without the formulas and the foot of a letter; whom one asks stands in its rows."""


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Made once for all tests of the module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = County()
        made.made = {kind: Paper(kind, document) for kind, document in made.papers()}
        yield made
        transaction.set_rollback(True)


def test_no_paper_is_issued_again_for_the_same_act_until_it_is_void(county):
    """Walks all kinds that are about a thing, of which it may have several."""
    about = {kind.code for kind in kinds.registered() if kind.wording}
    papers = IssuedDocument.objects.filter(kind__in=about, voided_at=None)

    assert {paper.kind for paper in papers} == about
    for paper in papers:
        row = kinds.named(paper.kind).of._default_manager.get(pk=paper.about)
        with on("11-29"), transaction.atomic():
            for again in (issuing.foreseen, issuing.issue_about):
                with pytest.raises(WrongStateError, match=paper.number):
                    again(paper.kind, row, actor=paper.issued_by)
            issuing.void(paper.pk, actor=paper.issued_by, reason="重复")
            assert issuing.issue_about(paper.kind, row, actor=paper.issued_by).number != paper.number
            transaction.set_rollback(True)


def test_no_paper_is_issued_on_a_basis_that_has_ended(county):
    """Walks the kinds that are worded of a thing; those of a past act tell on which basis it was done (R11, 2)."""
    about = {kind.code for kind in kinds.registered() if kind.wording}
    papers, refused = IssuedDocument.objects.filter(kind__in=about, voided_at=None), set()

    with on("11-29"), transaction.atomic():
        Basis.objects.update(valid_to=clock.today() - timedelta(days=1))
        ended = {basis.citation for basis in Basis.objects.citable().select_related("instrument")}
        for paper in papers:
            row = kinds.named(paper.kind).of._default_manager.get(pk=paper.about)
            issuing.void(paper.pk, actor=paper.issued_by, reason="依据已失效")
            try:
                texts = document_of(issuing.issue_about(paper.kind, row, actor=paper.issued_by)).plain_texts()
            except DomainError:
                refused.add(paper.kind)
            else:
                cited = [basis for basis in ended if any(basis in text for text in texts)]
                assert cited == [] or paper.kind in OF_A_PAST_ACT, paper.kind
        transaction.set_rollback(True)

    assert refused >= {"RECT_ORDER", "VISIT_NOTICE"}


@pytest.fixture(params=KINDS)
def paper(request, county):
    return county.made[request.param]


def tables(document):
    return [block for block in document.all_blocks if isinstance(block, Table)]


def said(run):
    return run.text if isinstance(run, Number) else run


def test_page_word_and_pdf_say_the_same(paper):
    told = [*paper.document.plain_texts(), *(number.text for number in paper.document.numbers())]
    told += [column.heading for table in tables(paper.document) for column in table.columns]
    told += [paper.document.addressee, paper.document.signature, paper.document.contact, paper.document.number]

    for form, text in paper.forms.items():
        missing = [each for each in told if "".join(each.split()) not in text]
        assert missing == [], form


def test_1_no_data_and_nought_are_printed_differently(county):
    for kind in REPORTS:
        for text in county.made[kind].forms.values():
            assert "同比无可比数据" in text
            assert "上年同期为0" not in text


def test_2_a_paper_has_addressee_formulas_day_and_foot(paper):
    if paper.kind in FORMS:
        return
    assert paper.kind in FORMULAS, "say with which formulas a paper of this kind opens and closes"
    opening, closing = FORMULAS[paper.kind]
    day = paper.document.written_day

    for text in paper.forms.values():
        assert f"{paper.document.addressee}：" in text
        assert opening in text
        assert closing in text
        assert day in text
        assert paper.document.is_letter or f"{day}印发" in text
        assert ("签发人：沈志远" in text) == (paper.kind in (*REPORTS, "LIST_ANSWER"))


def test_3_the_office_speaks_and_never_the_software(paper):
    for form, text in paper.forms.items():
        assert SOFTWARE.findall(text) == [], form


def test_4_causes_and_next_steps_are_drafted_from_what_is_on_record(county):
    for text in county.made["report"].forms.values():
        causes, _chapter, steps = text.partition("存在问题")[2].partition("下步工作")
        assert f"{county.late.number}号问题" in causes
        assert f"{county.refused.number}号问题联锁仍未恢复" in causes
        assert f"{county.extended.number}号问题设备交货推迟" in causes
        assert f"{county.late.number}号问题由{county.plant.name}牵头，原定10月10日完成" in steps
        assert re.search(rf"2026年11月到期\d+条，牵头单位和时限：{county.plant.name}", steps)


def test_5_tables_have_no_noughts_alone_and_add_up(paper):
    for table in tables(paper.document):
        assert table.columns[0].heading != "项目" or paper.kind in FORMS
        assert all(any(said(row[place]) != "0" for row in table.rows) for place in range(len(table.columns)))
        if said(table.rows[-1][0]) == "合计" and not table.note:
            lines, total = table.rows[:-1], table.rows[-1]
            for place, run in enumerate(total):
                if isinstance(run, Number):
                    assert sum(int(said(line[place])) for line in lines) == int(run.text), table.caption


def test_5_text_table_and_annex_have_the_same_sums(county):
    document = county.made["report"].document
    overdue, figures = document.annexes[0].blocks[0], county.report.snapshot["figures"]

    assert len(overdue.rows) == figures["ledger.overdue"] == 1
    by_unit = next(table for table in tables(document) if "责任单位" in table.caption)
    assert [said(run) for run in by_unit.rows[-1]][1] == str(figures["ledger.opening"])


def test_6_there_is_one_cut_off_and_one_request_with_one_day(paper):
    for form, text in paper.forms.items():
        assert len(set(CUT_OFF.findall(text))) <= 1, form
        assert len(re.findall("前书面", text)) == (paper.kind in ("CIRCULAR", "SUPERVISION", "LISTING", "TALK")), form


def test_6_the_limit_of_a_listing_is_the_deadline_in_force(county):
    listing = county.listed.item.listed_supervision

    assert listing.limit_on.isoformat() == county.notice.frozen["items"][0]["deadline"]
    assert "督办期限（即整改期限）：2026年11月19日。" in county.made["LISTING"].pdf


def test_7_the_superior_finds_his_list_in_his_states(county):
    table = next(table for table in tables(county.made["report"].document) if "上级反馈" in table.caption)

    assert [column.heading for column in table.columns] == ["来源", "清单", "问题", "达到序时进度", "未达到序时进度"]
    assert [said(run) for run in table.rows[-1]] == ["合计", "", "3", "2", "1"]


def test_8_units_persons_and_phones_in_full_no_code_and_no_status_in_brackets(paper):
    document = paper.document

    assert PHONE in document.contact or paper.kind in FORMS
    for form, text in paper.forms.items():
        assert CODE.findall(text.replace(BASIS.replace(" ", ""), "").replace("AQ3067", "")) == [], form
        assert not re.search(r"[（(][^（）()]{0,6}(整改中|待复查|待交办|督办|草稿|未印发)[）)]", text), form


def test_8_overdue_and_major_lines_say_measures_progress_cause_person_and_leader(county):
    by_kind = {
        "report": county.made["report"].document.annexes[1],
        "CIRCULAR": county.made["CIRCULAR"].document.annexes[0],
    }

    for kind, annex in by_kind.items():
        (table, *_more) = annex.blocks
        heads = [column.heading for column in table.columns]
        assert heads[:8] == ["序号", "编号", "单位", "问题", "时限", "逾期天数", "措施", "进展"], kind
        assert heads[-2:] == ["责任人", "包保领导"], kind
        assert {said(row[-1]) for row in table.rows} == {"副县长\n沈志远"}, kind


def test_9_a_listing_names_clause_leader_persons_and_phone(county):
    for text in county.made["LISTING"].forms.values():
        assert "判定依据：《化工和危险化学品生产经营企业重大生产安全事故隐患判定准则》（AQ3067—2026）第5.5.7项" in text
        assert "挂联县领导：副县长沈志远" in text
        assert f"督办责任单位及责任人：{county.head.organization.name}" in text
    assert CLAUSE.search("安监总管三〔2017〕121号第五项")
    assert not CLAUSE.search("安监总局令第45号")


def test_10_the_life_of_a_listing_ends_on_paper(county):
    for text in county.made["REMOVAL"].forms.values():
        assert county.notice.number in text
        assert "经复查验收合格" in text
        assert "回头看" in text


@pytest.mark.django_db
@pytest.mark.parametrize("paper_kind", [*EscalationDocument.values, REPORT])
def test_9_no_body_issues_what_it_has_no_power_for(paper_kind):
    able = {kind for kind in OrganizationKind if may_issue(paper_kind, kind)}

    for kind in OrganizationKind:
        person = UserFactory(organization=OrganizationFactory(kind=kind))
        if kind not in able:
            with pytest.raises(NotAllowedError, match=person.organization.name):
                issuers.refuse_without_power(paper_kind, "文书", person)
    assert OrganizationKind.ENTERPRISE not in able
    assert paper_kind in ISSUERS
    listing = paper_kind in (EscalationDocument.LISTING, EscalationDocument.REMOVAL)
    assert (OrganizationKind.OFFICE in able) != listing
