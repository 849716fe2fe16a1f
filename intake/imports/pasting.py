"""批量更正: a pasted block against the ledger: what each cell would change, and what stands against it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core.errors import DomainError
from core.services.changes import shown
from intake.imports.cell_values import FIELD_OF, CellReader, Values
from intake.reading.delimited import read_grid
from intake.reading.field_words import claim
from intake.reading.fields import DESCRIPTION, NUMBER
from intake.reading.grids import Cell, Grid, squeezed, text_of
from rectification.listings import COLUMNS
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services import correction, editing, recording
from rectification.services.bulk import MOST_ITEMS
from rectification.services.editing import Change

BY_COLUMN = {column.name: column.edit for column in COLUMNS}
HEAD_OF = {column.name: column.label for column in COLUMNS}
OF_THE_LEDGER = re.compile(r"\d{4}-\d{4,}")
"""How the ledger numbers its items (`rectification/rules/item_numbers.py`)."""
HEADS = frozenset({NUMBER, FIELD_OF[DESCRIPTION], "title"})
"""One of these heads a column where the first row is a heading."""
GONE = gettext_lazy("This row is no longer there for you; copy the block onto the list anew.")
ALONE = "deadline"
"""What a block without headings corrects beside the number, if nothing else is said."""


@dataclass(frozen=True)
class PastedCell:
    """One cell: what it says, what the item says now and would say, or why not."""

    text: str
    before: str = ""
    after: str = ""
    fault: str = ""

    @property
    def is_change(self) -> bool:
        return not self.fault and self.before != self.after


@dataclass(frozen=True)
class Line:
    """A row of the block with its item; `fault` is what stands against the row as a whole."""

    row: int
    number: str
    item: Item | None
    cells: tuple[PastedCell, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    version: int = 0
    fault: str = ""

    @property
    def is_wrong(self) -> bool:
        return bool(self.fault or any(cell.fault for cell in self.cells))

    @property
    def change(self) -> Change | None:
        if self.item is None or self.is_wrong or not self.values:
            return None
        return Change(self.item, self.version, self.values)


@dataclass(frozen=True)
class Block:
    """A pasted block as it was understood. `new` are its rows without a number, with the heading, as text."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    new: str = ""
    new_rows: int = 0

    @property
    def changes(self) -> list[Change]:
        return [change for line in self.lines if (change := line.change) is not None]

    @property
    def wrong(self) -> int:
        """How many cells and rows have a fault."""
        return sum(bool(line.fault) + sum(bool(cell.fault) for cell in line.cells) for line in self.lines)

    @property
    def promise(self) -> str:
        """What the button says: it is done only as long as it is still so."""
        return ".".join(f"{change.item.pk}-{change.version}" for change in self.changes)

    def keep_promise(self, promise: str) -> None:
        """Raise DomainError where what would be done isn't what the button has said, or can't be done whole."""
        if self.wrong:
            raise DomainError(_("Nothing was done: there are cells to be put right first."))
        if promise != self.promise:
            raise DomainError(_("Nothing was done: what the block would change is not what was shown. Look again."))


@dataclass(frozen=True)
class Onto:
    """A row of the grid on which a block was pasted: its item as it was seen; None where that has gone since."""

    pk: int
    version: int
    item: Item | None


@dataclass(frozen=True)
class Target:
    """A cell to be corrected: the item as it was seen, and what of it."""

    row: int
    number: str
    item: Item | None
    version: int
    fault: str = ""


def from_text(text: str, user: User, *, alone: str = ALONE) -> Block:
    """A block with numbers: under headings, or number and one more column. Raises DomainError."""
    grid = read_grid(text)
    rows = _filled(grid)
    headed = _headings(grid, rows[0])
    headings, body = (headed, rows[1:]) if headed else ({1: NUMBER, 2: alone}, rows)
    numbered = _numbered(grid, body, place := _place_of_number(headings))
    _refuse_too_many(len(numbered))
    new = [row for row in body if row not in numbered]
    asked = {place: name for place, name in headings.items() if name not in (NUMBER, "")}
    targets = list(_targets(grid, numbered, place, user))
    cells = {target.row: [grid.own(target.row, column) for column in asked] for target in targets}
    block = _read(targets, tuple(asked.values()), cells, user)
    return replace(block, new=_as_text(grid, [rows[0], *new]), new_rows=len(new)) if new else block


def _filled(grid: Grid) -> list[int]:
    rows = [row for row in range(1, grid.height + 1) if grid.filled(row)]
    if not rows:
        raise DomainError(_("Paste rows first."))
    return rows


def _place_of_number(headings: Mapping[int, str]) -> int:
    return next((place for place, name in headings.items() if name == NUMBER), 0)


