"""Word (.docx) in the layout of GB/T 9704-2012. The same document gives the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from documents import charts
from documents.blocks import Annex, Block, Document, Figure, Heading, PageBreak, Paragraph, Picture, Run, Table
from documents.rules.titles import ems
from documents.word_frame import TEXT_WIDTH, copies, foot, head, padded, page, page_across, text_width
from documents.word_text import BODY, FANG, HEI, KAI, SECOND, SMALL, TABLE, TITLE, clean, line, off_grid, write

HEADINGS = {1: HEI, 2: KAI, 3: FANG, 4: FANG}
LONGEST_PROPERTY = 255
CELL_ROOM = (40, 57)
"""2 pt above and below, 1 mm at the sides."""
PICTURE_HEIGHT = Mm(11)
OFF_A_TABLE, SHORT = Pt(8), 250
"""The room below a table; the height in points, two fifths of a page, up to which a table is not broken."""
THE_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def docx_of(document: Document) -> bytes:
    """The document as a Word file that names the fonts of official documents (they are on the readers' machines)."""
    word = WordFile()
    page(word, document)
    head(word, document)
    _blocks(word, document.blocks)
    foot(word, document)
    for place, annex in enumerate(document.annexes):
        _annex(word, annex, document.annex_label(place))
    copies(word, document)
    _properties(word, document)
    return with_fixed_times(word)


def _annex(word: WordDocument, annex: Annex, label: str) -> None:
    """A list on pages of its own, across the paper."""
    page_across(word)
    line(word, label, HEI, BODY)
    line(word, annex.title, TITLE, SECOND, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=None)
    _blocks(word, annex.blocks)


def _blocks(word: WordDocument, blocks: Iterable[Block]) -> None:
    """One after the other; what follows a table keeps off it."""
    for block, before in zip(blocks, (None, *blocks), strict=False):
        there = len(word.paragraphs)
        _block(word, block)
        if isinstance(before, Table) and len(word.paragraphs) > there:
            word.paragraphs[there].paragraph_format.space_before = OFF_A_TABLE


def _block(word: WordDocument, block: Block) -> None:
    if isinstance(block, Heading):
        line(word, block.text, HEADINGS[block.level], BODY, indent=2).paragraph_format.keep_with_next = True
    elif isinstance(block, Paragraph):
        paragraph = line(word, "", FANG, BODY, indent=0 if block.flush else 2)
        for run in block.runs:
            write(paragraph, _text(run), FANG, BODY)
    elif isinstance(block, Table):
        _table(word, block)
    elif isinstance(block, Figure):
        _figure(word, block)
    elif isinstance(block, PageBreak):
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(word: WordDocument, block: Table) -> None:
    if block.caption:
        caption = line(word, block.caption, HEI, SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=None)
        caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    padded(table, *CELL_ROOM)
    whole, room = sum(column.width for column in block.columns), text_width(word)
    widths = [Emu(int(room * column.width / whole)) for column in block.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _cells(table.rows[0], [column.heading for column in block.columns], widths, HEI, [False] * len(widths))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        _cells(table.add_row(), row, widths, FANG, [each.is_number for each in block.columns])
    _hold_rows(table, block, widths)
    if block.note:
        line(word, block.note, FANG, SMALL, pitch=None)


def _hold_rows(table: WordTable, block: Table, widths: Sequence[Length]) -> None:
    """A short table is not broken over pages; of a long one neither its first line nor its sum stands alone."""
    rows = list(table.rows)
    is_short = sum(_height(row, widths) for row in block.rows) < SHORT
    held = rows[:-1] if is_short else [rows[0], *rows[-2:-1]]
    for row in [*held, *(rows[-1:] if block.note else [])]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _height(row: Sequence[Run], widths: Sequence[Length]) -> float:
    """About how high a row of a table is, in points."""
    rooms = [max(int((width.pt - CELL_ROOM[1] / 10) / TABLE.pt), 1) for width in widths]
    lines = (-(-ems(_text(run)) // room) for run, room in zip(row, rooms, strict=True))
    return max(lines) * TABLE.pt * 1.3 + CELL_ROOM[0] / 10


def _cells(row: WordRow, runs: Sequence[Run], widths: Sequence[Length], font: str, numbers: list[bool]) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, run, width, is_number in zip(row.cells, runs, widths, numbers, strict=True):
        cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        off_grid(paragraph)
        if font == HEI:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _in_cell(paragraph, run, font)


def _in_cell(paragraph: WordParagraph, run: Run, font: str) -> None:
    if not isinstance(run, Picture):
        write(paragraph, _text(run), font, TABLE)
        return
    drawn = paragraph.add_run().add_picture(io.BytesIO(run.content), height=PICTURE_HEIGHT)
    drawn._inline.docPr.set("descr", run.text)


def _figure(word: WordDocument, block: Figure) -> None:
    paragraph = line(word, "", FANG, BODY, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=None)
    paragraph.paragraph_format.keep_with_next = bool(block.caption)
    picture = paragraph.add_run().add_picture(io.BytesIO(charts.png_of(block.spec)), width=Mm(TEXT_WIDTH))
    picture._inline.docPr.set("descr", block.alt)
    if block.caption:
        line(word, block.caption, HEI, SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=None)


def _text(run: Run) -> str:
    return run if isinstance(run, str) else run.text


def _properties(word: WordDocument, document: Document) -> None:
    kept = word.core_properties
    kept.title, kept.author = (clean(text)[:LONGEST_PROPERTY] for text in (document.title, document.signature))
    kept.last_modified_by = ""
    kept.language, kept.comments, kept.revision = "zh-CN", "", 1
    kept.created = kept.modified = THE_FIRST_DAY.replace(tzinfo=None)


def with_fixed_times(word: WordDocument) -> bytes:
    """The parts of the file in a fixed order and with a fixed time."""
    made, fixed = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, THE_FIRST_DAY.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return fixed.getvalue()
