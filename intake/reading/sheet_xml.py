"""Cells of a sheet changed where they stand in the file: every other part of the workbook stays byte for byte."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_noop as _
from lxml import etree

from intake.reading.grids import letters
from intake.reading.refusals import UnreadableFileError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
CALC_CHAIN = "xl/calcChain.xml"
WIDE = "40"
Cells = Mapping[tuple[int, int], str | int]


@dataclass(frozen=True)
class Appended:
    """A column that is added: its place, the column whose formats it takes over, and the rows that have it."""

    column: int
    like: int
    top: int
    bottom: int


def with_cells(path: Path, sheets: Mapping[str, tuple[Cells, Appended | None]]) -> bytes:
    """The workbook with these cells (row and column counted from 1) of its sheets changed; their formats stay.

    Texts go in as text, never as formulas. Without a cell to change, the very bytes of the file.
    Raises UnreadableFileError where the sheet is not built as it must be.
    """
    content = path.read_bytes()
    for sheet, (cells, appended) in sheets.items():
        content = _with_cells(content, sheet, cells, appended) if cells else content
    return content


def _with_cells(content: bytes, sheet: str, cells: Cells, appended: Appended | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as new:
        changed = _changed_parts(packed, sheet, cells, appended)
        for info in packed.infolist():
            part = changed[info.filename] if info.filename in changed else packed.read(info)
            if part is not None:
                new.writestr(info, part)
    return out.getvalue()


def _changed_parts(
    packed: zipfile.ZipFile, sheet: str, cells: Cells, appended: Appended | None
) -> dict[str, bytes | None]:
    """The parts that become others; None for one that goes.

    Where a formula gave way to a text, the order of computation goes too: it would name a cell without formula,
    which Excel calls a damaged file. Excel makes it anew.
    """
    part = _part_of(packed, sheet)
    tree = _parsed(packed.read(part))
    held_formula = Sheet(tree).change(cells, appended)
    parts: dict[str, bytes | None] = {part: _written(tree)}
    if held_formula and CALC_CHAIN in packed.namelist():
        parts[CALC_CHAIN] = None
        for name, attribute in ((CONTENT_TYPES, "PartName"), (BOOK_LINKS, "Target")):
            parts[name] = _without(_parsed(packed.read(name)), attribute)
    return parts


def _without(tree: etree._Element, attribute: str) -> bytes:
    for entry in list(tree):
        if (entry.get(attribute) or "").endswith("calcChain.xml"):
            tree.remove(entry)
    return _written(tree)


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _written(tree: object) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(_("The workbook is damaged and can't be read."))


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """The part of the package in which a sheet stands."""
    book = _parsed(packed.read("xl/workbook.xml"))
    asked = [entry.get(f"{{{RELATIONS}}}id") for entry in book.iter(_tag("sheet")) if entry.get("name") == sheet]
    for link in _parsed(packed.read(BOOK_LINKS)).iter(f"{{{PACKAGE}}}Relationship"):
        if asked and link.get("Id") == asked[0]:
            target = str(link.get("Target"))
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise _damaged()


class Sheet:
    """A sheet's XML, its cells found by their place."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree
        self.rows = dict(_numbered(tree.iter(_tag("row")), _row_number))

    def change(self, cells: Cells, appended: Appended | None) -> bool:
        """Put the values in; whether a formula gave way to one."""
        if appended:
            self._append(appended)
        formulas = 0
        for (row, column), value in sorted(cells.items()):
            formulas += _fill(self._cell(row, column), value)
        return formulas > 0

    def _cell(self, number: int, column: int) -> etree._Element:
        """The cell, made in its place where the row doesn't have it yet."""
        if number not in self.rows:
            raise _damaged()
        there = self._cells(number)
        if column in there:
            return there[column]
        made = etree.Element(_tag("c"), r=f"{letters(column)}{number}")
        style = self._style(number - 1, column)
        if style:
            made.set("s", style)
        row = self.rows[number]
        row.insert(sum(place < column for place in there), made)
        row.attrib.pop("spans", None)
        return made

    def _cells(self, number: int) -> dict[int, etree._Element]:
        row = self.rows.get(number)
        return {} if row is None else dict(_numbered(row.iterchildren(_tag("c")), column_of))

    def _style(self, number: int, column: int) -> str:
        cell = self._cells(number).get(column)
        return "" if cell is None else cell.get("s") or ""

    def _append(self, appended: Appended) -> None:
        for number in range(appended.top, appended.bottom + 1):
            if number in self.rows:
                cell, style = self._cell(number, appended.column), self._style(number, appended.like)
                cell.attrib.pop("s", None)
                if style:
                    cell.set("s", style)
        widths = self.tree.find(_tag("cols"))
        if widths is not None and not any(int(each.get("max", "0")) >= appended.column for each in widths):
            place = str(appended.column)
            etree.SubElement(widths, _tag("col"), min=place, max=place, width=WIDE, customWidth="1")


def _fill(cell: etree._Element, value: str | int) -> bool:
    """Put a value in; whether a formula stood there."""
    formula = cell.find(_tag("f"))
    if formula is not None and formula.get("ref"):
        raise UnreadableFileError(
            _("A formula of the progress column reaches over several cells; turn it into values.")
        )
    for inner in list(cell):
        cell.remove(inner)
    for attribute in ("t", "cm", "vm"):
        cell.attrib.pop(attribute, None)
    if isinstance(value, int):
        etree.SubElement(cell, _tag("v")).text = str(value)
        return formula is not None
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", value)
    return formula is not None


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _numbered(
    elements: Iterable[etree._Element], number_of: Callable[[str], int]
) -> Iterator[tuple[int, etree._Element]]:
    """Elements with their places; one that names none follows the one before it."""
    last = 0
    for element in elements:
        last = number_of(element.get("r") or "") or last + 1
        yield last, element


def _row_number(reference: str) -> int:
    return int(reference) if reference.isdecimal() else 0


def column_of(reference: str) -> int:
    """AA7 stands in column 27; 0 for what is no reference."""
    found = re.match(r"[A-Z]+", reference)
    number = 0
    for sign in found[0] if found else "":
        number = number * 26 + ord(sign) - 64
    return number
