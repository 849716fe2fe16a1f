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


def _marks(content: bytes) -> SheetMarks:
    marks, row, column = SheetMarks(), 0, 0
    events = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
    )
    for event, element in events:
        kind = etree.QName(element).localname
        if event == "start" and kind == "row":
            row, column = _number(element.get("r")) or row + 1, 0
            if element.get("hidden") in _TRUE or element.get("ht") == "0":
                marks.hidden_rows.add(row)
        elif event == "end" and kind == "c":
            column = _place(element.get("r")) or column + 1
            mark = _mark(element)
            if mark is not None and row <= MAX_ROWS and column <= MAX_COLUMNS:
                marks.cells[row, column] = mark
        elif event == "end" and kind == "col" and (element.get("hidden") in _TRUE or element.get("width") == "0"):
            last = min(_number(element.get("max")), MAX_COLUMNS)
            marks.hidden_columns.update(range(_number(element.get("min")), last + 1))
        if event == "end" and kind == "row":
            element.clear()
    return marks


def _mark(cell: Any) -> Mark | None:
    """What a cell without a value holds; a formula whose value is an empty text has one."""
    formula, value = cell.find("{*}f"), cell.find("{*}v")
    if "DISPIMG" in (formula.text or "" if formula is not None else "").upper():
        return Mark.PICTURE
    if cell.get("t") == "e":
        return Mark.PICTURE if cell.get("vm") else Mark.ERROR
    if formula is None or (value is not None and value.text) or (cell.get("t") == "str" and value is not None):
        return None
    return Mark.FORMULA if cell.find("{*}is") is None else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _place(reference: str | None) -> int:
    number = 0
    for sign in re.match(r"[A-Z]*", reference or "")[0]:  # type: ignore[index]
        number = number * 26 + ord(sign) - 64
    return number
