"""Where a page, a table and a line may be broken: what belongs together stands together, in Word and in PDF."""

import io
import re

import pytest
from docx import Document as WordFile

from documents.blocks import Column, Document, Paragraph, Table
from documents.word import docx_of
from tests.documents.test_documents import W, document, lines_of, looked_at, part

FILLED = [Paragraph(("整改情况。",))]
COLUMNS = (Column("单位", 3), Column("问题", 1, True))


def filled(lines, *blocks, **given):
    """A document in which so many lines stand before the blocks."""
    given = {"copied_to": "", "printed_by": "", **given}
    return document(blocks=(*FILLED * lines, *blocks, Paragraph(("特此报告。",))), **given)


def table_of(rows):
    return Table(COLUMNS, (*((f"甲{place}", "1") for place in range(1, rows)), ("合计", str(rows - 1))))


def page_of(pages, text):
    (place,) = [place for place, page in enumerate(pages) if any(text in line for _top, _left, line in page)]
    return place


@looked_at
@pytest.mark.parametrize("lines", range(2, 9))
def test_a_short_table_stands_on_one_page(lines):
    pages = lines_of(filled(lines, table_of(7)))

    assert page_of(pages, "甲1") == page_of(pages, "甲6") == page_of(pages, "合计")


@looked_at
@pytest.mark.parametrize("rows", range(26, 36))
def test_the_sum_of_a_long_table_is_never_alone_on_its_page(rows):
    pages = lines_of(filled(9, table_of(rows)))

    assert page_of(pages, f"甲{rows - 1}") == page_of(pages, "合计")


@looked_at
@pytest.mark.parametrize("is_letter", [False, True])
@pytest.mark.parametrize("lines", range(2, 14))
def test_name_day_and_contact_stand_together(lines, is_letter):
    pages = lines_of(filled(lines, is_letter=is_letter, contact="联系人：张三，联系电话：0990-5580010"))

    assert page_of(pages, "联系人") == page_of(pages, "2026年11月5日") == page_of(pages, "特此报告")


@looked_at
def test_a_long_name_of_an_attachment_goes_on_under_its_own_first_sign():
    name = "示范县化工园区2026年10月安全环保问题整改台账及重大隐患清单（电子表格）"
    lines = [(left, text) for page in lines_of(filled(1, attachments=(name, "清单"))) for _top, left, text in page]
    (first,) = [left for left, text in lines if name[:16] in text and "关于" not in text]
    (rest,) = [left for left, text in lines if text.endswith("（电子表格）") and text != name]

    # The first line begins with 附件：1. where the file tells it in one.
    assert 0 <= rest - first < 3.8 * 16 + 2
    assert rest - 28 / 25.4 * 72 > 5 * 16


def test_in_word_such_a_name_hangs_too():
    paragraphs = WordFile(io.BytesIO(docx_of(document(attachments=("台账", "清单"))))).paragraphs
    first, second = [each for each in paragraphs if re.match("附件：1|　　　2", each.text)]

    for each in (first, second):
        shape = each.paragraph_format
        assert round(shape.left_indent.pt + shape.first_line_indent.pt) == 32
        assert round(-shape.first_line_indent.pt / 16, 1) == 3.8


@pytest.mark.parametrize(("rows", "held"), [(7, 7), (40, 2)])
def test_word_holds_the_rows_that_pdf_holds(rows, held):
    body = part(filled(3, table_of(rows)))
    kept = [bool(list(row.iter(f"{W}keepNext"))) for row in body.iter(f"{W}tr")]

    assert sum(kept) == held
    assert kept[0]
    assert kept[-2:] == [True, False]


def test_word_keeps_a_unit_with_its_number():
    settings = part(document(), "word/settings.xml")
    (marks,) = [each.get(f"{W}val") for each in settings.iter(f"{W}noLineBreaksBefore")]

    assert set("，。）年月日时条家个项") <= set(marks)
    assert len(marks) <= 100, "the format has room for a hundred"
    told = [each.tag.removeprefix(W) for each in part(document(), "word/styles.xml").iter()]
    assert {name for name in told if "autoSpace" in name} == {"autoSpaceDE", "autoSpaceDN"}


def test_what_follows_a_table_keeps_off_it():
    paragraphs = WordFile(io.BytesIO(docx_of(filled(1, table_of(3))))).paragraphs
    (after,) = [each for each in paragraphs if each.text == "特此报告。"]

    assert after.paragraph_format.space_before.pt > 0


@looked_at
def test_a_line_of_its_own_in_a_cell_is_one_on_paper():
    made = Document(title="清单", blocks=(Table((Column("包保领导"),), (("副县长\n沈志远",),)),))
    (page,) = lines_of(made)

    assert {"副县长", "沈志远"} <= {text for _top, _left, text in page}