def height_of(text: str) -> int:
    """How many rows a block has. Raises UnreadableFileError."""
    return read_grid(text).height


def onto_cells(
    text: str,
    items: Sequence[Onto],
    columns: Sequence[str],
    user: User,
    *,
    is_range: bool = False,
    to_the_end: bool = False,
) -> Block:
    """A block that was pasted at a cell of the grid: it goes over the rows and columns from there on.

    One cell alone goes into all rows of a range. Each item bears the version that was seen. Where the items are the
    last of the list (`to_the_end`), what is below them is new, under the heads of the columns; one column alone says
    too little to be registered.
    """
    grid = read_grid(text)
    names = _edited(columns, grid.width)
    if is_range and (grid.height, grid.width) == (1, 1):
        return _laid_over(items, grid, [1] * len(items), names, user)
    goes_on = to_the_end and grid.width > 1
    height = min(grid.height, len(items)) if goes_on else grid.height
    block = _laid_over(items, grid, range(1, height + 1), names, user)
    return _with_new(block, grid, height, columns) if goes_on else block


def _edited(columns: Sequence[str], width: int) -> tuple[str, ...]:
    """What is corrected in each column of a block; nothing where it may not be or the grid ends."""
    names = tuple(BY_COLUMN.get(column, "") for column in columns[:width])
    return names + ("",) * (width - len(names))


def _laid_over(items: Sequence[Onto], grid: Grid, rows: Sequence[int], names: tuple[str, ...], user: User) -> Block:
    """The rows of a block over the items, from the first on."""
    _refuse_too_many(len(rows))
    places = range(1, grid.width + 1)
    targets = [_target_at(items, place) for place in range(1, len(rows) + 1)]
    cells = {target.row: [grid.own(row, place) for place in places] for target, row in zip(targets, rows, strict=True)}
    return _read(targets, names, cells, user)


def _with_new(block: Block, grid: Grid, height: int, columns: Sequence[str]) -> Block:
    """With what stands below the last item, under the heads of the columns."""
    new = [row for row in range(height + 1, grid.height + 1) if grid.filled(row)]
    if not new:
        return block
    heads = "\t".join(str(HEAD_OF.get(column, "")) for column in columns[: grid.width])
    return replace(block, new=f"{heads}\n{_as_text(grid, new)}", new_rows=len(new))


def filled_down(items: Sequence[Onto], columns: Sequence[str], user: User) -> Block:
    """What the first item says, for those below it."""
    if len(items) < 2:
        raise DomainError(_("Choose the row to copy from and the rows below it."))
    first, *others = items
    source = first.item
    if source is None:
        raise DomainError(str(GONE))
    names = tuple(filter(None, (BY_COLUMN.get(column, "") for column in columns)))
    if not names:
        raise DomainError(_("Nothing in this column is corrected here: it moves by the steps of the item."))
    given: list[Values] = [{name: correction.value_of(source, name)} for name in names]
    if "deadline" in names:
        given[names.index("deadline")]["undated_kind"] = source.undated_kind
    lines = [
        _line(
            _target_at(others, row),
            names,
            [_worded(values, name) for values, name in zip(given, names, strict=True)],
            given,
            user,
        )
        for row in range(1, len(others) + 1)
    ]
    return Block(tuple(map(_label, names)), tuple(lines))


def _refuse_too_many(rows: int) -> None:
    if rows > MOST_ITEMS:
        raise DomainError(_("More than %(n)s items at once.") % {"n": MOST_ITEMS})


def _headings(grid: Grid, row: int) -> dict[int, str] | None:
    """What stands under each place; None where the first row is no heading. Raises DomainError for two alike."""
    found = {place: _meant(squeezed(grid.own(row, place))) for place in grid.filled(row)}
    if not HEADS.intersection(found.values()):
        return None
    for name, times in Counter(filter(None, found.values())).items():
        if times > 1:
            raise DomainError(_("Two columns are headed “%(label)s”.") % {"label": _label(name)})
    return found


def _meant(heading: str) -> str:
    """What a heading means: the number, something that is corrected, or nothing."""
    claimed = claim(heading)[0]
    if claimed == NUMBER:
        return NUMBER
    labels = {squeezed(str(column.label)): column.edit for column in COLUMNS if column.edit}
    return labels.get(heading) or FIELD_OF.get(claimed or "", "")


def _numbered(grid: Grid, rows: Sequence[int], place: int) -> list[int]:
    """The rows with a number; a list that only counts its own rows (1, 2, 3) is new in all of them."""
    found = [row for row in rows if place and grid.own(row, place) is not None]
    return found if any(OF_THE_LEDGER.fullmatch(squeezed(grid.own(row, place))) for row in found) else []


