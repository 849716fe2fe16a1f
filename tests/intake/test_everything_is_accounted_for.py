"""V38: taken and left out together are all of the file; the cells are counted without our reader."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from intake.reading.parsed import ParsedList
from intake.reading.reading import read_list
from tests.intake.random_lists import NO_VALUES, Maker


def unaccounted(path) -> Iterator[str]:
    """Every cell of the file that is neither in an item nor named as left out."""
    parsed = read_list(path)
    sheets = {entry.sheet for entry in parsed.left_out if entry.what == "sheet"}
    assert sheets.isdisjoint(parsed.sheets)
    for sheet in load_workbook(path):
        if sheet.title in sheets:
            continue
        headings = [cell.value for cell in sheet[2]]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and not is_accounted(parsed, sheet.title, cell, headings):
                    yield f"{sheet.title} {cell.coordinate} {cell.value}"


def is_accounted(parsed: ParsedList, sheet: str, cell, headings: list[str]) -> bool:
    named = {(entry.what, entry.row, entry.column) for entry in parsed.left_out if entry.sheet == sheet}
    heading = headings[cell.column - 1] if cell.column <= len(headings) else None
    if cell.row == 1:
        return cell.value in {draft.list_title for draft in parsed.items if draft.sheet == sheet}
    if cell.row == 2:
        return heading in parsed.columns
    if ("row", cell.row, None) in named or ("column", None, heading) in named:
        return True
    column = heading or get_column_letter(cell.column)
    if {("cell", cell.row, column), ("cell", cell.row, get_column_letter(cell.column))} & named:
        return True
    return any(said(cell.value) in str(draft) for draft in parsed.items if is_of(draft, sheet, cell))


def said(value: object) -> str:
    """How a value stands in an item: a day as a day, all else as written."""
    day = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", str(value))
    return repr(date(*map(int, day.groups()))) if day else str(value)


def is_of(draft, sheet: str, cell) -> bool:
    has_value = cell.value not in NO_VALUES
    return has_value and draft.sheet == sheet and cell.row in draft.rows


@pytest.mark.req("V38")
@pytest.mark.parametrize("seed", range(25))
def test_no_cell_is_lost(seed, tmp_path):
    path = Maker(seed).save(tmp_path / "list.xlsx")

    assert list(unaccounted(path)) == []
