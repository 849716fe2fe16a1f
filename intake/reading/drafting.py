"""Rows become drafts: blocks of merged rows, context from group rows, deadlines with the years around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from intake.reading.columns import Layout
from intake.reading.fields import (
    ASSISTING,
    CATEGORY,
    DEADLINE,
    DESCRIPTION,
    ENTERPRISE,
    FOUND_ON,
    LEAD,
    LEVEL,
    NUMBER,
    PARK,
    PERSON,
    PROGRESS,
    SIDE_TEXTS,
    TEXTS,
    Read,
)
from intake.reading.grids import Grid, text_of
from intake.reading.list_context import ListContext, context_below
from intake.reading.parsed import Draft, Picture
from intake.reading.row_kinds import Group, Kind, RowView, group_of, kind_of
from intake.rules import numbering_words, unit_lists
from intake.rules.deadline_wording import ReadDeadline, read_deadline
from intake.rules.unit_lists import UnitCell

Context = dict[str, str]


@dataclass
class Block:
    """An item's first row, the rows that belong to it, and the group headings above it."""

    first: RowView
    context: Context
    table: int
    groups: tuple[str, ...] = ()
    more: list[RowView] = field(default_factory=list)
    is_complete: bool = True


@dataclass(frozen=True)
class Answering:
    """Who answers for an item: one unit, those that take part, words that name nobody, persons."""

    lead: str | None
    assisting: tuple[str, ...]
    nobody: tuple[str, ...]
    persons: tuple[str, ...]


def blocks(grid: Grid, layouts: Sequence[Layout], kinds: dict[int, Kind]) -> Iterator[Block]:
    """The items of a list in their order, each with its rows; what every row is goes into `kinds`."""
    block: Block | None = None
    groups: list[Group] = []
    after_notes = False
    for table, view in _views(grid, layouts):
        kind = kind_of(view, after_notes=after_notes)
        kinds[view.row] = kind
        after_notes = kind == Kind.NOTE or (after_notes and kind not in (Kind.HEADING, Kind.ITEM))
        if kind == Kind.GROUP:
            groups = _with_group(groups, group_of(view))
        if block is not None and _belongs_to(block, view, kind):
            block.more.append(view)
        elif kind in (Kind.ITEM, Kind.INCOMPLETE):
            if block is not None:
                yield block
            block = _begun(view, table, groups, is_complete=kind == Kind.ITEM)
    if block is not None:
        yield block


def _begun(view: RowView, table: int, groups: Sequence[Group], *, is_complete: bool) -> Block:
    """The block of an item, under the group headings that hold for it."""
    context = {group.field: group.text for group in groups}
    names = tuple(group.text for group in groups)
    return Block(view, context, table, names, is_complete=is_complete)


def _views(grid: Grid, layouts: Sequence[Layout]) -> Iterator[tuple[int, RowView]]:
    """Every row below a heading, with the place of its table among the tables."""
    for table, layout in enumerate(layouts):
        yield from ((table, RowView(grid, layout, row)) for row in layout.rows)


def _with_group(groups: Sequence[Group], group: Group) -> list[Group]:
    """A heading ends those that aren't above it; one without a number ends those of its kind too."""
    wider = [above for above in groups if above.depth < group.depth]
    if group.field != CATEGORY:
        wider = [above for above in wider if above.field != group.field]
    return [*wider, group]


def _belongs_to(block: Block, view: RowView, kind: Kind) -> bool:
    """Rows with more of the same item; also a row whose serial is merged from the item's first row."""
    if kind == Kind.MORE:
        return True
    serial = view.start(NUMBER)
    return kind == Kind.INCOMPLETE and serial is not None and serial[0] == block.first.row < view.row