def _targets(grid: Grid, rows: Sequence[int], place: int, user: User) -> Iterator[Target]:
    """The items of the numbers; one that nobody here knows of, or that stands there twice, has a fault."""
    numbers = {row: squeezed(grid.own(row, place)) for row in rows}
    known = {item.number: item for item in items_of(user).filter(number__in=set(numbers.values()))}
    times = Counter(numbers.values())
    for row, number in numbers.items():
        item = known.get(number)
        fault = "" if item else _("There is no item of this number.")
        if times[number] > 1:
            fault = _("This number stands here more than once.")
        yield Target(row, number, item, item.version if item else 0, fault)


def items_of(user: User) -> ItemQuerySet:
    """The items that a person may know of, with what the correction asks of them."""
    related = ("finding", "category", "park", "enterprise", "project__enterprise", "lead_organization")
    return Item.objects.visible_to(user).select_related(*related).prefetch_related("finding__sources")


def _target_at(items: Sequence[Onto], row: int) -> Target:
    if row > len(items):
        return Target(row, "", None, 0, _("Below the last row of the list: nothing stands there."))
    item = items[row - 1].item
    return Target(row, item.number, item, item.version) if item else Target(row, "", None, 0, str(GONE))


def _read(targets: Sequence[Target], names: tuple[str, ...], cells: Mapping[int, Sequence[Cell]], user: User) -> Block:
    reader = CellReader(user)
    lines = []
    for target in targets:
        said = [text_of(cell) or "" for cell in cells[target.row]]
        given = [_given(reader, target.item, name, cell) for name, cell in zip(names, cells[target.row], strict=True)]
        lines.append(_line(target, names, said, given, user))
    return Block(tuple(map(_label, names)), tuple(lines))


def _given(reader: CellReader, item: Item | None, name: str, cell: Cell) -> Values | DomainError | None:
    """What a cell gives; None where it is left as it is."""
    if item is None or cell is None:
        return None
    if not name:
        return DomainError(_("Nothing in this column is corrected here: it moves by the steps of the item."))
    try:
        return reader.read(item, name, cell)
    except DomainError as refused:
        return refused


def _line(
    target: Target,
    names: Sequence[str],
    said: Sequence[str],
    given: Sequence[Values | DomainError | None],
    user: User,
) -> Line:
    """A row with all that its cells give, and what the correction would say to it."""
    item = target.item
    if item is None or target.fault:
        cells = tuple(PastedCell(text) for text in said)
        return Line(target.row, target.number, item, cells, fault=target.fault)
    values = _changed(item, given)
    refused = editing.refusal(Change(item, target.version, values), user) if values else None
    cells = tuple(_cell(item, *each, refused) for each in zip(names, said, given, strict=True))
    fault = str(refused) if refused and not any(cell.fault for cell in cells) else ""
    return Line(target.row, target.number, item, cells, values, target.version, fault)


def _changed(item: Item, given: Sequence[Values | DomainError | None]) -> Values:
    """What the cells give and the item doesn't say yet."""
    values = {key: value for each in given if isinstance(each, dict) for key, value in each.items()}
    return {key: value for key, value in values.items() if correction.value_of(item, key) != value}


def _cell(
    item: Item, name: str, text: str, given: Values | DomainError | None, refused: DomainError | None
) -> PastedCell:
    before = _said_now(item, name)
    if given is None:
        return PastedCell(text, before, before)
    if isinstance(given, DomainError):
        return PastedCell(text, before, fault=str(given))
    if refused is not None and refused.field in given:
        return PastedCell(text, before, fault=str(refused))
    return PastedCell(text, before, _worded(given, name))


def _said_now(item: Item, name: str) -> str:
    """What the item says, in words; a deadline that is no day by its kind."""
    if not name:
        return ""
    return _worded({name: correction.value_of(item, name), "undated_kind": item.undated_kind}, name)


def _worded(values: Values, name: str) -> str:
    """A value as the preview says it: things by their names, codes in words."""
    if name == "deadline" and values.get(name) is None:
        name = "undated_kind"
    plain = correction.plain(values.get(name))
    return shown(recording.column_of(name), plain) if plain else ""


def _label(name: str) -> str:
    return recording.label_of(name) if name else "—"


def _as_text(grid: Grid, rows: Sequence[int]) -> str:
    """Rows of a block as a block of its own, for the import."""
    lines = ([(text_of(cell) or "").replace("\t", " ") for cell in grid.rows[row - 1]] for row in rows)
    return "\n".join("\t".join(f'"{text.replace(chr(34), chr(34) * 2)}"' for text in line) for line in lines)


def said_of(count: int) -> str:
    return ngettext("%(n)s item has been corrected.", "%(n)s items have been corrected.", count) % {"n": count}
