"""回传原表: the superior's own form with its progress columns filled in from the ledger, and nothing else touched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path

from django.utils.translation import gettext as _

from core import clock
from core.errors import WorkflowError
from intake.imports.checking import fingerprints_of
from intake.models import ImportBatch
from intake.reading.columns import Column, Layout
from intake.reading.field_words import bare, claim
from intake.reading.fields import DEADLINE, FOUND_ON, PROGRESS, REVIEW_RESULT, REVIEWED_ON
from intake.reading.grids import Cell, Grid
from intake.reading.opening import Kind, check
from intake.reading.parsed import ParsedList, Place
from intake.reading.reading import choose, layout_of
from intake.reading.sheet_xml import Appended, with_cells
from intake.reading.tables import tables
from intake.reading.workbooks import read_grids
from intake.rules import return_form as form_back
from intake.services.standing_in_list import RowStanding, standings

DONE_DAY = "done_on"
APPENDED = "整改进展情况"
MAX_TEXT = 32_000


MOST_ROWS_SAID = 30


def _rows_of(sheet: str, rows: Sequence[int]) -> str:
    """Rows of a sheet as they are named: 交办清单 4、7."""
    more = " …" if len(rows) > MOST_ROWS_SAID else ""
    return f"{sheet} {'、'.join(map(str, rows[:MOST_ROWS_SAID]))}{more}"


@dataclass(frozen=True)
class Change:
    """A cell that goes back otherwise than it came: where it stands, what stood and what will stand there."""

    sheet: str
    row: int
    column: int
    heading: str
    was: str
    value: str | int

    @property
    def shown(self) -> str:
        """The value as a reader of the sheet sees it: a day is written as Excel counts it."""
        return self.value if isinstance(self.value, str) else form_back.day_of_serial(self.value).isoformat()


@dataclass(frozen=True)
class FormBack:
    """A form on its way back: its progress columns, and the cells that change."""

    path: Path
    headings: tuple[str, ...]
    changes: tuple[Change, ...]
    moved: int
    """Rows whose items have moved since they came."""
    left_out: tuple[Place, ...]
    """Rows of the list that are no items of the ledger: they go back as they came."""
    appended: Mapping[str, Appended] = field(default_factory=dict)

    @property
    def left_out_said(self) -> str:
        """The rows that go back as they came, sheet by sheet, the first of each."""
        return "；".join(
            _rows_of(sheet, [row for _sheet, row in places]) for sheet, places in self._left_out_by_sheet()
        )

    def _left_out_by_sheet(self) -> Iterator[tuple[str, Iterator[tuple[str, int]]]]:
        return groupby(self.left_out, key=lambda place: place[0])

    @cached_property
    def content(self) -> bytes:
        """The file, all else as it came."""
        sheets = {
            each.sheet: {(c.row, c.column): c.value for c in self.changes if c.sheet == each.sheet}
            for each in self.changes
        }
        return with_cells(self.path, {name: (cells, self.appended.get(name)) for name, cells in sheets.items()})


class NoProgressColumnError(WorkflowError):
    """A list that has no column for the progress; one can be added at its right end."""


def prepare(
    batch: ImportBatch, *, append: bool = False, reported: Mapping[int, form_back.Progress] | None = None
) -> FormBack:
    """What goes back of a list that is on the ledger; `append` adds a column where it has none for the progress.

    `reported` is what an answer says of its rows, by the keys of their sources.

    Raises WorkflowError where that can't be done, in words, and NoProgressColumnError without a column.
    """
    path, parsed, forms = _opened(batch, reported)
    parts = [part for form in forms for part in form.parts if part.columns]
    if not parts and not append:
        raise NoProgressColumnError(_("This list has no column for the progress; use the export of the ledger."))
    standing_rows = list(chain.from_iterable(form.standings for form in forms))
    return FormBack(
        path=path,
        headings=_headings(parts),
        changes=tuple(sorted(_changes(parts, forms), key=_place)),
        moved=sum(standing.has_moved for standing in standing_rows),
        left_out=tuple(_rows_left_out(parsed, standing_rows)),
        appended={} if parts else {form.grid.name: form.appended for form in forms},
    )


def _headings(parts: Sequence["Form"]) -> tuple[str, ...]:
    """Each column that is filled in, once; where there is none, the one that is added."""
    found = dict.fromkeys(column.heading for part in parts for column, _kind in part.columns)
    return tuple(found) or (APPENDED,)


def _changes(parts: Sequence["Form"], forms: Sequence["Form"]) -> Iterator[Change]:
    """What comes into the columns of the form; where it has none, the whole of a new one."""
    if parts:
        return chain.from_iterable(part.changes() for part in parts)
    return chain.from_iterable(form.new_column() for form in forms)


def _rows_left_out(parsed: ParsedList, standing_rows: Sequence[RowStanding]) -> Iterator[Place]:
    """In the order of the list; rows of several sheets can have one number."""
    known = {(each.sheet, each.row) for each in standing_rows}
    places = dict.fromkeys(draft.stands_at for draft in parsed.items)
    return (place for place in places if place not in known)


def _opened(
    batch: ImportBatch, reported: Mapping[int, form_back.Progress] | None
) -> tuple[Path, ParsedList, list["Form"]]:
    path, mapping = _kept_file(batch), batch.mapping or None
    names = {name or batch.sheet for name in batch.rows.values_list("sheet", flat=True)}
    grids = [grid for grid in read_grids(path) if grid.name in names]
    parsed = choose(grids, mapping)
    stand = standings(batch, fingerprints_of(parsed, batch.source or None), reported)
    return path, parsed, [form for form in _forms(grids, mapping, stand) if form.grid.name in parsed.sheets]


def _kept_file(batch: ImportBatch) -> Path:
    """The file as it came. Raises WorkflowError where it is gone or can't be filled in."""
    if batch.stage != ImportBatch.Stage.IMPORTED or not batch.file or not Path(batch.file.path).is_file():
        raise WorkflowError(_("The file of this list has not been kept; it can't be sent back."))
    path = Path(batch.file.path)
    if check(path) != Kind.XLSX:
        raise WorkflowError(_("Only an .xlsx file can be filled in; use the export of the ledger."))
    return path


