"""Several tables in one sheet, one below the other: each has its own heading, and what stands above it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.reading.columns import Column, Layout, lay_out
from intake.reading.field_words import LONGEST_HEADING, claim
from intake.reading.fields import DEADLINE, DESCRIPTION, LEAD
from intake.reading.grids import Cell, Grid, squeezed
from intake.reading.headings import header_at
from intake.reading.row_kinds import Kind, RowView, kind_of

FEWEST_HEADINGS = 3


def tables(grid: Grid, first: Layout, decided: Mapping[str, str | None] | None = None) -> list[Layout]:
    """The first table and those below it; a heading that is only repeated on the next page begins one too."""
    found = [first]
    row = first.bottom + 1
    while row <= grid.height:
        further = _table_at(grid, row, found[-1], decided)
        if further is not None:
            found[-1] = replace(found[-1], last=further.top - 1)
            found.append(further)
            row = further.bottom
        row += 1
    return found


def first_table(grid: Grid, strongest: Layout, decided: Mapping[str, str | None] | None = None) -> Layout:
    """The table above the one with the strongest heading, if one with items stands there."""
    for row in range(1, strongest.top):
        table = _table_at(grid, row, None, decided)
        if table is not None and table.bottom < strongest.top:
            above = replace(table, last=strongest.top - 1)
            views = (RowView(grid, above, row) for row in above.rows)
            return above if any(kind_of(view, after_notes=False) == Kind.ITEM for view in views) else strongest
    return strongest


def table_of(layouts: Sequence[Layout], row: int) -> Layout:
    """The table in which a row stands."""
    return next((layout for layout in reversed(layouts) if layout.top <= row), layouts[0])


def counterpart(column: Column, table: Layout) -> Column | None:
    """The column of another table that means the same, else the one with the same heading."""
    if column.field:
        return table.column(column.field)
    return next((each for each in table.columns if squeezed(each.heading) == squeezed(column.heading)), None)


def _table_at(grid: Grid, row: int, above: Layout | None, decided: Mapping[str, str | None] | None) -> Layout | None:
    if not _reads_as_heading(grid, row):
        return None
    if above is not None and _is_repeated(grid, row, above):
        return replace(above, top=row, bottom=row, last=grid.height)
    header = header_at(grid, row)
    top = max(header.top, above.bottom + 1 if above else 1)
    layout = lay_out(grid, replace(header, top=top), decided)
    return layout if DESCRIPTION in layout.fields and layout.fields & {LEAD, DEADLINE} else None


def _reads_as_heading(grid: Grid, row: int) -> bool:
    """Whether nothing but headings stands in a row, the problem and two more fields among them."""
    texts = [grid.own(row, column) for column in grid.filled(row)]
    if len(texts) < FEWEST_HEADINGS or not all(map(_may_be_heading, texts)):
        return False
    fields = [claim(str(text))[0] for text in texts]
    known = [field for field in fields if field]
    return DESCRIPTION in known and len(set(known)) >= FEWEST_HEADINGS and len(known) * 3 >= len(fields) * 2


def _may_be_heading(value: Cell) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_HEADING


def _is_repeated(grid: Grid, row: int, above: Layout) -> bool:
    """Whether the headings stand over the same columns as before."""
    places = {squeezed(column.heading): column.columns[0] for column in above.columns}
    return all(places.get(squeezed(grid.own(row, column))) == column for column in grid.filled(row))
