"""What stands around the text of a Word file: page, head with the red mark, signature, and the lines of its foot."""

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from documents.blocks import Document, Paragraph
from documents.rules.titles import ems, title_lines
from documents.word_text import (
    BODY,
    FANG,
    FOURTH,
    HEI,
    KAI,
    LATIN,
    PITCH,
    RED,
    SECOND,
    SMALL,
    SONG,
    TITLE,
    Place,
    line,
    rule,
    write,
)

TEXT_WIDTH, TEXT_POINTS = 156, 440
"""The text block in millimetres and in points."""
MARK_DOWN, LINE_DOWN = Mm(35), Pt(11.3)
"""From the text block's edge to the red mark, and from the number to the red line (4 mm)."""
LETTER_MARK_DOWN, LETTER_LINE_UP, NUMBER_UP, LETTER_BEYOND = Mm(30), Mm(20), Mm(25), Mm(7)
"""A letter: from the paper's edges to its mark and to its last line; its lines are 170 mm long."""
HEAD_DOWN, GREY = Mm(20), RGBColor(0x66, 0x66, 0x66)
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
DAY_INDENT, NUMBER_SIGN = 4, 0.4
"""In characters: of the day from the edge; the width of a sign of 1."""
BLANK_FOR_INK = "　　　"
UNITS = "年月日时条家个天项次处"
NEVER_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠" + UNITS
)
"""What no line begins with: the marks that Word has in its own list for Chinese, and the units of the papers."""
AFTER_LINE_BREAKS = ("w:savePreviewPicture", "w:compat")
THICK, THIN = 8, 6
"""Eighths of a point: 0.35 mm and 0.25 mm."""


def page(word: WordDocument, document: Document) -> None:
    """A4 with the text block of 156 x 225 mm, 22 lines of 28 signs, numbers outside at the foot."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.footer_distance = NUMBER_UP
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", "579")):
        grid.set(qn(f"w:{name}"), value)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    word.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], LEFT)
    if document.is_letter:
        _letter_page(section, document)
    if document.running_head:
        _running_head(section, document.running_head)
    style = word.styles["Normal"]
    style.font.size, style.font.name = BODY, LATIN
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.rPr.append(language)
    _units_with_their_numbers(word)


def _units_with_their_numbers(word: WordDocument) -> None:
    """No line begins with a unit (84|条), nor is there room between a number and its unit."""
    settings = word.settings.element
    before = _element("noLineBreaksBefore", lang="zh-CN", val=NEVER_FIRST)
    settings.insert_element_before(before, *AFTER_LINE_BREAKS)
    shape = word.styles["Normal"].element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):
        shape.append(_element(name, val="0"))


def page_across(word: WordDocument) -> None:
    """What follows stands on pages of its own, across the paper, bound at the same edge."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(37), Mm(35)


