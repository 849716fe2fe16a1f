"""Every column, row and cell of a sheet is taken or named as left out (reliability V38)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intake.reading.columns import Column, Layout
from intake.reading.drafting import Drafter
from intake.reading.field_words import claim
from intake.reading.fields import DESCRIPTION, FOUND_ON, LEVEL, MODE, OF_ONE_CELL
from intake.reading.grids import Grid, Mark, letters, squeezed, text_of
from intake.reading.list_context import ListContext
from intake.reading.parsed import LeftOut, RowError
from intake.reading.row_kinds import Kind, RowView
from intake.reading.tables import table_of
from intake.rules.mode_words import mode_in
from rectification.states import Mode

NO_ITEM = {
    Kind.HEADING: gettext_noop("It repeats the heading."),
    Kind.GROUP: gettext_noop("It is a group heading; its words stand with the items below it."),
    Kind.TOTAL: gettext_noop("It is a total."),
    Kind.NOTE: gettext_noop("It is a note or a signature."),
    Kind.EXAMPLE: gettext_noop("It shows how the form is filled in."),
    Kind.SERIAL_ONLY: gettext_noop("It holds no problem."),
}
TAKEN_ROWS = frozenset({Kind.ITEM, Kind.INCOMPLETE, Kind.MORE})


@dataclass(frozen=True)
class Account:
    """What became of the cells of one sheet."""

    grid: Grid
    layouts: Sequence[Layout]
    context: ListContext
    drafter: Drafter

    def left_out(self) -> Iterator[LeftOut]:
        """What wasn't taken, from the whole to the single cell."""
        yield from (LeftOut(self.grid.name, "attached", _(words)) for words in self.grid.apart)
        yield from self._columns()
        yield from self._rows_above()
        yield from self._rows()
        for row in sorted(self._item_rows):
            yield from self._cells(row)
        yield from (
            LeftOut(self.grid.name, "cell", _("“%(words)s” is no name of a unit.") % {"words": words}, row, heading)
            for row, heading, words in dict.fromkeys(self.drafter.dropped)
        )
        yield from self._marks_elsewhere()
        yield from self._hanging()

    def warnings(self) -> Iterator[RowError]:
        """What a person should look at: cells without a value under a heading we read, days we can't, hidden parts."""
        if not self.grid.is_visible:
            message = _("The sheet is hidden; it was taken, as no visible one holds a list.")
            yield self._warning(self.layouts[0].bottom, "", "", message)
        for row in sorted(self._item_rows):
            view = self._view(row)
            if row in self.grid.hidden_rows:
                yield self._warning(row, "", "", _("The row is hidden in the sheet; it was taken."))
            yield from self._struck(view)
            yield from self._marked(view)
            yield from self._unread(view)
        for column in self.layouts[0].columns:
            if column.field and self.grid.is_hidden(column.columns):
                message = _("The column is hidden in the sheet; it was taken, as no other has its meaning.")
                yield self._warning(self.layouts[0].bottom, column.heading, "", message)

    def _struck(self, view: RowView) -> Iterator[RowError]:
        """Words that are struck through under a heading we read; of a struck problem that says enough."""
        read = self._read_cells(view) if self.grid.struck else ()
        cells = [(column, place) for column, place in read if (view.row, place) in self.grid.struck]
        for column, place in [each for each in cells if each[0].field == DESCRIPTION] or cells:
            words = text_of(self.grid.own(view.row, place))
            message = _("It is struck through in the sheet; it was read.")
            if words:
                yield self._warning(view.row, column.heading, words, message)

    def _marked(self, view: RowView) -> Iterator[RowError]:
        """Cells without a value under a heading we read, and pictures under any."""
        for column in view.layout.columns if self.grid.marks else ():
            for mark in {self._mark_at(view.row, place) for place in column.columns} - {None}:
                if mark and (column.field or mark == Mark.PICTURE):
                    yield self._warning(view.row, column.heading, "", _said(mark))

    def _mark_at(self, row: int, place: int) -> Mark | None:
        """What stands there in place of a value; a picture that was taken is nothing to speak of."""
        return None if self._takes_picture(row, place) else self.grid.marks.get((row, place))

    def _takes_picture(self, row: int, place: int) -> bool:
        return (row, place) in self.grid.pictures and self.drafter.kinds.get(row) in (Kind.ITEM, Kind.MORE)

    def _hanging(self) -> Iterator[LeftOut]:
        """Pictures that stand at no problem, and comments: each by its cell."""
        for (row, place), parts in sorted(self.grid.pictures.items()):
            if not self._takes_picture(row, place) and (row, place) not in self.grid.marks:
                words = _("Pictures that stand at no problem: %(count)d") % {"count": len(parts)}
                yield LeftOut(self.grid.name, "attached", words, row, letters(place))
        for (row, place), text in sorted(self.grid.comments.items()):
            words = _("A comment: %(text)s") % {"text": text or "…"}
            yield LeftOut(self.grid.name, "attached", words, row, letters(place))

    def _warning(self, row: int, column: str, value: str, message: str) -> RowError:
        return RowError(row, column, value, message, self.grid.name)

    def _unread(self, view: RowView) -> Iterator[RowError]:
        """A day of the finding that can't be read, a level that is missing beside others, what was only stopped."""
        if view.row in self.drafter.undated:
            text = view.text(FOUND_ON)
            message = _("“%(text)s” is no day that can be read.") % {"text": text}
            yield self._warning(view.row, view.layout.heading(FOUND_ON), text, message)
        if LEVEL in view.layout.fields and self.drafter.kinds[view.row] == Kind.ITEM and not view.text(LEVEL):
            message = _("No level stands here; it comes in as general.")
            yield self._warning(view.row, view.layout.heading(LEVEL), "", message)

        if mode_in(view.text(MODE)) == Mode.SUSPEND:
            message = _("A temporary stop does not count as rectified: it comes in open.")
            yield self._warning(view.row, view.layout.heading(MODE), view.text(MODE), message)

    @cached_property
    def _item_rows(self) -> set[int]:
        return {row for row, kind in self.drafter.kinds.items() if kind in TAKEN_ROWS}

    def _view(self, row: int) -> RowView:
        return RowView(self.grid, table_of(self.layouts, row), row)

    def _read_cells(self, view: RowView) -> Iterator[tuple[Column, int]]:
        return ((column, place) for column in view.layout.columns if column.field for place in column.columns)

    def _columns(self) -> Iterator[LeftOut]:
        told = set()
        for layout in self.layouts:
            for column in layout.columns:
                if column.field is None and column.heading not in told and not self._holds_photos(column):
                    told.add(column.heading)
                    yield LeftOut(self.grid.name, "column", _why(column), None, column.heading)

    def _holds_photos(self, column: Column) -> bool:
        """Whether nothing but pictures stands under a heading, and all of them are taken."""
        if not self.grid.pictures:
            return False
        places = [(row, place) for row in self._item_rows for place in column.columns]
        taken = [self._takes_picture(*place) for place in places if place in self.grid.pictures]
        return bool(taken) and all(taken) and all(self.grid.own(*place) is None for place in places)

    def _rows_above(self) -> Iterator[LeftOut]:
        """What stands above the heading and says nothing of the whole list."""
        used = squeezed(" ".join([self.context.title, self.context.enterprise_name or "", self.context.used]))
        for row in range(1, self.layouts[0].top):
            texts = [text_of(self.grid.own(row, column)) or "" for column in self.grid.filled(row)]
            if any(squeezed(text) not in used for text in texts):
                yield LeftOut(self.grid.name, "row", _("It stands above the list."), row)

    def _rows(self) -> Iterator[LeftOut]:
        for row, kind in sorted(self.drafter.kinds.items()):
            why = _why_no_item(kind)
            if why:
                yield LeftOut(self.grid.name, "row", why, row)

    def _cells(self, row: int) -> Iterator[LeftOut]:
        view = self._view(row)
        places = view.layout.by_place
        read_first: set[str] = set()
        for place in self.grid.filled(row):
            column = places.get(place)
            if column is None:
                yield self._cell(row, place, _("No heading stands over it."))
            elif column.field in OF_ONE_CELL:
                if column.heading in read_first:
                    yield self._cell(row, place, _("Another cell under this heading was read."))
                read_first.add(column.heading)
        for column, place in self._read_cells(view) if self.grid.marks else ():
            mark = self._mark_at(row, place)
            if mark:
                yield LeftOut(self.grid.name, "cell", _said(mark), row, column.heading)
        if row in self.drafter.undated:
            yield LeftOut(
                self.grid.name, "cell", _("It is no day that can be read."), row, view.layout.heading(FOUND_ON)
            )

    def _cell(self, row: int, place: int, why: str) -> LeftOut:
        return LeftOut(self.grid.name, "cell", why, row, letters(place))

    def _marks_elsewhere(self) -> Iterator[LeftOut]:
        """Cells without a value in rows that are empty otherwise, or beside the list."""
        for (row, place), mark in sorted(self.grid.marks.items()):
            columns = self._view(row).layout.by_place
            is_blank = self.drafter.kinds.get(row, Kind.BLANK) == Kind.BLANK
            is_beside = row in self._item_rows and place not in columns and not self._takes_picture(row, place)
            if is_blank or is_beside:
                yield self._cell(row, place, _said(mark))


def _said(mark: Mark) -> str:
    return {
        Mark.FORMULA: _("A formula without a value stands here."),
        Mark.ERROR: _("An error value stands here."),
        Mark.PICTURE: _("A picture stands here that can't be taken as a text."),
    }[mark]


def _why(column: Column) -> str:
    if column.left_out:
        return _(column.left_out)
    if claim(column.heading)[0] is None:
        return _("Its heading means nothing that the ledger keeps.")
    return _("Another column has this meaning.")


def _why_no_item(kind: Kind) -> str:
    """Why a row is no item; empty for those that are, and for blank ones."""
    return _(NO_ITEM[kind]) if kind in NO_ITEM else ""
