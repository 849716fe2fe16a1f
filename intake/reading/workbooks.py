"""From a checked file to its grids, whatever its kind: .xlsx, .xls or text."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_noop as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from intake.reading import biff, delimited, opening, sheet_marks
from intake.reading.grids import Area, Cell, Grid, Mark, mark_of, read_value
from intake.reading.opening import Kind
from intake.reading.refusals import UnreadableFileError
from intake.reading.sheet_marks import SheetMarks

LINKS = _("Links to other workbooks: they are neither followed nor taken over")
MAX_MERGED_CELLS = 2_000_000


def read_grids(path: Path, sheet: str | None = None) -> list[Grid]:
    """The sheets of a list in their order, or the one asked for."""
    kind = opening.check(path)
    if kind == Kind.TEXT:
        return _of_text(path, sheet)
    marks = biff.read_marks(path.read_bytes()) if kind == Kind.XLS else _of_package(path)
    try:
        with path.open("rb") as file:
            return _read_book(file, marks, sheet)
    except (CalamineError, ValueError) as damaged:
        raise UnreadableFileError(_("The workbook is damaged and can't be read.")) from damaged


def _of_text(path: Path, asked: str | None) -> list[Grid]:
    text = delimited.text_of_bytes(path.read_bytes())
    if text is None:
        raise UnreadableFileError(
            _("This is not an .xlsx workbook. Open it in a spreadsheet program and save it as .xlsx.")
        )
    if asked not in (None, delimited.SHEET):
        raise _no_such_sheet(asked, [delimited.SHEET])
    return [delimited.read_grid(text)]


def _of_package(path: Path) -> dict[str, SheetMarks]:
    try:
        with zipfile.ZipFile(path) as packed:
            marks = sheet_marks.read_marks(packed)
            if marks and sheet_marks.links_elsewhere(packed):
                next(iter(marks.values())).apart.append(LINKS)
            return marks
    except (sheet_marks.DamagedError, zipfile.BadZipFile, KeyError) as damaged:
        raise UnreadableFileError(_("The workbook is damaged and can't be read.")) from damaged


def _read_book(file: BinaryIO, marks: dict[str, SheetMarks], sheet: str | None) -> list[Grid]:
    with CalamineWorkbook.from_filelike(file) as book:
        return _grids(book, marks, sheet)


def _no_such_sheet(asked: str | None, there: Sequence[str]) -> UnreadableFileError:
    names = "、".join(there)
    return UnreadableFileError(_("There is no sheet %(asked)s. There are: %(names)s"), asked=asked, names=names)


def _grids(book: CalamineWorkbook, marks: dict[str, SheetMarks], asked: str | None) -> list[Grid]:
    sheets = {entry.name: entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet}
    if asked is not None and asked not in sheets:
        raise _no_such_sheet(asked, list(sheets))
    chosen = sheets if asked is None else {asked: sheets[asked]}
    return [
        _grid(book.get_sheet_by_name(name), entry.visible == SheetVisibleEnum.Visible, marks.get(name) or SheetMarks())
        for name, entry in chosen.items()
    ]


def _grid(sheet: CalamineSheet, is_visible: bool, told: SheetMarks) -> Grid:
    if (sheet.total_height or 0) > opening.MAX_ROWS or (sheet.total_width or 0) > opening.MAX_COLUMNS * 2:
        raise UnreadableFileError(
            _("A sheet is larger than %(rows)d rows and %(columns)d columns."),
            rows=opening.MAX_ROWS,
            columns=opening.MAX_COLUMNS,
        )
    marks = dict(told.cells)
    rows = [
        tuple(_value(value, (number, column), marks) for column, value in enumerate(row, start=1))
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    rows = _without_empty_edge(rows, marks)
    width = len(rows[0]) if rows else 0
    areas = _areas(sheet.merged_cell_ranges or (), len(rows), width)
    return Grid(
        sheet.name,
        tuple(rows),
        areas,
        is_visible,
        marks=marks,
        hidden_rows=frozenset(told.hidden_rows),
        hidden_columns=frozenset(told.hidden_columns),
        apart=tuple(told.apart),
        pictures={place: tuple(parts) for place, parts in told.pictures.items()},
        comments=told.comments,
        struck=frozenset(told.struck),
    )


def _value(value: object, place: tuple[int, int], marks: dict[tuple[int, int], Mark]) -> Cell:
    """What stands in a cell; an error value or a picture is no text and leaves a mark."""
    if marks and place in marks:
        return None
    mark = mark_of(value)
    if mark is not None:
        marks[place] = mark
        return None
    return read_value(value)


def _without_empty_edge(rows: Sequence[tuple[Cell, ...]], marks: dict[tuple[int, int], Mark]) -> list[tuple[Cell, ...]]:
    height = max((number for number, row in enumerate(rows, start=1) if _holds_anything(row)), default=0)
    height = max([height, *(row for row, _column in marks if row <= len(rows))])
    filled = (column for row in rows[:height] for column, value in enumerate(row, start=1) if value is not None)
    width = max([max(filled, default=0), *(column for _row, column in marks)])
    return [row[:width] for row in rows[:height]]


def _holds_anything(row: tuple[Cell, ...]) -> bool:
    return any(value is not None for value in row)


def _areas(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int) -> tuple[Area, ...]:
    areas = [Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
    inside = [area for area in areas if area.top <= height and area.left <= width]
    covered = sum(
        (min(area.bottom, height) - area.top + 1) * (min(area.right, width) - area.left + 1) for area in inside
    )
    if covered > MAX_MERGED_CELLS:
        raise UnreadableFileError(_("The merged cells of the sheet cover each other; it can't be read."))
    return tuple(inside)
