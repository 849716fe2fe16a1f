"""The list in its own look, with what will become of each row."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from rectification.imports.checking import Checked, CheckedRow
from rectification.imports.columns import Column, Layout
from rectification.imports.grids import Grid, text_of
from rectification.imports.parsed import RowError
from rectification.imports.tables import counterpart, table_of, tables
from rectification.models import Item

LONG = 30
NEW, KNOWN, MERGED, REFUSED = "new", "known", "merged", "refused"


@dataclass(frozen=True)
class PreviewCell:
    """A value as it stands in the sheet, marked where it is at fault."""

    text: str
    is_wrong: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it needs a wide column to be read."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class PreviewRow:
    """A row of the sheet: its number, its cells, what becomes of it, and what is wrong with it."""

    number: int
    cells: tuple[PreviewCell, ...]
    status: str
    messages: tuple[str, ...] = ()
    item: Item | None = None
    is_certain: bool = False
    similarity: int = 0


@dataclass(frozen=True)
class Preview:
    """All rows, and how many of each kind there are."""

    headings: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    counts: dict[str, int] = field(default_factory=dict)


def preview(grid: Grid, layout: Layout, checked: Checked) -> Preview:
    """What step 3 shows, in the order of the sheet; a further table stands under the headings of the first."""
    sheet = _Sheet(grid, tables(grid, layout, layout.mapping))
    items = _items(checked.proposals)
    rows = [_row(sheet, row, items) for row in checked.rows]
    errors = {error.row: error for error in checked.parsed.errors}
    for draft in checked.parsed.incomplete:
        rows.append(sheet.line(draft.row, REFUSED, (errors[draft.row],)))
    rows.sort(key=lambda row: row.number)
    counts = {status: sum(row.status == status for row in rows) for status in (NEW, KNOWN, MERGED, REFUSED)}
    return Preview(tuple(column.heading for column in layout.columns), tuple(rows), counts)


@dataclass(frozen=True)
class _Sheet:
    """The sheet under the headings of its first table."""

    grid: Grid
    layouts: Sequence[Layout]

    def line(self, number: int, status: str, errors: Sequence[RowError] = ()) -> PreviewRow:
        wrong = {error.column for error in errors}
        table = table_of(self.layouts, number)
        cells = tuple(self._cell(number, counterpart(column, table), wrong) for column in self.layouts[0].columns)
        return PreviewRow(number, cells, status, tuple(f"{error.column}：{error.message}" for error in errors))

    def _cell(self, number: int, column: Column | None, wrong: Container[str]) -> PreviewCell:
        if column is None:
            return PreviewCell("")
        return PreviewCell(text_of(self.grid.shown(number, column.columns[0])) or "", column.heading in wrong)


def _items(proposals: Sequence[CheckedRow]) -> dict[int, Item]:
    keys = [row.match.key for row in proposals if row.match]
    return Item.objects.in_bulk(keys)


def _row(sheet: _Sheet, row: CheckedRow, items: dict[int, Item]) -> PreviewRow:
    if row.errors:
        return sheet.line(row.draft.row, REFUSED, row.errors)
    if row.is_duplicate:
        return sheet.line(row.draft.row, KNOWN)
    line = sheet.line(row.draft.row, MERGED if row.match else NEW)
    if row.match is None:
        return line
    percent = round(row.match.similarity * 100)
    return PreviewRow(line.number, line.cells, MERGED, (), items.get(row.match.key), row.match.is_certain, percent)
