"""Word (.docx) in the layout of GB/T 9704-2012. The same document gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core import charts
from core.documents.blocks import Block, Document, Figure, Heading, PageBreak, Paragraph, Run, Table

SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
BODY, SECOND, FOURTH, SMALL = Pt(16), Pt(22), Pt(14), Pt(12)
"""三号, 二号, 四号 and 小四."""
PITCH = Pt(28.95)
RED, BLACK = RGBColor(0xFF, 0, 0), RGBColor(0, 0, 0)
TEXT_WIDTH, TEXT_POINTS = 156, 440
"""The text block in millimetres and in points."""
SQUEEZE = "-4"
"""Twentieths of a point between the signs of the body: 28 of 16 pt fit into 156 mm."""
HEADINGS = {1: HEI, 2: KAI, 3: FANG, 4: FANG}
LONGEST_PROPERTY = 255
THE_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def docx_of(document: Document) -> bytes:
    """The document as a Word file that names the fonts of official documents (they are on the readers' machines)."""
    word = WordFile()
    _page(word)
    _head(word, document)
    for block in document.blocks:
        _block(word, block)
    _foot(word, document)
    _properties(word, document)
    return _with_fixed_times(word)


def _page(word: Any) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.footer_distance = Mm(25)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", "579")):
        grid.set(qn(f"w:{name}"), value)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    word.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    style = word.styles["Normal"]
    style.font.size, style.font.name = BODY, LATIN
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.rPr.append(language)


def _page_number(paragraph: Any, side: Any) -> None:
    """— 1 —, outside, one character from the edge."""
    paragraph.alignment = side
    indent = paragraph.paragraph_format
    indent.left_indent = indent.right_indent = FOURTH
    _write(paragraph, "— ", SONG, FOURTH)
    run = _write(paragraph, "", SONG, FOURTH)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    _write(paragraph, " —", SONG, FOURTH)


def _head(word: Any, document: Document) -> None:
    if document.draft:
        _line(word, document.draft, HEI, FOURTH, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if document.issuer:
        size = Pt(min(36, TEXT_POINTS // len(document.issuer)))
        mark = _line(word, document.issuer, TITLE, size, align=WD_ALIGN_PARAGRAPH.CENTER, exact=False)
        mark.runs[0].font.color.rgb = RED
        mark.paragraph_format.space_after = Pt(29)
    if document.issuer or document.number:
        number = _line(word, document.number, FANG, BODY, align=WD_ALIGN_PARAGRAPH.CENTER)
        _rule(number, "FF0000", 12)
        _line(word, "", FANG, BODY)
    for text in document.title.split("\n"):
        _line(word, text, TITLE, SECOND, align=WD_ALIGN_PARAGRAPH.CENTER)
    _line(word, "", FANG, BODY)
    if document.addressee:
        _line(word, f"{document.addressee}：", FANG, BODY)


def _foot(word: Any, document: Document) -> None:
    if document.attachments:
        _line(word, "", FANG, BODY)
        for place, name in enumerate(document.attachments, 1):
            number = f"{place}." if len(document.attachments) > 1 else ""
            _line(word, f"附件：{number}{name}" if place == 1 else f"　　　{number}{name}", FANG, BODY, indent=2)
    if document.signature or document.day:
        _line(word, "", FANG, BODY)
        signed = _line(word, document.signature, FANG, BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
        signed.paragraph_format.right_indent = BODY * 4
        if document.day:
            day = f"{document.day.year}年{document.day.month}月{document.day.day}日"
            _line(word, day, FANG, BODY, align=WD_ALIGN_PARAGRAPH.RIGHT).paragraph_format.right_indent = BODY * 4
    if document.contact:
        _line(word, f"（联系方式：{document.contact}）", FANG, BODY, indent=2)
    if document.copied_to:
        copies = _line(word, f"抄送：{document.copied_to}。", FANG, FOURTH)
        copies.paragraph_format.space_before = BODY
        _rule(copies, "000000", 8, sides=("top", "bottom"))


def _block(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        _line(word, block.text, HEADINGS[block.level], BODY, indent=2).paragraph_format.keep_with_next = True
    elif isinstance(block, Paragraph):
        paragraph = _line(word, "", FANG, BODY, indent=0 if block.flush else 2)
        for run in block.runs:
            _write(paragraph, _text(run), FANG, BODY)
    elif isinstance(block, Table):
        _table(word, block)
    elif isinstance(block, Figure):
        _figure(word, block)
    elif isinstance(block, PageBreak):
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(word: Any, block: Table) -> None:
    if block.caption:
        caption = _line(word, block.caption, HEI, SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, exact=False)
        caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.width for column in block.columns)
    widths = [Mm(TEXT_WIDTH * column.width / whole) for column in block.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _cells(table.rows[0], [column.heading for column in block.columns], widths, HEI, [False] * len(widths))
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for row in block.rows:
        _cells(table.add_row(), [_text(run) for run in row], widths, FANG, [each.is_number for each in block.columns])
    if block.note:
        _line(word, block.note, FANG, SMALL, exact=False)


def _cells(row: Any, texts: list[str], widths: list[Any], font: str, numbers: list[bool]) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width, is_number in zip(row.cells, texts, widths, numbers, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        off_grid = OxmlElement("w:snapToGrid")
        off_grid.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(off_grid)
        if font == HEI:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write(paragraph, text, font, SMALL)


def _figure(word: Any, block: Figure) -> None:
    paragraph = _line(word, "", FANG, BODY, align=WD_ALIGN_PARAGRAPH.CENTER, exact=False)
    paragraph.paragraph_format.keep_with_next = bool(block.caption)
    picture = paragraph.add_run().add_picture(io.BytesIO(charts.png_of(block.spec)), width=Mm(TEXT_WIDTH))
    picture._inline.docPr.set("descr", block.alt)
    if block.caption:
        _line(word, block.caption, HEI, SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, exact=False)


def _line(word: Any, text: str, font: str, size: Any, **shaped: Any) -> Any:
    """A paragraph; `align`, `indent` in characters, and `exact` line pitch (yes unless said otherwise)."""
    align, indent, exact = shaped.get("align"), shaped.get("indent", 0), shaped.get("exact", True)
    paragraph = word.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    if exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    if align is not None:
        paragraph.alignment = align
    if indent:
        shape.first_line_indent = size * indent
    if text:
        _write(paragraph, text, font, size)
    return paragraph


def _write(paragraph: Any, text: str, font: str, size: Any) -> Any:
    """A run of text."""
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.name = size, LATIN if font == FANG else font
    run.font.color.rgb = BLACK
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == BODY:
        squeeze = OxmlElement("w:spacing")
        squeeze.set(qn("w:val"), SQUEEZE)
        run._r.rPr.append(squeeze)
    return run


def _clean(text: str) -> str:
    """The text without what no document may hold: control characters."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)


def _text(run: Run) -> str:
    return run if isinstance(run, str) else run.text


def _rule(paragraph: Any, colour: str, eighths: int, sides: tuple[str, ...] = ("bottom",)) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _properties(word: Any, document: Document) -> None:
    kept = word.core_properties
    kept.title, kept.author = (_clean(text)[:LONGEST_PROPERTY] for text in (document.title, document.signature))
    kept.last_modified_by = ""
    kept.language, kept.comments, kept.revision = "zh-CN", "", 1
    kept.created = kept.modified = THE_FIRST_DAY.replace(tzinfo=None)


def _with_fixed_times(word: Any) -> bytes:
    """The parts of the file in a fixed order and with a fixed time."""
    made, fixed = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, THE_FIRST_DAY.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return fixed.getvalue()