def _forms(
    grids: Iterable[Grid], mapping: Mapping[str, str | None] | None, stand: Sequence[RowStanding]
) -> Iterator["Form"]:
    """The sheets that hold a list, each with how its own rows stand."""
    for grid in grids:
        layout = layout_of(grid, mapping)
        if layout is not None:
            yield Form(grid, layout, [each for each in stand if each.sheet == grid.name])


@dataclass(frozen=True)
class Form:
    """A sheet as it came, with how the items of its rows stand; or one table of it."""

    grid: Grid
    layout: Layout
    standings: Sequence[RowStanding]

    @property
    def parts(self) -> list["Form"]:
        """Each table of the sheet with the items that stand in it: their columns may differ."""
        found = tables(self.grid, self.layout, self.layout.mapping)
        return [Form(self.grid, table, [each for each in self.standings if each.row in table.rows]) for table in found]

    @cached_property
    def columns(self) -> list[tuple[Column, str]]:
        """The columns that are filled in: every one for a word or a day of completion, one for the sentence."""
        found = [(column, kind) for column in self.layout.columns if (kind := self._kind(column))]
        sentences = [each for each, kind in found if kind == PROGRESS and not self._wants_word(each)]
        chosen = _for_the_sentence(sentences)
        return [(each, kind) for each, kind in found if each is chosen or each not in sentences]

    def _kind(self, column: Column) -> str | None:
        if column.field in (PROGRESS, REVIEW_RESULT, REVIEWED_ON):
            return column.field
        if column.field is not None:
            return None
        heading = column.heading.rpartition("/")[2]
        if form_back.is_done_day(bare(heading), has_deadline=DEADLINE in self.layout.fields):
            return DONE_DAY
        return PROGRESS if PROGRESS in (claim(column.heading)[0], claim(heading)[0]) else None

    def _used(self, column: Column) -> list[Cell]:
        place = column.columns[0]
        return [self.grid.own(row, place) for row in self.layout.rows]

    def _wants_word(self, column: Column) -> bool:
        return form_back.is_word_column(column.heading, _texts(self._used(column)))

    def changes(self) -> Iterator[Change]:
        """The cells that come to differ; a cell over several items speaks for all of them."""
        for column, kind in self.columns:
            used = self._used(column)
            for (row, place), shared in self._cells(column.columns[0]).items():
                if not any(standing.has_moved for standing in shared):
                    continue
                was = self.grid.own(row, place)
                value = self._value(column, kind, shared, [was, *used])
                if value is not None and value != was:
                    yield Change(self.grid.name, row, place, column.heading, "" if was is None else str(was), value)

    def _cells(self, place: int) -> Mapping[tuple[int, int], list[RowStanding]]:
        cells = defaultdict(list)
        for standing in self.standings:
            cells[self.grid.start(standing.row, place)].append(standing)
        return cells

    def _value(
        self, column: Column, kind: str, shared: Sequence[RowStanding], used: Sequence[Cell]
    ) -> str | int | None:
        """What a cell says; None where it says nothing yet. First of `used` is what stands there."""
        parts, texts = [standing.progress for standing in shared], _texts(used[1:])
        was = used[0] if isinstance(used[0], str) else ""
        if kind == PROGRESS:
            return form_back.word_together(parts, texts, was) if self._wants_word(column) else _told(shared)
        found = form_back.day_of(column.heading if kind == DONE_DAY else "", parts)
        if found is None:
            return None
        if kind == REVIEW_RESULT:
            return form_back.word_together(parts, texts, was) if texts else "复查通过"
        return self._day(found, used)

    def _day(self, found: date, used: Sequence[Cell]) -> str | int:
        """A day as the column holds its days: counted as Excel does, or written like those of the list."""
        if any(not isinstance(cell, str) for cell in used if cell is not None):
            return form_back.serial(found)
        return form_back.day_like(found, [*_texts(used[1:]), *self._other_days()])

    def _other_days(self) -> list[str]:
        """How the list writes its other days."""
        columns = (self.layout.column(field) for field in (FOUND_ON, DEADLINE))
        return [text for column in columns if column for text in _texts(self._used(column))]

    @property
    def appended(self) -> Appended:
        """The column that is added: right of all that stands beside the list, in the looks of the last one."""
        last = max(column.columns[-1] for column in self.layout.columns)
        beside = [area.right for area in self.grid.areas if area.bottom >= self.layout.top]
        return Appended(max([self.grid.width, *beside]) + 1, last, self.layout.top, self.grid.height)

    def new_column(self) -> Iterator[Change]:
        place, last = self.appended.column, self.appended.like
        yield Change(self.grid.name, self.grid.start(self.layout.bottom, last)[0], place, "", "", APPENDED)
        for row in dict.fromkeys(standing.row for standing in self.standings):
            shared = [standing for standing in self.standings if standing.row == row]
            yield Change(self.grid.name, row, place, APPENDED, "", _told(shared))


def _for_the_sentence(columns: Sequence[Column]) -> Column | None:
    """Of several columns for the progress in words the one whose heading means nothing else, else the first."""
    known = [each for each in columns if each.field]
    return next(iter(known or columns), None)


def _place(change: Change) -> tuple[str, int, int]:
    return change.sheet, change.row, change.column


def _told(shared: Sequence[RowStanding]) -> str:
    return form_back.told_together([(each.number, each.progress) for each in shared], clock.today())[:MAX_TEXT]


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell for cell in cells if isinstance(cell, str)]
