"""The list in its own look, with what will become of each row."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from intake.imports.checking import Checked, CheckedRow, where
from intake.reading.columns import Column, Layout
from intake.reading.grids import Grid, text_of
from intake.reading.parsed import Draft, ParsedList, RowError
from intake.reading.tables import counterpart, table_of, tables
from rectification.models import Item
from rectification.states import Entry

LONG = 30
NEW, KNOWN, MERGED, REPEATED, REFUSED = "new", "known", "merged", "repeated", "refused"
STATUSES = (NEW, KNOWN, MERGED, REPEATED, REFUSED)


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
    sheet: str = ""
    key: str = ""
    part: str = ""
    """The problem that was taken out of a cell with several; empty where the cell is one."""
    entry: str = Entry.OPEN
    repeats: str = ""
    """The earlier row that says the same, as it is named to a person."""


@dataclass(frozen=True)
class Preview:
    """All rows, and how many of each kind there are."""

    headings: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    counts: dict[str, int] = field(default_factory=dict)
    is_of_several_sheets: bool = False


def preview(forms: Sequence[tuple[Grid, Layout]], checked: Checked) -> Preview:
    """What step 3 shows, in the order of the sheets; every table stands under the headings of the first."""
    first = forms[0][1]
    sheets = {grid.name: _Sheet(grid, tables(grid, layout, layout.mapping), first) for grid, layout in forms}
    items = _items(checked.proposals)
    rows = [_row(sheets[row.draft.sheet], row, items, checked.parsed) for row in checked.rows]
    errors = {error.stands_at: error for error in checked.parsed.errors}
    for draft in checked.parsed.incomplete:
        rows.append(sheets[draft.sheet].line(draft, REFUSED, (errors[draft.stands_at],)))
    order = {name: position for position, name in enumerate(sheets)}
    rows.sort(key=lambda row: (order[row.sheet], row.number))
    counts = {status: sum(row.status == status for row in rows) for status in STATUSES}
    return Preview(tuple(column.heading for column in first.columns), tuple(rows), counts, len(sheets) > 1)


@dataclass(frozen=True)
class _Sheet:
    """A sheet under the headings of the list's first table."""

    grid: Grid
    layouts: Sequence[Layout]
    first: Layout

    def line(self, draft: Draft, status: str, errors: Sequence[RowError] = ()) -> PreviewRow:
        wrong = {error.column for error in errors}
        table = table_of(self.layouts, draft.row)
        cells = tuple(self._cell(draft.row, counterpart(column, table), wrong) for column in self.first.columns)
        messages = dict.fromkeys(
            f"{error.column}：{error.message}" if error.column else error.message for error in errors
        )
        entry = PreviewRow(draft.row, cells, status, tuple(messages), sheet=draft.sheet, key=draft.key)
        return replace(entry, part=draft.description) if draft.part else entry

    def _cell(self, number: int, column: Column | None, wrong: Container[str]) -> PreviewCell:
        if column is None:
            return PreviewCell("")
        return PreviewCell(text_of(self.grid.shown(number, column.columns[0])) or "", column.heading in wrong)


def _items(proposals: Sequence[CheckedRow]) -> dict[int, Item]:
    keys = [row.match.key for row in proposals if row.match]
    return Item.objects.in_bulk(keys)


def _row(sheet: _Sheet, row: CheckedRow, items: dict[int, Item], parsed: ParsedList) -> PreviewRow:
    if row.errors:
        return sheet.line(row.draft, REFUSED, row.errors)
    if row.repeats is not None:
        return replace(sheet.line(row.draft, REPEATED), repeats=where(row.repeats, parsed))
    if row.is_duplicate:
        return sheet.line(row.draft, KNOWN)
    line = replace(sheet.line(row.draft, MERGED if row.match else NEW), entry=row.entry or Entry.OPEN)
    if row.match is None:
        return line
    percent = round(row.match.similarity * 100)
    return replace(line, item=items.get(row.match.key), is_certain=row.match.is_certain, similarity=percent)
