"""From a checked file to its grids."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_noop as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from rectification.imports import opening
from rectification.imports.grids import Area, Cell, Grid, read_value
from rectification.imports.refusals import UnreadableFileError

MAX_MERGED_CELLS = 2_000_000


def read_grids(path: Path, sheet: str | None = None) -> list[Grid]:
    """The sheets of a workbook in their order, or the one asked for."""
    opening.check(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return _grids(book, sheet)
    except CalamineError as damaged:
        raise UnreadableFileError(_("The workbook is damaged and can't be read.")) from damaged


def _grids(book: CalamineWorkbook, asked: str | None) -> list[Grid]:
    sheets = {entry.name: entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet}
    if asked is not None and asked not in sheets:
        names = "、".join(sheets)
        raise UnreadableFileError(_("There is no sheet %(asked)s. There are: %(names)s"), asked=asked, names=names)
    chosen = sheets if asked is None else {asked: sheets[asked]}
    return [
        _grid(book.get_sheet_by_name(name), entry.visible == SheetVisibleEnum.Visible) for name, entry in chosen.items()
    ]


def _grid(sheet: CalamineSheet, is_visible: bool) -> Grid:
    rows = [tuple(read_value(value) for value in row) for row in sheet.to_python(skip_empty_area=False)]
    rows = _without_empty_edge(rows)
    width = len(rows[0]) if rows else 0
    areas = _areas(sheet.merged_cell_ranges or (), len(rows), width)
    return Grid(sheet.name, tuple(rows), areas, is_visible)


def _without_empty_edge(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    height = max(
        (number for number, row in enumerate(rows, start=1) if any(value is not None for value in row)), default=0
    )
    filled = (column for row in rows[:height] for column, value in enumerate(row, start=1) if value is not None)
    width = max(filled, default=0)
    return [row[:width] for row in rows[:height]]


def _areas(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int) -> tuple[Area, ...]:
    areas = [Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
    inside = [area for area in areas if area.top <= height and area.left <= width]
    covered = sum(
        (min(area.bottom, height) - area.top + 1) * (min(area.right, width) - area.left + 1) for area in inside
    )
    if covered > MAX_MERGED_CELLS:
        raise UnreadableFileError(_("The merged cells of the sheet cover each other; it can't be read."))
    return tuple(inside)
