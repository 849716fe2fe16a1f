"""Official documents as Word and PDF: GB/T 9704-2012 as domain/documents.md section 2 has it."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from docx import Document as WordFile
from docx.shared import Mm

from documents.blocks import Column, Document, Heading, Paragraph, Table
from documents.pdf import pdf_of
from documents.rules.titles import ems, title_lines
from documents.word import docx_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": (
        "pStyle",
        "keepNext",
        "keepLines",
        "widowControl",
        "pBdr",
        "tabs",
        "snapToGrid",
        "spacing",
        "ind",
        "jc",
        "rPr",
    ),
    "rPr": ("rStyle", "rFonts", "b", "color", "spacing", "sz", "szCs", "lang"),
    "tblPr": ("tblStyle", "tblpPr", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
}
"""The order in which the format wants the properties that are used; Word refuses a file that mixes them up."""
TEXT = "园区企业安全环保问题整改情况按月报告" * 60
TABLE = Table(
    (Column("编号", 2), Column("问题", 5), Column("逾期天数", 1, True)), (("2026-1", "泄漏", "3"),), "表1　逾期"
)
PDFTOTEXT = shutil.which("pdftotext")
looked_at = pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed")


def document(**given):
    told = {
        "title": "关于示范县化工园区2026年10月安全环保监管情况的报告",
        "blocks": (
            Heading("一、总体情况"),
            Paragraph((TEXT,)),
            Heading("（一）增减情况", 2),
            TABLE,
            Paragraph(("完。",)),
        ),
        "issuer": "示范县安全生产委员会办公室文件",
        "number": "示安委办〔2026〕3号",
        "addressee": "县人民政府",
        "signature": "示范县安全生产委员会办公室",
        "day": date(2026, 11, 5),
        "copied_to": "县委办公室",
        "printed_by": "示范县安全生产委员会办公室",
    }
    return Document(**{**told, **given})


def part(made, name="word/document.xml"):
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(docx_of(made))).read(name))


def lines_of(made):
    """The lines of each page of the PDF: place from the top and from the left, and the text."""
    read = subprocess.run([PDFTOTEXT, "-bbox-layout", "-", "-"], input=pdf_of(made), capture_output=True, check=True)
    pages = []
    for page in read.stdout.decode().split("<page ")[1:]:
        found = re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</line>', page, re.DOTALL)
        pages.append([(float(y), float(x), "".join(re.findall(r">([^<]*)</word>", words))) for x, y, words in found])
    return pages


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于督促整改逾期问题的督办函", ["关于督促整改逾期问题的督办函"]),
        (
            "关于示范县化工园区2026年10月安全环保监管情况的报告",
            ["关于示范县化工园区2026年10月", "安全环保监管情况的报告"],
        ),
        (
            "关于砚川化工园区2026年10月安全环保监管情况的报告（更正第1版）",
            ["关于砚川化工园区2026年10月", "安全环保监管情况的报告（更正第1版）"],
        ),
        ("没有断点" * 8, ["没有断点" * 4, "没有断点" * 4]),
    ],
)
def test_a_long_title_is_broken_after_a_word_into_lines_of_like_length(title, lines):
    assert title_lines(title, 20) == lines


def test_a_digit_is_half_as_wide_as_a_character():
    assert ems("2026年〔〕") == 5


@looked_at
def test_a_page_of_the_pdf_has_22_lines_of_28_signs():
    second = [line for line in lines_of(document())[1] if line[2].startswith(tuple(TEXT))]
    tops = sorted(top for top, _left, _text in second)

    assert len(second) == 22
    assert {round(after - before, 1) for before, after in pairwise(tops)} <= {28.9, 29.0}
    assert Counter(len(text) for _top, _left, text in second).most_common(1)[0][0] == 28


@looked_at
def test_the_first_page_of_the_pdf_is_placed_as_the_standard_says():
    first = lines_of(document())[0]
    places = {text: (top, left) for top, left, text in first}
    mark, number = places["示范县安全生产委员会办公室文件"][0], places["示安委办〔2026〕3号"][0]

    assert abs(mark / 72 * 25.4 - (37 + 35)) < 2
    assert 60 < number - mark < 120
    assert places["县人民政府："][1] < 80


@looked_at
def test_the_number_of_a_letter_stands_right_and_its_first_page_has_none_of_its_own():
    first = lines_of(document(is_letter=True))[0]
    (left,) = [left for _top, left, text in first if text == "示安委办〔2026〕3号"]

    assert left > 300
    assert not [text for _top, _left, text in first if text.startswith("—")]


@looked_at
def test_a_rare_character_is_printed_where_the_machine_has_a_font_for_it():
    (page,) = lines_of(Document(title="通知", blocks=(Paragraph(("请龘某、㐂某到场。",)),)))

    assert "请龘某、㐂某到场。" in [text for _top, _left, text in page]


def test_the_word_file_has_the_page_and_the_fonts_of_the_standard():
    section = WordFile(io.BytesIO(docx_of(document()))).sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    fonts = {each.get(f"{W}eastAsia") for each in part(document()).iter(f"{W}rFonts")}

    assert [round(edge / Mm(1)) for edge in edges] == [37, 35, 28, 26]
    assert fonts == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}


@pytest.mark.parametrize("is_letter", [False, True])
def test_the_properties_stand_in_the_order_of_the_format(is_letter):
    made = part(document(is_letter=is_letter, draft="（草稿）", contact="张三", attachments=("台账", "清单")))

    for name, order in ORDER.items():
        for properties in made.iter(f"{W}{name}"):
            places = [order.index(inner.tag.removeprefix(W)) for inner in properties]
            assert places == sorted(places), [inner.tag for inner in properties]


@pytest.mark.parametrize(
    ("signature", "right"),
    [("示范县安全生产委员会办公室", 4 - (13 - 6.5) / 2), ("县应急局", 4 + (6.5 - 4) / 2)],
)
def test_the_name_stands_centred_over_the_day(signature, right):
    paragraphs = WordFile(io.BytesIO(docx_of(document(signature=signature, copied_to="", printed_by="")))).paragraphs
    name, day = paragraphs[-2:]

    assert (name.text, day.text) == (signature, "2026年11月5日")
    assert round(day.paragraph_format.right_indent.pt / 16, 1) == 4
    assert abs(name.paragraph_format.right_indent.pt / 16 - right) < 0.1
    assert name.paragraph_format.keep_with_next


def test_the_foot_has_thick_and_thin_lines_and_says_who_printed_it_when():
    made = part(document())
    (floating,) = [table for table in made.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblpPr") is not None]
    borders = {side.tag.removeprefix(W): side.get(f"{W}sz") for side in floating.find(f"{W}tblPr/{W}tblBorders")}

    assert borders == {"top": "8", "insideH": "6", "bottom": "8"}
    texts = ["".join(row.itertext()) for row in floating.iter(f"{W}tr")]
    assert texts == ["抄送：县委办公室。", "示范县安全生产委员会办公室2026年11月5日印发"]


def test_a_letter_has_its_mark_in_the_head_of_the_first_page():
    word = WordFile(io.BytesIO(docx_of(document(is_letter=True))))
    section = word.sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "示范县安全生产委员会办公室文件"
    assert word.paragraphs[0].text == "示安委办〔2026〕3号"
    assert "印发" not in "".join(part(document(is_letter=True)).itertext())


def test_the_same_document_gives_the_same_bytes():
    assert docx_of(document()) == docx_of(document())
    assert pdf_of(document()) == pdf_of(document())