def text_width(word: WordDocument) -> int:
    """The width of the text block of the page that is being written, in EMU."""
    section = word.sections[-1]
    return int(section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _page_number(paragraph: WordParagraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, outside, one character from the edge."""
    paragraph.alignment = side
    indent = paragraph.paragraph_format
    indent.left_indent = indent.right_indent = FOURTH
    write(paragraph, "— ", SONG, FOURTH)
    run = write(paragraph, "", SONG, FOURTH)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    write(paragraph, " —", SONG, FOURTH)


def _running_head(section: Section, text: str) -> None:
    """Small and grey on top of each page."""
    section.header_distance = HEAD_DOWN
    for header in (section.header, section.even_page_header):
        paragraph = header.paragraphs[0]
        paragraph.alignment = CENTRE
        write(paragraph, text, FANG, SMALL).font.color.rgb = GREY


def _letter_page(section: Section, document: Document) -> None:
    """信函格式: the mark over a double line, another one at the foot of the first page, which bears no number."""
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = LETTER_MARK_DOWN, LETTER_LINE_UP
    for footer in (section.footer, section.even_page_footer):
        line(footer, "", FANG, BODY, pitch=Emu(NUMBER_UP - LETTER_LINE_UP))
    _take_first(section.first_page_header)
    _mark(section.first_page_header, document)
    _red_lines(section.first_page_header, kind="thickThinSmallGap")
    _take_first(section.first_page_footer)
    _red_lines(section.first_page_footer, kind="thinThickSmallGap")


def _take_first(place: BlockItemContainer) -> None:
    first = place.paragraphs[0]._p
    first.getparent().remove(first)


def _red_lines(place: Place, *, kind: str) -> None:
    drawn = line(place, "", FANG, BODY, pitch=Mm(4))
    drawn.paragraph_format.left_indent = drawn.paragraph_format.right_indent = -LETTER_BEYOND
    rule(drawn, "bottom", eighths=18, colour="FF0000", kind=kind, space=0)


def _mark(place: Place, document: Document) -> WordParagraph:
    size = Pt(min(36, TEXT_POINTS // len(document.issuer)))
    mark = line(place, document.issuer, TITLE, size, align=CENTRE, pitch=Pt(size.pt * 1.2))
    for run in mark.runs:
        run.font.color.rgb = RED
    return mark


def head(word: WordDocument, document: Document) -> None:
    """The mark, the number over its red line, the title two lines below, the addressee."""
    if document.is_letter:
        _letter_head(word, document)
    elif document.issuer:
        line(word, document.draft, HEI, FOURTH, align=RIGHT)
        _mark(word, document).paragraph_format.space_before = Emu(MARK_DOWN - PITCH)
        _blank(word, 2)
        _numbered(word, document)
    elif document.draft:
        line(word, document.draft, HEI, FOURTH, align=RIGHT)
    _blank(word, 2)
    for text in title_lines(document.title, TEXT_POINTS / SECOND.pt):
        line(word, text, TITLE, SECOND, align=CENTRE, pitch=Pt(35))
    _blank(word)
    if document.addressee:
        line(word, f"{document.addressee}：", FANG, BODY)


def _letter_head(word: WordDocument, document: Document) -> None:
    if document.draft:
        line(word, document.draft, HEI, FOURTH)
    line(word, document.number, FANG, BODY, align=RIGHT)


def _numbered(word: WordDocument, document: Document) -> None:
    if document.is_upward:
        number = _with_signer(word, document)
    else:
        number = line(word, document.number, FANG, BODY, align=CENTRE)
    rule(number, "bottom", eighths=12, colour="FF0000", space=LINE_DOWN.pt)


def _with_signer(word: WordDocument, document: Document) -> WordParagraph:
    """The number at the left, 签发人 at the right with the name in 楷体: one character from either edge."""
    number = line(word, f"{document.number}\t签发人：", FANG, BODY, indent=1)
    number.paragraph_format.tab_stops.add_tab_stop(Emu(Mm(TEXT_WIDTH) - BODY), WD_TAB_ALIGNMENT.RIGHT)
    write(number, document.signer or BLANK_FOR_INK, KAI, BODY)
    return number


def _blank(word: WordDocument, lines: int = 1) -> None:
    for _line in range(lines):
        line(word, "", FANG, BODY)


def foot(word: WordDocument, document: Document) -> None:
    """Attachments, signature over its day, and whom to ask."""
    body = len(word.paragraphs) - isinstance(document.blocks[-1], Paragraph)
    _attachments(word, document)
    for paragraph in word.paragraphs[body:]:
        _hold_together(paragraph)
    if document.signature or document.day:
        _signature(word, document)
    if document.contact:
        _hold_together(word.paragraphs[-1])
        line(word, f"（{document.contact}）", FANG, BODY, indent=2)


def _attachments(word: WordDocument, document: Document) -> None:
    """附件：1.…; a name that is too long for its line goes on under its own first sign."""
    if document.listed_attachments:
        _blank(word)
    for place, (number, name) in enumerate(document.listed_attachments):
        head = ("附件：" if place == 0 else "　　　") + number
        shape = line(word, f"{head}{name}", FANG, BODY).paragraph_format
        beyond = 3 + len(number) * NUMBER_SIGN
        shape.left_indent, shape.first_line_indent = int(BODY * (2 + beyond)), int(-BODY * beyond)


def _signature(word: WordDocument, document: Document) -> None:
    """The name centred over the day, the day four characters from the edge; never alone on a page."""
    day = document.written_day
    beyond = (ems(day) - ems(document.signature)) / 2
    _blank(word)
    _hold_together(word.paragraphs[-1])
    if document.signature:
        right = max(DAY_INDENT + beyond, 0) if day else DAY_INDENT
        _hold_together(line(word, document.signature, FANG, BODY, align=RIGHT, right=right), bool(day))
    if day:
        line(word, day, FANG, BODY, align=RIGHT, right=DAY_INDENT)


def _hold_together(paragraph: WordParagraph, holds: bool = True) -> None:
    paragraph.paragraph_format.keep_with_next = holds


def copies(word: WordDocument, document: Document) -> None:
    """版记: at the foot of the last page, between lines; a letter has its copies there without lines."""
    rows = []
    if document.copied_to:
        rows.append(f"抄送：{document.copied_to}。")
    if document.printed_by and not document.is_letter:
        day = f"{document.written_day}印发" if document.day else ""
        rows.append(f"{document.printed_by}\t{day}")
    if not rows:
        return
    # Between two tables there must be a paragraph, or they become one.
    line(word, "", FANG, BODY, pitch=Pt(1))
    table = word.add_table(rows=0, cols=1)
    table.autofit = False
    room = text_width(word)
    table.columns[0].width = Emu(room)
    for text in rows:
        _copies_row(table.add_row().cells[0], text, room)
    _at_the_foot(table, lined=not document.is_letter)
    line(word, "", FANG, BODY, pitch=Pt(1))


def _copies_row(cell: _Cell, text: str, room: int) -> None:
    """A row of 四号 between the edges of one character; a tab goes to the right one."""
    cell.width = Emu(room)
    _take_first(cell)
    row = line(cell, text, FANG, FOURTH, pitch=Pt(24)).paragraph_format
    row.left_indent = row.right_indent = FOURTH
    row.tab_stops.add_tab_stop(Emu(room - FOURTH), WD_TAB_ALIGNMENT.RIGHT)
    if "\t" not in text:
        row.left_indent, row.first_line_indent = FOURTH * 4, -FOURTH * 3


def _at_the_foot(table: Table, *, lined: bool) -> None:
    """Let a table float to the lower edge of the text block."""
    properties = table._tbl.tblPr
    floating = _element("tblpPr", vertAnchor="margin", horzAnchor="margin", tblpX="0", tblpYSpec="bottom")
    properties.insert_element_before(floating, "w:tblOverlap", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    borders = OxmlElement("w:tblBorders")
    for side, eighths in (("top", THICK), ("bottom", THICK), ("insideH", THIN)) if lined else ():
        borders.append(_element(side, val="single", sz=str(eighths), space="0", color="000000"))
    properties.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")
    padded(table, 0, 0)


def padded(table: Table, lines: int, sides: int) -> None:
    """The room around the text of each cell, above and below and at its sides, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", lines), ("left", sides), ("bottom", lines), ("right", sides)):
        margins.append(_element(side, w=str(room), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _element(name: str, **told: str) -> BaseOxmlElement:
    made = OxmlElement(f"w:{name}")
    for attribute, value in told.items():
        made.set(qn(f"w:{attribute}"), value)
    return made
