"""What the XML of a sheet says beside its values: formulas without one, errors, pictures in cells, what is hidden."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _
from lxml import etree

from intake.reading import sheet_drawings
from intake.reading.grids import Mark
from intake.reading.opening import MAX_COLUMNS, MAX_ROWS
from intake.reading.package_parts import Parts, parts_of, targets, tree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TELLING = (b"<f", b":f", b'"e"', b"'e'", b"hidden", b"DISPIMG", b'ht="0"', b'width="0"')
"""Without any of these a sheet has nothing to tell; looked for byte by byte, because most have none."""
DamagedError = etree.XMLSyntaxError
_OBJECT = re.compile(rb"ObjectType\s*=\s*[\"'](\w+)")
_TRUE = frozenset({"1", "true", "on"})
DRAWN = _("Pictures, shapes or charts over the cells")


@dataclass
class SheetMarks:
    """The marked cells, the hidden rows and columns of one sheet, and what hangs at it."""

    cells: dict[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    apart: list[str] = field(default_factory=list)
    in_cells: dict[tuple[int, int], str] = field(default_factory=dict)
    """Keys of the pictures that WPS keeps in cells."""
    pictures: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """The parts of the pictures that stand in or over a cell."""
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose text is struck through."""


def read_marks(packed: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """By the name of the sheet; a sheet that has nothing to tell is read by no parser."""
    parts = parts_of(packed)
    images, struck = sheet_drawings.cell_images(packed, parts), _struck_styles(packed, parts)
    found = {}
    for name, part in _sheets(packed, parts):
        content = packed.read(part)
        tells = any(sign in content for sign in _TELLING) or any(
            b'"%s"' % style.encode() in content for style in struck
        )
        marks = _marks(content, struck) if tells else SheetMarks()
        marks.pictures = {place: [images[key]] for place, key in marks.in_cells.items() if key in images}
        _hang(packed, parts, part, marks)
        found[name] = marks
    return found


def links_elsewhere(packed: zipfile.ZipFile) -> bool:
    """Whether the workbook points to other workbooks."""
    return any("externallinks/" in name.lower() for name in packed.namelist())


def _sheets(packed: zipfile.ZipFile, parts: Parts) -> Iterator[tuple[str, str]]:
    book = tree(packed.read(parts["xl/workbook.xml"]))
    named = targets(packed, parts, parts["xl/workbook.xml"])
    for entry in book.iter("{*}sheet"):
        key = next((value for name, value in entry.attrib.items() if name.endswith("}id")), "")
        part = parts.get(named.get(key, "").lower())
        if part is not None:
            yield entry.get("name") or "", part


def _struck_styles(packed: zipfile.ZipFile, parts: Parts) -> frozenset[str]:
    """The styles of cells whose font strikes the text through, by the number that cells name them with."""
    part = parts.get("xl/styles.xml")
    content = packed.read(part) if part else b""
    if b"strike" not in content:
        return frozenset()
    styles = tree(content)
    fonts = styles.find("{*}fonts")
    struck = {str(number) for number, font in enumerate(fonts if fonts is not None else ()) if _strikes(font)}
    forms = styles.find("{*}cellXfs")
    return frozenset(
        str(number) for number, form in enumerate(forms if forms is not None else ()) if form.get("fontId") in struck
    )


def _strikes(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in _TRUE


def _hang(packed: zipfile.ZipFile, parts: Parts, sheet: str, marks: SheetMarks) -> None:
    """Note what hangs at a sheet: pictures by their cells, comments by theirs, and that there is more."""
    for target in targets(packed, parts, sheet).values():
        part, name = parts.get(target.lower()), posixpath.basename(target).lower()
        if part is None:
            continue
        if "comment" in name:
            _note_comments(marks, packed.read(part))
        elif name.startswith("vmldrawing"):
            _note_more(marks, holds_more=_holds_more_than_notes(packed.read(part)))
        elif "drawing" in name:
            drawn = sheet_drawings.over_cells(packed, parts, part)
            _note_more(marks, holds_more=drawn.holds_more)
            for place, pictures in drawn.pictures.items():
                marks.pictures.setdefault(place, []).extend(pictures)


def _note_comments(marks: SheetMarks, content: bytes) -> None:
    """A thread is written twice, the second time for older programs: what came first stays."""
    for reference, words in sheet_drawings.comments(content):
        row, column = _number(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), _place(reference)
        if row and column:
            marks.comments.setdefault((row, column), words)


def _note_more(marks: SheetMarks, *, holds_more: bool) -> None:
    if holds_more and DRAWN not in marks.apart:
        marks.apart.append(DRAWN)


def _holds_more_than_notes(drawing: bytes) -> bool:
    """Older programs draw the frames of comments; anything else there is a button or a picture."""
    kinds = _OBJECT.findall(drawing)
    return any(kind != b"Note" for kind in kinds) or b"imagedata" in drawing


@dataclass
class _Reading:
    """How far a sheet has been read, and what was marked up to there."""

    struck: frozenset[str] = frozenset()
    marks: SheetMarks = field(default_factory=SheetMarks)
    row: int = 0
    column: int = 0

    def begin_row(self, element: etree._Element) -> None:
        self.row, self.column = _number(element.get("r")) or self.row + 1, 0
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self.marks.hidden_rows.add(self.row)

    def end_cell(self, element: etree._Element) -> None:
        self.column = _place(element.get("r")) or self.column + 1
        if self.struck and element.get("s") in self.struck:
            self.marks.struck.add((self.row, self.column))
        mark = _mark(element)
        if mark is None or self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            return
        self.marks.cells[self.row, self.column] = mark
        if mark == Mark.PICTURE:
            self.marks.in_cells[self.row, self.column] = sheet_drawings.picture_id(element.findtext("{*}f") or "")

    def end_columns(self, element: etree._Element) -> None:
        """One element stands for several columns of the same looks."""
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            last = min(_number(element.get("max")), MAX_COLUMNS)
            self.marks.hidden_columns.update(range(_number(element.get("min")), last + 1))

    @staticmethod
    def end_row(element: etree._Element) -> None:
        """What has been read is let go: a sheet may be larger than the memory for its tree."""
        element.clear()


def _marks(content: bytes, struck: frozenset[str]) -> SheetMarks:
    reading = _Reading(struck)
    steps = {
        ("start", "row"): reading.begin_row,
        ("end", "c"): reading.end_cell,
        ("end", "col"): reading.end_columns,
        ("end", "row"): reading.end_row,
    }
    events = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
    )
    for event, element in events:
        step = steps.get((event, etree.QName(element).localname))
        if step is not None:
            step(element)
    return reading.marks


def _mark(cell: etree._Element) -> Mark | None:
    """What a cell without a value holds."""
    formula = cell.find("{*}f")
    written = "" if formula is None else formula.text or ""
    if "DISPIMG" in written.upper():
        return Mark.PICTURE
    if cell.get("t") == "e":
        return Mark.PICTURE if cell.get("vm") else Mark.ERROR
    return None if formula is None or _has_value(cell) else Mark.FORMULA


def _has_value(cell: etree._Element) -> bool:
    """Whether a cell holds what its formula came to; an empty text is a value too."""
    if cell.find("{*}is") is not None:
        return True
    value = cell.find("{*}v")
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _place(reference: str | None) -> int:
    number = 0
    for sign in re.match(r"[A-Z]*", reference or "")[0]:  # type: ignore[index]
        number = number * 26 + ord(sign) - 64
    return number
