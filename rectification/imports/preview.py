"""The list in its own look, with what will become of each row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rectification.imports.checking import Checked, CheckedRow
from rectification.imports.columns import Layout
from rectification.imports.grids import Grid, text_of
from rectification.imports.parsed import RowError
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
    """What step 3 shows, in the order of the sheet."""
    items = _items(checked.proposals)
    rows = [_row(grid, layout, row, items) for row in checked.rows]
    errors = {error.row: error for error in checked.parsed.errors}
    for draft in checked.parsed.incomplete:
        rows.append(_line(grid, layout, draft.row, REFUSED, (errors[draft.row],)))
    rows.sort(key=lambda row: row.number)
    counts = {status: sum(row.status == status for row in rows) for status in (NEW, KNOWN, MERGED, REFUSED)}
    return Preview(tuple(column.heading for column in layout.columns), tuple(rows), counts)


def _items(proposals: Sequence[CheckedRow]) -> dict[int, Item]:
    keys = [row.match.key for row in proposals if row.match]
    return Item.objects.in_bulk(keys)


def _row(grid: Grid, layout: Layout, row: CheckedRow, items: dict[int, Item]) -> PreviewRow:
    if row.errors:
        return _line(grid, layout, row.draft.row, REFUSED, row.errors)
    if row.is_duplicate:
        return _line(grid, layout, row.draft.row, KNOWN, ())
    line = _line(grid, layout, row.draft.row, MERGED if row.match else NEW, ())
    if row.match is None:
        return line
    percent = round(row.match.similarity * 100)
    return PreviewRow(line.number, line.cells, MERGED, (), items.get(row.match.key), row.match.is_certain, percent)


def _line(grid: Grid, layout: Layout, number: int, status: str, errors: Sequence[RowError]) -> PreviewRow:
    wrong = {error.column for error in errors}
    cells = tuple(
        PreviewCell(text_of(grid.shown(number, column.columns[0])) or "", column.heading in wrong)
        for column in layout.columns
    )
    return PreviewRow(number, cells, status, tuple(f"{error.column}：{error.message}" for error in errors))
