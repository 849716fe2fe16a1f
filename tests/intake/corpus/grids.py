"""Lay a sheet from a text that looks like it.

One line is one row, `|` separates cells, an empty cell stays empty. `#12` is a number, `@2021-12-31` a real date,
`⏎` a line break inside a cell and `␣` a blank that must survive; everything else is text.
"""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | datetime | None


@dataclass
class MadeList:
    """One made-up file, what must be read from it, and the results of its formulas by coordinate."""

    book: Workbook | bytes
    expected: dict
    results: dict[str, str | int] = field(default_factory=dict)


def read_cell(written: str) -> Cell:
    written = written.strip()
    if not written:
        return None
    if re.fullmatch(r"#\d+", written):
        return int(written[1:])
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", written):
        return datetime.fromisoformat(written[1:])
    return written.replace("⏎", "\n").replace("␣", " ")


def read_rows(text: str) -> list[list[Cell]]:
    """The rows of a text; a line holding a single dot is an empty row."""
    lines = [line.strip() for line in text.strip("\n").splitlines() if line.strip()]
    return [[] if line == "." else [read_cell(cell) for cell in line.split("|")] for line in lines]


def lay(sheet: Worksheet, text: str, *, top: int = 1, left: int = 1) -> None:
    for row, cells in enumerate(read_rows(text), start=top):
        for column, value in enumerate(cells, start=left):
            if value is not None:
                put(sheet, row, column, value)


def put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column, value)
    if isinstance(value, datetime):
        cell.number_format = "yyyy/m/d"
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def book_with(title: str, text: str, *, left: int = 1, merged: str = "") -> Workbook:
    """A workbook of one sheet; `merged` names its merged ranges, separated by blanks."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, text, left=left, merged=merged)
    return book


def fill(sheet: Worksheet, text: str, *, left: int = 1, merged: str = "") -> None:
    lay(sheet, text, left=left)
    for area in merged.split():
        sheet.merge_cells(area)


def dress(sheet: Worksheet, heading: int, *, font: str = "仿宋_GB2312", colour: str = "", last: int = 0) -> None:
    """Fonts, borders and widths such as offices give them; with `last`, bordered empty rows down to there."""
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    width = sheet.max_column
    for row in sheet.iter_rows(min_row=heading, max_row=max(last, sheet.max_row), max_col=width):
        for cell in row:
            cell.border = border
            cell.font = Font(name=font, size=11)
    for cell in sheet[heading]:
        cell.font = Font(name="黑体", size=12, bold=True)
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 8 + 7 * (column % 4)


def save(made: MadeList, path: Path) -> None:
    if isinstance(made.book, bytes):
        path.write_bytes(made.book)
        return
    made.book.save(path)
    if made.results:
        store_results(path, made.results)


def store_results(path: Path, results: dict[str, str | int]) -> None:
    """Give the formulas of the first sheet the results that a spreadsheet program would have stored."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    for coordinate, value in results.items():
        text = with_result(text, coordinate, value)
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)


def with_result(text: str, coordinate: str, value: str | int) -> str:
    kind = ' t="str"' if isinstance(value, str) else ""
    pattern = rf'<c r="{coordinate}"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>'
    stored, count = re.subn(pattern, rf'<c r="{coordinate}"\1{kind}><f>\2</f><v>{value}</v></c>', text)
    if count != 1:
        raise ValueError(f"{coordinate} holds no formula")
    return stored
