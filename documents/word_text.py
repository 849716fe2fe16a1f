"""Lines, runs and rules of a Word file in the fonts and sizes of official documents."""

from typing import TypedDict, Unpack

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
BODY, SECOND, FOURTH, SMALL, TABLE = Pt(16), Pt(22), Pt(14), Pt(12), Pt(10.5)
"""三号, 二号, 四号, 小四 and 五号."""
PITCH = Pt(28.95)
RED, BLACK = RGBColor(0xFF, 0, 0), RGBColor(0, 0, 0)
SQUEEZE = "-5"
"""Twentieths of a point between the signs of the body: 28 of 16 pt fit into 156 mm."""
AFTER_SNAP = ("w:spacing", "w:ind", "w:jc", "w:rPr")
AFTER_BORDERS = ("w:tabs", "w:snapToGrid", *AFTER_SNAP)
AFTER_SQUEEZE = ("w:sz", "w:szCs", "w:lang")
"""What follows in a paragraph's and a run's properties: the format wants them in its order."""


Place = WordDocument | BlockItemContainer
"""What takes paragraphs: a document, a header or footer, a cell."""


class Shape(TypedDict, total=False):
    """`indent` of the first line and `right` indent in characters, `pitch` of the lines (None: the font's own)."""

    align: WD_ALIGN_PARAGRAPH
    indent: int
    right: float
    pitch: Length | None


class Drawn(TypedDict, total=False):
    """The `kind` of a line and its `space` to the text in points."""

    kind: str
    space: float


def line(place: Place, text: str, font: str, size: Length, **shaped: Unpack[Shape]) -> Paragraph:
    """A paragraph of a document, header or footer."""
    paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    pitch = shaped.get("pitch", PITCH)
    if pitch is not None:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, pitch
    if pitch != PITCH:
        off_grid(paragraph)
    if shaped.get("align") is not None:
        paragraph.alignment = shaped["align"]
    if shaped.get("indent"):
        shape.first_line_indent = size * shaped["indent"]
    if shaped.get("right"):
        shape.right_indent = int(size * shaped["right"])
    if text:
        write(paragraph, text, font, size)
    return paragraph


def off_grid(paragraph: Paragraph) -> None:
    """Let the lines stand where they come, not on the grid of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, *AFTER_SNAP)


def write(paragraph: Paragraph, text: str, font: str, size: Length) -> Run:
    """A run of text."""
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.name = size, LATIN if font == FANG else font
    run.font.color.rgb = BLACK
    properties = run._r.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == BODY:
        squeeze = OxmlElement("w:spacing")
        squeeze.set(qn("w:val"), SQUEEZE)
        properties.insert_element_before(squeeze, *AFTER_SQUEEZE)
    return run


def clean(text: str) -> str:
    """The text without what no document may hold: control characters."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)


def rule(paragraph: Paragraph, side: str, *, eighths: int, colour: str = "000000", **drawn: Unpack[Drawn]) -> None:
    """A line above or below a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *AFTER_BORDERS)
    edge = OxmlElement(f"w:{side}")
    edge.set(qn("w:val"), drawn.get("kind", "single"))
    edge.set(qn("w:sz"), str(eighths))
    edge.set(qn("w:space"), str(drawn.get("space", 4)))
    edge.set(qn("w:color"), colour)
    borders.append(edge)