@dataclass(frozen=True)
class Drafter:
    """Makes drafts of the blocks of one list; remembers the deadline above, for wordings without a year."""

    grid: Grid
    layouts: Sequence[Layout]
    context: ListContext
    above: list[date] = field(default_factory=list)
    kinds: dict[int, Kind] = field(default_factory=dict)
    dropped: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, heading and words that stood in a cell for units and were dropped."""
    undated: set[int] = field(default_factory=set)
    """Rows with a day of the finding that can't be read."""

    def drafts(self) -> Iterator[tuple[Draft, bool]]:
        """Each item, and whether it has a problem text."""
        for block in blocks(self.grid, self.layouts, self.kinds):
            if block.more and _differs(block):
                for view in (block.first, *block.more):
                    yield self._draft(view, block, [view]), block.is_complete
            else:
                yield self._draft(block.first, block, [block.first, *block.more]), block.is_complete

    def _draft(self, view: RowView, block: Block, rows: Sequence[RowView]) -> Draft:
        description = block.first.text(DESCRIPTION)
        context = self._contexts[block.table]
        found_on = self._found_on(view, context)
        enterprise = _name(view, ENTERPRISE) or block.context.get(ENTERPRISE) or context.enterprise_name
        answering = self._answering(view, block, enterprise)
        texts = _texts(view, rows)
        texts[PERSON] = texts[PERSON] or "、".join(answering.persons)
        return Draft(
            row=view.row,
            sheet=self.grid.name,
            rows=tuple(row.row for row in rows),
            groups=block.groups,
            list_title=self.context.title,
            list_day=self.context.dates.day,
            number=text_of(view.value(NUMBER)) or text_of(block.first.value(NUMBER)),
            title=numbering_words.title_of(description) if description else "",
            description=description,
            lead_organization=answering.lead,
            assisting=answering.assisting,
            nobody=answering.nobody,
            deadline=self._deadline(view, context, found_on),
            found_on=found_on,
            category_text=view.text(CATEGORY) or block.context.get(CATEGORY, ""),
            enterprise_name=enterprise,
            park_name=_name(view, PARK) or block.context.get(PARK),
            level_heading=view.layout.heading(LEVEL),
            progress_heading=view.layout.heading(PROGRESS),
            pictures=tuple(self._pictures(rows)) if self.grid.pictures else (),
            texts=texts,
        )

    def _pictures(self, rows: Sequence[RowView]) -> Iterator[Picture]:
        """The photos in and over the cells of an item's rows."""
        numbers = {view.row: view for view in rows}
        for (row, place), parts in sorted(self.grid.pictures.items()):
            if row in numbers:
                column = numbers[row].layout.by_place.get(place)
                yield from (Picture(part, column.heading if column else "") for part in parts)

    def _answering(self, view: RowView, block: Block, enterprise: str | None) -> Answering:
        told = self._units(view, block)
        names = _meant(told.names, enterprise)
        beside = _meant(self._noted(view, ASSISTING, unit_lists.read(view.text(ASSISTING))).names, enterprise)
        return Answering(
            lead=names[0] if names else None,
            assisting=(*names[1:], *(unit for unit in beside if unit not in names)),
            nobody=() if names else told.nobody,
            persons=told.persons,
        )

    @cached_property
    def _contexts(self) -> list[ListContext]:
        contexts = [self.context]
        for above, table in pairwise(self.layouts):
            contexts.append(context_below(self.grid, above, table, contexts[-1]))
        return contexts

    def _found_on(self, view: RowView, context: ListContext) -> date | None:
        """The day in the found-date cell, of a span its last day; else that of the whole list."""
        found = read_deadline(view.value(FOUND_ON), year_hint=context.dates).date
        if found is None and view.text(FOUND_ON):
            self.undated.add(view.row)
        return found or context.found_on

    def _units(self, view: RowView, block: Block) -> UnitCell:
        column = view.layout.column(LEAD)
        if column is None:
            return UnitCell(tuple(filter(None, (block.context.get(LEAD),))))
        told = self._noted(view, LEAD, unit_lists.read(view.text(LEAD), with_persons=column.holds_persons_too))
        responsible = view.layout.responsible
        if told.names or responsible is None:
            return told
        return self._noted(view, ASSISTING, unit_lists.read(view.text_under(responsible)))

    def _noted(self, view: RowView, name: str, told: UnitCell) -> UnitCell:
        heading = view.layout.heading(name)
        self.dropped.extend((view.row, heading, words) for words in (*told.numbers, *told.nobody))
        return told

    def _deadline(self, view: RowView, context: ListContext, found_on: date | None) -> ReadDeadline:
        previous = self.above[-1] if self.above else None
        read = read_deadline(view.value(DEADLINE), year_hint=context.dates, found_on=found_on, previous=previous)
        if read.date is not None:
            self.above.append(read.date)
        return replace(read, text=view.written(DEADLINE)) if view.says_as_above(DEADLINE) else read


def _differs(block: Block) -> bool:
    """Whether the rows of a block are items of their own: another unit, day, person, place or number."""
    telling = block.first.layout.fields - SIDE_TEXTS - {DESCRIPTION}
    first = {name: block.first.value(name) for name in telling}
    return any(view.own.get(name) not in (None, first[name]) for view in block.more for name in telling)


def _texts(view: RowView, rows: Sequence[RowView]) -> dict[str, str]:
    """The texts of the item: of its first row, or of all its rows one below the other."""
    return {
        field.code: _lines(field.code, rows) if field.read == Read.LINES else view.text(field.code) for field in TEXTS
    }


def _lines(name: str, rows: Sequence[RowView]) -> str:
    texts = dict.fromkeys(row.text(name) for row in rows)
    return "\n".join(text for text in texts if text)


def _meant(names: Sequence[str], enterprise: str | None) -> tuple[str, ...]:
    """企业 is the enterprise that the row is about."""
    meant = [enterprise if enterprise and unit_lists.means_the_enterprise(name) else name for name in names]
    return tuple(dict.fromkeys(meant))


def _name(view: RowView, name: str) -> str | None:
    return " ".join(view.text(name).split()) or None
