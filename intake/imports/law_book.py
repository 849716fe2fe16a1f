"""依据库工作簿: the catalogue as somebody has changed it, row by row against what is on file (rules R11, 8).

A row without a number, or with an own one that is not on file, is new. One of which only the last day differs ends.
Whatever else differs is a correction: the row on file ends the day before the new one begins. Rows that are missing
from the workbook stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import models
from django.utils.translation import gettext as _

from core.errors import WorkflowError
from intake.reading.bounded import read_apart
from intake.reading.grids import Cell, Grid, text_of
from intake.reading.parsed import RowError
from intake.reading.refusals import UnreadableFileError
from intake.rules import register_values
from intake.rules.register_values import OddValueError
from law.services import book, shelves
from law.services.amending import UnfitRowsError, Wanted
from law.services.book import CODE
from law.services.shelves import KEPT, Said
from law.states import Change, Shelf

LAST_DAY = "valid_to"
OF_AN_END = {"valid_to", "replaced_by"}
"""Where nothing else differs, a row ends and none comes in its place."""


@dataclass(frozen=True)
class BookRow:
    """A row of the workbook with what it says, where each column stands, and what becomes of it."""

    shelf: str
    sheet: str
    row: int
    said: Said
    headings: Mapping[str, str]
    wanted: Wanted | None = None


@dataclass
class LawBook:
    """What a workbook would change: the rows that are new, end or are corrected, and what can't be read."""

    changed: list[BookRow] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)

    @property
    def wanted(self) -> list[Wanted]:
        return [row.wanted for row in self.changed if row.wanted]

    def refuse(self, refusal: UnfitRowsError) -> None:
        """Note what the catalogue itself says against rows, each at its cell."""
        for place, fault in refusal.faults.items():
            self.errors.append(_error(self.changed[place], fault))


def read(path: Path) -> LawBook:
    """Compare a workbook with what is on file. Raises UnreadableFileError where it is no catalogue of the law."""
    known, found = book.sheets_by_words(), LawBook()
    grids = [(known[grid.name.strip()], grid) for grid in read_apart(path) if grid.name.strip() in known]
    if not grids:
        names = "、".join(str(shelf.label) for shelf in Shelf)
        raise UnreadableFileError(_("None of its sheets is one of the catalogue: %(names)s.") % {"names": names})
    for shelf, grid in grids:
        on_file = {row.pk: shelves.said(row) for row in KEPT[Shelf(shelf)].model._default_manager.all()}
        for row in _rows(shelf, grid, found):
            _place(row, on_file, found)
    return found


def _rows(shelf: str, grid: Grid, found: LawBook) -> Iterator[BookRow]:
    """The rows of a sheet that say anything, below the first row, which names the columns."""
    at = _columns(shelf, grid)
    headings = {name: (text_of(grid.rows[0][place]) or "").strip() for name, place in at.items()}
    for number, cells in enumerate(grid.rows[1:], start=2):
        row = BookRow(shelf, grid.name, number, {}, headings)
        faults = list(_fill(row, cells, at))
        found.errors += faults
        if not faults and any(row.said.values()):
            yield row


def _columns(shelf: str, grid: Grid) -> dict[str, int]:
    """Where each column stands. Raises UnreadableFileError where one is missing."""
    words = book.by_words(shelf)
    heads = [(text_of(cell) or "").strip() for cell in (grid.rows[0] if grid.rows else ())]
    at = {words[head]: place for place, head in enumerate(heads) if head in words}
    if missing := [book.heading(shelf, name) for name in book.columns(shelf) if name not in at]:
        said = _("The sheet “%(sheet)s” lacks the columns: %(columns)s.")
        raise UnreadableFileError(said % {"sheet": grid.name, "columns": "、".join(missing)})
    return at


def _fill(row: BookRow, cells: Sequence[Cell], at: Mapping[str, int]) -> Iterator[RowError]:
    """Read the cells of a row; what can't be read is told."""
    for name, place in at.items():
        cell = cells[place] if place < len(cells) else None
        try:
            row.said[name] = _said(row.shelf, name, cell)
        except OddValueError as odd:
            yield RowError(row.row, row.headings[name], text_of(cell) or "", str(odd), row.sheet)


def _said(shelf: str, name: str, cell: Cell) -> str:
    text = (text_of(cell) or "").strip()
    if not text or name == CODE:
        return text
    column = shelves.field_of(shelf, name)
    if isinstance(column, models.DateField):
        return shelves.text(register_values.day_of(cell if isinstance(cell, date) else text).day)
    choices = book.choices_by_words(shelf, name)
    if choices and text not in choices:
        labels = "、".join(str(label) for _value, label in column.flatchoices or ())
        raise OddValueError(_("One of: %(choices)s") % {"choices": labels})
    return choices.get(text, text)


def _place(row: BookRow, on_file: Mapping[str, Said], found: LawBook) -> None:
    """What becomes of a row: nothing, an end, a correction, a new row, or a fault at its cell."""
    code, values = row.said[CODE], {name: text for name, text in row.said.items() if name != CODE}
    present = on_file.get(code)
    if present == values:
        found.unchanged += 1
        return
    try:
        wanted = _ended_or_corrected(row.shelf, code, values, present) if present else None
    except WorkflowError as fault:
        found.errors.append(_error(row, fault))
        return
    new = Wanted(row.shelf, Change.NEW, values=values, new_code=code)
    found.changed.append(BookRow(row.shelf, row.sheet, row.row, row.said, row.headings, wanted or new))


def _ended_or_corrected(shelf: str, code: str, values: Said, present: Said) -> Wanted:
    differing = {name for name in values if values[name] != present[name]}
    last_day = values[LAST_DAY]
    if differing <= OF_AN_END:
        if LAST_DAY not in differing or not last_day:
            raise WorkflowError(_("A row that has ended is not taken up again; enter a new one."), LAST_DAY)
        follower = {"replaced_by": values["replaced_by"]} if "replaced_by" in values else {}
        return Wanted(shelf, Change.END, code, follower, date.fromisoformat(last_day))
    if "valid_from" not in differing:
        raise WorkflowError(_("Say from when on the new row holds; the old one ends the day before."), "valid_from")
    return Wanted(shelf, Change.CORRECT, code, values)


def _error(row: BookRow, fault: WorkflowError) -> RowError:
    name = LAST_DAY if fault.field == "last_day" else fault.field or ""
    return RowError(row.row, row.headings.get(name, ""), row.said.get(name, ""), fault.message, row.sheet)


def counted(rows: Iterable[BookRow]) -> dict[str, int]:
    """How many rows are new, end, or are corrected."""
    changes = [row.wanted.change for row in rows if row.wanted]
    return {str(change.label): changes.count(change) for change in Change if change in changes}
