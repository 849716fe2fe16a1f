"""Read a list of files (名录): the way in for command, browser and tests alike; knows no database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intake.reading.grids import Grid, text_of
from intake.reading.parsed import LeftOut, RowError
from intake.reading.reading import filled_sheets
from intake.reading.refusals import UnreadableFileError
from intake.reading.register_fields import Fields
from intake.reading.register_headings import RegisterLayout, lay_out
from intake.reading.register_rows import RegisterRow, RowReader
from intake.rules import form_words

ALIKE = 0.5
Mapped = Mapping[str, str | None]


@dataclass(frozen=True)
class ReadSheet:
    """A sheet with the list in it."""

    grid: Grid
    layout: RegisterLayout
    title: str
    rows: tuple[RegisterRow, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def merit(self) -> tuple[bool, int, int]:
        """Of several sheets the one with rows, more fields and more rows holds the list."""
        return bool(self.rows), len(self.rows) * len(self.layout.by_field), len(self.rows)


@dataclass(frozen=True)
class ParsedRegister:
    """A list as read, over all its sheets."""

    sheets: tuple[ReadSheet, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def first(self) -> ReadSheet:
        """The sheet that says most."""
        return max(self.sheets, key=lambda sheet: sheet.merit)

    @property
    def rows(self) -> list[RegisterRow]:
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def title(self) -> str:
        return self.first.title

    @property
    def columns(self) -> dict[str, str | None]:
        """The headings of all sheets; of two that are the same the one that means something."""
        found: dict[str, str | None] = {}
        for sheet in (self.first, *self.sheets):
            found |= {name: field for name, field in sheet.layout.mapping.items() if not found.get(name)}
        return found

    @property
    def warnings(self) -> list[RowError]:
        """Cells without a value under a heading that is taken."""
        message = _("The cell holds an error or a formula without a value; open the file and save it once.")
        return [RowError(row.row, heading, "", message, row.sheet) for row in self.rows for heading in row.faults]


def read_register(
    grids: Sequence[Grid], fields: Fields, key: str, *, sheet: str | None = None, mapping: Mapped | None = None
) -> ParsedRegister:
    """Read the list of all sheets that hold parts of it, or of the one asked for. Raises UnreadableFileError.

    `key` is the field without which nothing is a row; `mapping` (heading → field) is what a person has decided.
    """
    filled = filled_sheets(grids, sheet)
    for visible in (True, False):
        read = [each for grid in filled if grid.is_visible == visible and (each := _read(grid, fields, key, mapping))]
        if any(each.rows for each in read):
            return _together(read, grids)
    names = "、".join(grid.name for grid in filled)
    wanted = next(str(each.label) for each in fields if each.code == key)
    raise UnreadableFileError(
        gettext_noop("No list was found: no heading names “%(wanted)s” (looked at: %(names)s)."),
        wanted=wanted,
        names=names,
    )


def sheets_with_headings(grids: Iterable[Grid], fields: Fields) -> list[tuple[Grid, RegisterLayout]]:
    """Every sheet with something like a heading, for a person to choose from."""
    found = ((grid, lay_out(grid, fields)) for grid in grids if grid.rows)
    return [(grid, layout) for grid, layout in found if layout is not None]


def _read(grid: Grid, fields: Fields, key: str, mapping: Mapped | None) -> ReadSheet | None:
    if form_words.is_note(grid.name) or grid.name == _("How to fill it in"):
        return None
    layout = lay_out(grid, fields, mapping)
    if layout is None or key not in layout.by_field:
        return None
    reader = RowReader(grid, layout, fields, key)
    rows = tuple(reader.rows())
    attached = [LeftOut(grid.name, "attached", _(words)) for words in grid.apart]
    left_out = (*attached, *_columns_left_out(grid.name, layout, rows), *reader.left_out)
    return ReadSheet(grid, layout, _title(grid, layout), rows, left_out)


def _columns_left_out(sheet: str, layout: RegisterLayout, rows: Sequence[RegisterRow]) -> Iterator[LeftOut]:
    """The columns that have words and no field."""
    why = _("No field of the file takes it; its words are kept with the row.")
    said = {heading for row in rows for heading in row.said}
    for column in layout.columns:
        if column.field is None and column.heading in said:
            yield LeftOut(sheet, "column", why, None, column.heading)


def _title(grid: Grid, layout: RegisterLayout) -> str:
    """The longest text above the heading."""
    cells = (text_of(grid.own(row, column)) or "" for row in range(1, layout.top) for column in grid.filled(row))
    return " ".join(max(cells, key=len, default="").split())


def _together(read: Sequence[ReadSheet], grids: Iterable[Grid]) -> ParsedRegister:
    """The best sheet with all that are parts of the same list; every other sheet is named."""
    best = max(read, key=lambda sheet: sheet.merit)
    parts = tuple(sheet for sheet in read if sheet is best or _is_alike(sheet, best))
    taken = {sheet.grid.name for sheet in parts}
    others = [LeftOut(grid.name, "sheet", _why_not(grid, read)) for grid in grids if grid.name not in taken]
    return ParsedRegister(parts, (*others, *(entry for sheet in parts for entry in sheet.left_out)))


def _is_alike(sheet: ReadSheet, best: ReadSheet) -> bool:
    """Whether a sheet says of its rows what the best one says, or nothing but what we know."""
    fields, others = set(sheet.layout.by_field), set(best.layout.by_field)
    taken = [column for column in sheet.layout.columns if column.field]
    alike = len(fields & others) / len(fields | others)
    return bool(sheet.rows) and max(alike, len(taken) / len(sheet.layout.columns)) > ALIKE


def _why_not(grid: Grid, read: Iterable[ReadSheet]) -> str:
    if not grid.is_visible:
        return _("The sheet is hidden.")
    if not grid.rows:
        return _("The sheet is empty.")
    if any(sheet.grid.name == grid.name and sheet.rows for sheet in read):
        return _("It is another list: its headings differ. Read it by itself.")
    return _("It holds no such list, or wasn't asked for.")
