"""A list of files in its own look, with what will become of each row."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.imports.preview import PreviewCell
from intake.imports.registers.checking import CHANGED, NEW, CheckedRegister, CheckedRow
from intake.reading.grids import squeezed
from intake.reading.parsed import RowError
from intake.reading.register_fields import SERIAL


@dataclass(frozen=True)
class RegisterPreviewRow:
    """A row of the sheet: its place, its cells, what becomes of it, and what is wrong with it or worth a look."""

    checked: CheckedRow
    cells: tuple[PreviewCell, ...]
    messages: tuple[str, ...]
    remarks: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """The further files that come in with it, in words."""

    @property
    def status(self) -> str:
        return self.checked.status


@dataclass(frozen=True)
class RegisterPreview:
    """All rows under the headings of all sheets, and how many of each kind there are."""

    headings: tuple[str, ...]
    rows: tuple[RegisterPreviewRow, ...]
    counts: dict[str, int]
    is_of_several_sheets: bool


def preview(checked: CheckedRegister) -> RegisterPreview:
    """What step 3 shows."""
    layouts = [sheet.layout for sheet in (checked.parsed.first, *checked.parsed.sheets)]
    named = (column.heading for layout in layouts for column in layout.columns if column.field != SERIAL)
    headings = tuple(dict.fromkeys(named))
    rows = tuple(_row(row, headings) for row in checked.rows)
    return RegisterPreview(headings, rows, checked.counts, len(checked.parsed.sheets) > 1)


def _row(row: CheckedRow, headings: Iterable[str]) -> RegisterPreviewRow:
    wrong = {error.column for error in row.errors}
    cells = tuple(PreviewCell(row.row.said.get(heading, ""), heading in wrong) for heading in headings)
    parts = (part for part in row.beside if part.is_written)
    beside = tuple(f"{part.name}：{part.words}" for part in parts) if row.status in (NEW, CHANGED) else ()
    return RegisterPreviewRow(row, cells, _said(row.errors), _said(row.warnings), beside)


def _said(told: Iterable[RowError]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{squeezed(one.column)}：{one.message}" if one.column else one.message for one in told))
