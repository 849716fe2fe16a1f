"""What the XML of a sheet says beside its values: formulas without one, errors, pictures in cells, what is hidden."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml import etree

from rectification.imports.grids import Mark
from rectification.imports.opening import MAX_COLUMNS, MAX_ROWS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TELLING = (b"<f", b":f", b'"e"', b"'e'", b"hidden", b"DISPIMG", b'ht="0"', b'width="0"')
"""Without any of these a sheet has nothing to tell; looked for byte by byte, because most have none."""
DamagedError = etree.XMLSyntaxError
_TRUE = frozenset({"1", "true", "on"})
_HANGING = (
    ("comments", _("Comments at cells")),
    ("threadedcomment", _("Comments at cells")),
    ("drawing", _("Pictures, shapes or charts over the cells")),
    ("table", ""),
)


@dataclass
class SheetMarks:
    """The marked cells, the hidden rows and columns of one sheet, and what hangs at it."""

    cells: dict[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    apart: list[str] = field(default_factory=list)


def read_marks(packed: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """By the name of the sheet; a sheet that has nothing to tell is read by no parser."""
    parts = {name.lower().replace("\\", "/"): name for name in packed.namelist()}
    found = {}
    for name, part in _sheets(packed, parts):
        content = packed.read(part)
        marks = _marks(content) if any(sign in content for sign in _TELLING) else SheetMarks()
        marks.apart = _apart(packed, parts, part)
        found[name] = marks
    return found


def links_elsewhere(packed: zipfile.ZipFile) -> bool:
    """Whether the workbook points to other workbooks."""
    return any("externallinks/" in name.lower() for name in packed.namelist())


def _sheets(packed: zipfile.ZipFile, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    book = _tree(packed.read(parts["xl/workbook.xml"]))
    targets = _targets(packed, parts, parts["xl/workbook.xml"])
    for entry in book.iter("{*}sheet"):
        key = next((value for name, value in entry.attrib.items() if name.endswith("}id")), "")
        part = parts.get(targets.get(key, "").lower())
        if part is not None:
            yield entry.get("name") or "", part


def _targets(packed: zipfile.ZipFile, parts: dict[str, str], part: str) -> dict[str, str]:
    """The parts that another part names, by key."""
    folder, file = posixpath.split(part)
    links = parts.get(f"{folder}/_rels/{file}.rels".lower())
    if links is None:
        return {}
    return {
        link.get("Id") or "": posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")
        for link in _tree(packed.read(links)).iter("{*}Relationship")
        if link.get("TargetMode") != "External"
    }


def _tree(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _apart(packed: zipfile.ZipFile, parts: dict[str, str], part: str) -> list[str]:
    targets = [target.lower() for target in _targets(packed, parts, part).values()]
    hanging = (name for key, name in _HANGING if name and any(key in posixpath.basename(each) for each in targets))
    return list(dict.fromkeys(hanging))


@dataclass
class _Reading:
    """How far a sheet has been read, and what was marked up to there."""

    marks: SheetMarks = field(default_factory=SheetMarks)
    row: int = 0
    column: int = 0

    def begin_row(self, element: Any) -> None:
        self.row, self.column = _number(element.get("r")) or self.row + 1, 0
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self.marks.hidden_rows.add(self.row)

    def end_cell(self, element: Any) -> None:
        self.column = _place(element.get("r")) or self.column + 1
        mark = _mark(element)
        if mark is not None and self.row <= MAX_ROWS and self.column <= MAX_COLUMNS:
            self.marks.cells[self.row, self.column] = mark

    def end_columns(self, element: Any) -> None:
        """One element stands for several columns of the same looks."""
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            last = min(_number(element.get("max")), MAX_COLUMNS)
            self.marks.hidden_columns.update(range(_number(element.get("min")), last + 1))

    @staticmethod
    def end_row(element: Any) -> None:
        """What has been read is let go: a sheet may be larger than the memory for its tree."""
        element.clear()


def _marks(content: bytes) -> SheetMarks:
    reading = _Reading()
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


def _mark(cell: Any) -> Mark | None:
    """What a cell without a value holds."""
    formula = cell.find("{*}f")
    written = "" if formula is None else formula.text or ""
    if "DISPIMG" in written.upper():
        return Mark.PICTURE
    if cell.get("t") == "e":
        return Mark.PICTURE if cell.get("vm") else Mark.ERROR
    return None if formula is None or _has_value(cell) else Mark.FORMULA


def _has_value(cell: Any) -> bool:
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
