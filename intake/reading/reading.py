"""Read a messy list: the way in for command, browser and tests alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intake.reading.accounting import Account
from intake.reading.columns import Layout, lay_out
from intake.reading.drafting import Drafter
from intake.reading.fields import DEADLINE, DESCRIPTION, LEAD
from intake.reading.grids import Grid
from intake.reading.headings import find_header
from intake.reading.list_context import read_context
from intake.reading.parsed import Draft, Guess, ParsedList, Place, RowError
from intake.reading.refusals import UnreadableFileError
from intake.reading.several_sheets import CORE_FIELDS, together
from intake.reading.tables import first_table, table_of, tables
from intake.reading.workbooks import read_grids
from intake.rules.deadline_wording import A_NUMBER, AN_EVENT, CLAMPED, NO_MONTH, NO_START, NO_SUCH_DAY, NO_YEAR

EMPTY = gettext_noop("The workbook is empty.")
PHOTOGRAPHED = gettext_noop(
    "The workbook holds pictures or drawings alone. A list that was photographed must be typed."
)


def read_list(
    path: Path | str, sheet: str | None = None, mapping: Mapping[str, str | None] | None = None
) -> ParsedList:
    """Read the problem list of a file: of the sheet asked for, else of all sheets that hold parts of the list.

    `mapping` (heading → field) is what a person has decided. Raises UnreadableFileError.
    """
    return choose(read_grids(Path(path)), mapping, sheet)


def choose(
    grids: Sequence[Grid], mapping: Mapping[str, str | None] | None = None, sheet: str | None = None
) -> ParsedList:
    """The best list among the visible sheets with all that belongs to it; hidden ones only if no other has any."""
    filled = filled_sheets(grids, sheet)
    for visible in (True, False):
        lists = [parsed for grid in filled if grid.is_visible == visible and (parsed := read_grid(grid, mapping))]
        if lists:
            return together(lists, grids)
    names = "、".join(grid.name for grid in filled)
    raise UnreadableFileError(
        gettext_noop("No list of problems was found: no column holds problems (looked at: %(names)s)."), names=names
    )


def filled_sheets(grids: Sequence[Grid], sheet: str | None) -> list[Grid]:
    """The sheets to look at, all or the one asked for. Raises UnreadableFileError where nothing stands in them."""
    asked = [grid for grid in grids if sheet in (None, grid.name)]
    if not asked:
        names = "、".join(grid.name for grid in grids)
        raise UnreadableFileError(
            gettext_noop("There is no sheet %(asked)s. There are: %(names)s"), asked=sheet, names=names
        )
    filled = [grid for grid in asked if grid.rows]
    if not filled:
        raise UnreadableFileError(PHOTOGRAPHED if any(grid.is_drawn for grid in asked) else EMPTY)
    return filled


def guesses(grids: Iterable[Grid], mapping: Mapping[str, str | None] | None = None) -> list[tuple[Grid, Layout]]:
    """Every visible sheet with something like a heading, the likeliest list first: for a person to correct.

    Where no visible one holds a list, the hidden ones too: `choose` takes the list from there.
    """
    found = [
        (grid, first_table(grid, lay_out(grid, header, mapping), mapping))
        for grid in grids
        if grid.rows and (header := find_header(grid)) is not None
    ]
    visible = [(grid, layout) for grid, layout in found if grid.is_visible]
    if any(_holds_a_list(layout) for _grid, layout in visible):
        found = visible
    return sorted(found, key=lambda guess: -len(guess[1].fields & CORE_FIELDS) * 100_000 - guess[0].height)


def _holds_a_list(layout: Layout) -> bool:
    return DESCRIPTION in layout.fields and len(layout.fields) > 1


def layout_of(grid: Grid, mapping: Mapping[str, str | None] | None = None) -> Layout | None:
    """Where the list of this sheet stands and what its columns mean; None if it holds none."""
    header = find_header(grid)
    if header is None:
        return None
    layout = first_table(grid, lay_out(grid, header, mapping), mapping)
    return layout if _holds_a_list(layout) else None


def read_grid(grid: Grid, mapping: Mapping[str, str | None] | None = None) -> ParsedList | None:
    """The list in one sheet; None if no column holds problems."""
    layout = layout_of(grid, mapping)
    if layout is None:
        return None
    context = read_context(grid, layout)
    layouts = tables(grid, layout, mapping)
    drafter = Drafter(grid, layouts, context)
    drafts = list(drafter.drafts())
    complete = tuple(draft for draft, is_complete in drafts if is_complete)
    incomplete = tuple(draft for draft, is_complete in drafts if not is_complete)
    account = Account(grid, layouts, context, drafter)
    return ParsedList(
        sheet=grid.name,
        header_row=layout.bottom,
        columns=_columns(layouts),
        drafts=complete,
        incomplete=incomplete,
        errors=tuple(sorted(_errors(layouts, complete, incomplete), key=lambda error: error.row)),
        warnings=(*_warnings(layouts, complete), *account.warnings()),
        title=context.title,
        day=context.dates.day,
        signature=layout.signature,
        sheets=(grid.name,),
        left_out=tuple(account.left_out()),
        guesses=tuple(_guesses(layouts, [draft.stands_at for draft in complete])),
        struck=tuple(_struck(grid, layouts, complete)),
        without_lead=tuple(_without_lead(grid, layouts, complete)),
        hidden_rows=frozenset(draft.stands_at for draft in complete if draft.row in grid.hidden_rows),
    )


def _struck(grid: Grid, layouts: Sequence[Layout], drafts: Sequence[Draft]) -> Iterator[Place]:
    """Rows whose problem is struck through in the sheet."""
    for draft in drafts if grid.struck else ():
        column = table_of(layouts, draft.row).column(DESCRIPTION)
        if column and any(grid.start(draft.row, place) in grid.struck for place in column.columns):
            yield draft.stands_at


def _without_lead(grid: Grid, layouts: Sequence[Layout], drafts: Sequence[Draft]) -> Iterator[Place]:
    """Rows of a text without a unit below one that has it: in the sheet they may have been one merged cell."""
    if not grid.is_text:
        return
    for above, draft in pairwise(drafts):
        heading = table_of(layouts, draft.row).column(LEAD)
        if heading and not any((draft.lead_organization, draft.nobody, grid.own(draft.row, heading.columns[0]))):
            yield from [draft.stands_at] if above.lead_organization or above.deadline.text else []


def _guesses(layouts: Sequence[Layout], places: Sequence[Place]) -> Iterator[Guess]:
    """Each column that only its contents speak for, once."""
    guessed = {column.heading: column.field for layout in layouts for column in layout.columns if column.is_guessed}
    return (Guess(heading, field, tuple(places)) for heading, field in guessed.items() if field)


def _columns(layouts: Sequence[Layout]) -> dict[str, str | None]:
    """The headings of the first table, then those that only further ones have."""
    columns: dict[str, str | None] = {}
    for layout in layouts:
        columns = {**columns, **{name: field for name, field in layout.mapping.items() if name not in columns}}
    return columns


def _errors(layouts: Sequence[Layout], complete: Iterable[Draft], incomplete: Iterable[Draft]) -> Iterator[RowError]:
    for draft in incomplete:
        heading = table_of(layouts, draft.row).heading(DESCRIPTION)
        yield RowError(draft.row, heading, "", _("The problem is missing."), draft.sheet)
    for draft in complete:
        if draft.deadline.is_unreadable:
            yield _of_deadline(layouts, draft)


def _warnings(layouts: Sequence[Layout], complete: Iterable[Draft]) -> Iterator[RowError]:
    for draft in complete:
        if draft.deadline.wants_a_look:
            yield _of_deadline(layouts, draft)
        if draft.nobody:
            heading = table_of(layouts, draft.row).heading(LEAD)
            words = "、".join(draft.nobody)
            message = _("“%(words)s” names no unit; the item comes in without one.") % {"words": words}
            yield RowError(draft.row, heading, words, message, draft.sheet)


def _of_deadline(layouts: Sequence[Layout], draft: Draft) -> RowError:
    text = draft.deadline.text or ""
    heading = table_of(layouts, draft.row).heading(DEADLINE)
    return RowError(draft.row, heading, text, doubt_in_words(draft.deadline.doubt) % {"text": text}, draft.sheet)


def doubt_in_words(doubt: str) -> str:
    """Why a deadline was not read, or not as written; with a place for the `text`."""
    return {
        NO_YEAR: _("“%(text)s” names no year, and neither does the list."),
        NO_MONTH: _("“%(text)s” names no month, and the list has no day to tell it from."),
        NO_START: _("“%(text)s” has no day to count from; the deadline is set when the problem is assigned."),
        AN_EVENT: _("“%(text)s” names an event without its day; the deadline is set when the problem is assigned."),
        A_NUMBER: _("“%(text)s” is a number and no day; the deadline is set when the problem is assigned."),
        NO_SUCH_DAY: _("“%(text)s” is no day of the calendar."),
        CLAMPED: _("“%(text)s” is no day of the calendar; the last day of that month was taken."),
    }[doubt]
