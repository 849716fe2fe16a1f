"""The ledger as a grid: its rows and cells with what a script needs to act on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from accounts.models import User
from core.listing import Cell, value_at
from rectification.models import Item, SavedView
from rectification.services.exporting import LedgerColumn
from rectification.services.grouping import GroupHead

LOT = 10
"""Rows that a browser lays out together: of a long page it draws only the lots that are in sight."""

WIDE, NARROW, PADDING = 15, 9, 16
"""Pixels of a Chinese sign, of a letter or figure, and beside the text of a cell; a little more than they take."""


@dataclass(frozen=True)
class GridCell(Cell):
    """A cell of the grid, as one person sees it."""

    column: LedgerColumn
    row: Item
    user: User

    @property
    def is_cut(self) -> bool:
        """Whether what it says may be wider than its column; what is more than a text always may."""
        return not self.column.is_text or width_of(str(self.text)) > self.column.screen - PADDING

    @property
    def style(self) -> str:
        return f"{'is-cut ' if self.is_cut else ''}{super().style}"

    @property
    def edit(self) -> str:
        """The field that this person may change right here; empty where there is none."""
        return self.column.edit_of(self.row, self.user)

    @property
    def pick(self) -> str:
        """What a link says to find the rows with this value: `state=CLOSED`; empty where nothing asks for it."""
        return str(value_at(self.row, self.column.pick) or "") if self.column.pick else ""


@dataclass(frozen=True)
class Line:
    """An item in the grid, with its number among the rows of the whole list, the head being the first.

    `head` is that of the group that begins with it.
    """

    item: Item
    number: int
    cells: Sequence[GridCell]
    head: GroupHead | None = None


def lines(
    items: Iterable[Item],
    columns: Sequence[LedgerColumn],
    user: User,
    *,
    first: int,
    heads: Mapping[object, GroupHead] | None = None,
) -> Iterator[Line]:
    """The rows of a page that begins at the row `first` of the list."""
    group: object = lines
    for number, item in enumerate(items, start=first + 1):
        key = item.group_key
        head = heads.get(key) if heads and key != group else None
        group = key
        yield Line(item, number, [GridCell(column, item, user) for column in columns], head)


def width_of(text: str) -> int:
    """How wide a text is in a cell at most, in pixels."""
    return sum(NARROW if sign.isascii() else WIDE for sign in text)


def lots(rows: Iterable[Line]) -> Iterator[list[Line]]:
    """The rows of a page by lots of so many as are drawn together."""
    rest = iter(rows)
    while lot := list(islice(rest, LOT)):
        yield lot


def arranged(
    offered: Sequence[LedgerColumn], wanted: Sequence[str], view: SavedView | None, usual: SavedView | None
) -> list[LedgerColumn]:
    """The columns as the link names them, else as the person keeps them for this view or for all, else the usual ones.

    They are as wide as the person keeps them.
    """
    kept = _kept(view, usual)
    by_name = {column.name: column for column in offered}
    named = [by_name[name] for name in dict.fromkeys(wanted or kept) if name in by_name]
    shown = named or [column for column in offered if column.usual]
    return [replace(column, screen=kept.get(column.name, column.usual_width)) for column in shown]


def _kept(*views: SavedView | None) -> dict[str, int]:
    """Names and widths of the columns by the first view that has some."""
    return next((dict(view.columns) for view in views if view and view.columns), {})
