"""Read a messy list: the way in for command, browser and tests alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rectification.imports.columns import Layout, lay_out
from rectification.imports.drafting import Drafter
from rectification.imports.field_words import DEADLINE, DESCRIPTION, ENTERPRISE, LEAD
from rectification.imports.grids import Grid
from rectification.imports.headings import find_header
from rectification.imports.list_context import read_context
from rectification.imports.parsed import Draft, ParsedList, RowError
from rectification.imports.refusals import UnreadableFileError
from rectification.imports.tables import first_table, table_of, tables
from rectification.imports.workbooks import read_grids
from rectification.rules.deadline_wording import CLAMPED, NO_MONTH, NO_START, NO_SUCH_DAY, NO_YEAR

CORE_FIELDS = frozenset({DESCRIPTION, DEADLINE, LEAD, ENTERPRISE})


def read_list(
    path: Path | str, sheet: str | None = None, mapping: Mapping[str, str | None] | None = None
) -> ParsedList:
    """Read the problem list of a workbook: of the sheet asked for, else of the one that holds the list.

    `mapping` (heading → field) is what a person has decided. Raises UnreadableFileError.
    """
    grids = read_grids(Path(path), sheet)
    return choose(grids, mapping)


def choose(grids: Iterable[Grid], mapping: Mapping[str, str | None] | None = None) -> ParsedList:
    """The best list among the visible sheets; among the hidden ones only if no other has any."""
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise UnreadableFileError(gettext_noop("The workbook is empty."))
    for visible in (True, False):
        lists = [
            (parsed, grid) for grid in grids if grid.is_visible == visible and (parsed := read_grid(grid, mapping))
        ]
        if lists:
            return max(lists, key=lambda found: _merit(found[0]))[0]
    names = "、".join(grid.name for grid in grids)
    raise UnreadableFileError(
        gettext_noop("No list of problems was found: no column holds problems (looked at: %(names)s)."), names=names
    )


def _merit(parsed: ParsedList) -> tuple[bool, int, int]:
    fields = set(parsed.columns.values()) & CORE_FIELDS
    return parsed.rows > 0, len(fields), parsed.rows


def guesses(grids: Iterable[Grid], mapping: Mapping[str, str | None] | None = None) -> list[tuple[Grid, Layout]]:
    """Every visible sheet with something like a heading, the likeliest list first: for a person to correct."""
    found = [
        (grid, first_table(grid, lay_out(grid, header, mapping), mapping))
        for grid in grids
        if grid.rows and grid.is_visible and (header := find_header(grid)) is not None
    ]
    return sorted(found, key=lambda guess: -len(guess[1].fields & CORE_FIELDS) * 100_000 - guess[0].height)


def layout_of(grid: Grid, mapping: Mapping[str, str | None] | None = None) -> Layout | None:
    """Where the list of this sheet stands and what its columns mean; None if it holds none."""
    header = find_header(grid)
    if header is None:
        return None
    layout = first_table(grid, lay_out(grid, header, mapping), mapping)
    return layout if DESCRIPTION in layout.fields and len(layout.fields) > 1 else None


def read_grid(grid: Grid, mapping: Mapping[str, str | None] | None = None) -> ParsedList | None:
    """The list in one sheet; None if no column holds problems."""
    layout = layout_of(grid, mapping)
    if layout is None:
        return None
    context = read_context(grid, layout)
    layouts = tables(grid, layout, mapping)
    drafts = list(Drafter(grid, layouts, context).drafts())
    complete = tuple(draft for draft, is_complete in drafts if is_complete)
    incomplete = tuple(draft for draft, is_complete in drafts if not is_complete)
    return ParsedList(
        sheet=grid.name,
        header_row=layout.bottom,
        columns=_columns(layouts),
        drafts=complete,
        incomplete=incomplete,
        errors=tuple(sorted(_errors(layouts, complete, incomplete), key=lambda error: error.row)),
        warnings=tuple(_warnings(layouts, complete)),
        title=context.title,
        day=context.dates.day,
        signature=layout.signature,
    )


def _columns(layouts: Sequence[Layout]) -> dict[str, str | None]:
    """The headings of the first table, then those that only further ones have."""
    columns: dict[str, str | None] = {}
    for layout in layouts:
        columns = {**columns, **{name: field for name, field in layout.mapping.items() if name not in columns}}
    return columns


def _errors(layouts: Sequence[Layout], complete: Iterable[Draft], incomplete: Iterable[Draft]) -> Iterator[RowError]:
    for draft in incomplete:
        heading = table_of(layouts, draft.row).heading(DESCRIPTION)
        yield RowError(draft.row, heading, "", _("The problem is missing."))
    for draft in complete:
        if draft.deadline.is_unreadable:
            yield _of_deadline(layouts, draft)


def _warnings(layouts: Sequence[Layout], complete: Iterable[Draft]) -> Iterator[RowError]:
    return (_of_deadline(layouts, draft) for draft in complete if draft.deadline.wants_a_look)


def _of_deadline(layouts: Sequence[Layout], draft: Draft) -> RowError:
    text = draft.deadline.text or ""
    heading = table_of(layouts, draft.row).heading(DEADLINE)
    return RowError(draft.row, heading, text, _doubt(draft.deadline.doubt) % {"text": text})


def _doubt(doubt: str) -> str:
    return {
        NO_YEAR: _("“%(text)s” names no year, and neither does the list."),
        NO_MONTH: _("“%(text)s” names no month, and the list has no day to tell it from."),
        NO_START: _("“%(text)s” has no day to count from; the deadline is set when the problem is assigned."),
        NO_SUCH_DAY: _("“%(text)s” is no day of the calendar."),
        CLAMPED: _("“%(text)s” is no day of the calendar; the last day of that month was taken."),
    }[doubt]
