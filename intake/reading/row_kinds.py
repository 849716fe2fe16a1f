"""What a row below the heading is: an item, a group heading, a note, a total, a repeated heading."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property

from intake.reading.choices import is_tick
from intake.reading.columns import Column, Layout
from intake.reading.fields import CATEGORY, DEADLINE, DESCRIPTION, ENTERPRISE, LEAD, NUMBER, PARK, SIDE_TEXTS
from intake.reading.grids import Cell, Grid, squeezed, text_of
from intake.rules import form_words, numbering_words, unit_lists

TOTAL = re.compile(r"^(?:合计|总计|小计|共计|累计|总数|本页小计|共\d+[项条个]?)(?:[:：(（\d].*)?$")
COUNT = re.compile(r"[(（]?\s*(?:共|计)?\s*\d+\s*[项个条处]?(?:问题|隐患)?\s*[)）]?$")
_ENTERPRISE_ENDING = re.compile(
    r"(?:公司|集团|厂|企业|有限责任公司|股份公司|合作社|加油站|矿|油库|气站|分公司|研究院|药业|化工)(?:[(（][^()（）]*[)）])?$"
)
_GROUP_ENDING = re.compile(
    r"(?:方面|部分|领域|环节|类)(?:问题|隐患)?(?:存在的问题|问题)?\s*(?:[(（].*[)）])?\s*[:：]?$|[(（](?:共|计)?\d+[项条个处][)）]$"
)
_PARK_ENDING = re.compile(r"(?:园区|产业园|工业园|集中区|开发区|化工园)$")
LONGEST_GROUP = 60


class Kind(Enum):
    """What a row is to the list."""

    BLANK = auto()
    HEADING = auto()
    GROUP = auto()
    TOTAL = auto()
    NOTE = auto()
    EXAMPLE = auto()
    ITEM = auto()
    MORE = auto()
    SERIAL_ONLY = auto()
    INCOMPLETE = auto()


@dataclass(frozen=True)
class RowView:
    """One row of a list seen through its layout."""

    grid: Grid
    layout: Layout
    row: int

    @cached_property
    def cells(self) -> list[tuple[int, Cell]]:
        """What the row itself holds, with the column."""
        return [(column, self.grid.own(self.row, column)) for column in self.grid.filled(self.row)]

    @cached_property
    def own(self) -> dict[str, Cell]:
        """The mapped values that begin in this row."""
        own: dict[str, Cell] = {}
        for field in self.layout.fields:
            if field in self.layout.choices:
                if ticked := self.ticked(field):
                    own[field] = ticked
                continue
            start = self.start(field)
            if start is not None and start[0] == self.row and (value := self._said(start)) is not None:
                own[field] = value
        return own

    def start(self, field: str) -> tuple[int, int] | None:
        """Where the cell begins that holds for this row, if it begins under its own heading."""
        column = self.layout.column(field)
        if column is None:
            return None
        if len(column.columns) == 1 and self.row not in self.grid.merged_rows:
            return self.row, column.columns[0]
        inside = self._starts(column)
        return next((start for start in inside if self.grid.own(*start) is not None), next(iter(inside), None))

    def _starts(self, column: Column) -> list[tuple[int, int]]:
        if self.row not in self.grid.merged_rows:
            return [(self.row, number) for number in column.columns]
        starts = dict.fromkeys(self.grid.start(self.row, number) for number in column.columns)
        return [start for start in starts if start[0] > self.layout.bottom and start[1] in column.columns]

    def value(self, field: str) -> Cell:
        """What holds for this row, from a cell merged over several rows too."""
        if field in self.layout.choices:
            return self.ticked(field) or None
        start = self.start(field)
        return self._said(start) if start else None

    def _said(self, start: tuple[int, int]) -> Cell:
        """What a cell says; for 同上 and 〃 what the cell above says."""
        row, column = start
        value = self.grid.own(row, column)
        while isinstance(value, str) and form_words.says_as_above(value) and row - 1 > self.layout.bottom:
            row, left = self.grid.start(row - 1, column)
            if left == column and len(self.grid.filled(row)) > 1:
                value = self.grid.own(row, column)
        return value

    def written(self, field: str) -> str | None:
        """The words of the cell itself."""
        start = self.start(field)
        return text_of(self.grid.own(*start)) if start else None

    def says_as_above(self, field: str) -> bool:
        return form_words.says_as_above(self.written(field) or "")

    def text(self, field: str) -> str:
        """All texts under a heading that stands over several columns."""
        if field in self.layout.choices:
            return self.ticked(field)
        column = self.layout.column(field)
        return "" if column is None else self.text_under(column)

    def ticked(self, field: str) -> str:
        """The headings of a field under which this row has a tick."""
        columns = self.layout.choices[field]
        return "、".join(each.choice for each in columns if is_tick(self.grid.shown(self.row, each.columns[0])))

    def text_under(self, column: Column) -> str:
        texts = [text_of(self._said(start)) for start in self._starts(column)]
        return "\n".join(text for text in texts if text)

    @cached_property
    def texts(self) -> list[str]:
        return [text_of(value) or "" for _, value in self.cells]

    @property
    def first_text(self) -> str:
        return self.texts[0] if self.texts else ""

    def is_merged_wide(self) -> bool:
        """Whether one cell of the row reaches over at least half of the list."""
        width = self.layout.width
        areas = (self.grid.area(self.row, column) for column, _ in self.cells)
        return any(area and (area.right - area.left + 1) * 2 >= width and area.right - area.left >= 2 for area in areas)


def kind_of(view: RowView, *, after_notes: bool) -> Kind:
    """What the row is; `after_notes` says that the notes below the list have begun."""
    if not view.cells:
        return Kind.BLANK
    if _is_heading(view) or _is_column_count(view):
        return Kind.HEADING
    if _shows_how(view):
        return Kind.EXAMPLE
    if _is_note(view, after_notes):
        return Kind.NOTE
    if _is_total(view):
        return Kind.TOTAL
    return Kind.GROUP if _is_group(view) else _kind_of_item(view)


def _is_heading(view: RowView) -> bool:
    """The heading again, on top of another page."""
    known = view.layout.known_headings
    if not any(squeezed(value) in known for _, value in view.cells[:2]):
        return False
    texts = {squeezed(value) for _, value in view.cells}
    return len(texts & known) >= 2 and len(texts & known) * 2 >= len(texts)


def _is_note(view: RowView, after_notes: bool) -> bool:
    if _begins_a_note(view.first_text) or form_words.are_signatures(view.texts) or _is_signed(view):
        return True
    if form_words.are_labels(view.texts):
        return not any(map(form_words.labels_name, view.texts))
    if _says_enough_for_an_item(view):
        return False
    covered = text_of(view.grid.shown(view.row, view.layout.columns[0].columns[0])) or ""
    return form_words.is_note(view.first_text) or form_words.is_note(covered) or after_notes


def _begins_a_note(text: str) -> bool:
    """备注：, 说明: with a colon no problem begins like that."""
    return form_words.is_note(text) and (":" in text[:20] or "：" in text[:20])


def _says_enough_for_an_item(view: RowView) -> bool:
    """A problem and two more fields that notes don't have."""
    return DESCRIPTION in view.own and len(view.own.keys() - SIDE_TEXTS) >= 3


def _is_signed(view: RowView) -> bool:
    """The office and the day below a list: from here on no row holds more than this one cell."""
    if len(view.cells) != 1 or any(len(view.grid.filled(row)) > 1 for row in range(view.row, view.layout.last + 1)):
        return False
    value = view.cells[0][1]
    is_day = isinstance(value, date) or form_words.is_day(text_of(value) or "")
    return is_day or ((LEAD in view.own or DEADLINE in view.own) and unit_lists.looks_like_units(view.first_text))


def _shows_how(view: RowView) -> bool:
    """A row of the form itself: a made-up item, or below the heading what is to be filled in."""
    if form_words.is_example(view.first_text):
        return True
    return view.row == view.layout.bottom + 1 and form_words.explain_columns(view.texts)


def _is_total(view: RowView) -> bool:
    return any(TOTAL.match(squeezed(value)) for _, value in view.cells[:2]) and DEADLINE not in view.own


def _is_column_count(view: RowView) -> bool:
    """A row that only numbers the columns: 1 2 3 4 … or (1) (2) (3)."""
    if len(view.first_text) > 4 or len(view.cells) < 4:
        return False
    counted = enumerate(view.cells, start=1)
    return all(squeezed(value).strip("()栏列") == str(number) for number, (_place, value) in counted)


def _is_group(view: RowView) -> bool:
    """A heading of what follows: alone in its row, with a number of groups before it or over the full width."""
    texts = view.texts
    if form_words.are_labels(texts):
        return any(map(form_words.labels_name, texts))
    if len(texts) == 2:
        return _is_group_in_two_cells(view, texts[0], texts[1])
    return len(texts) == 1 and len(texts[0]) <= LONGEST_GROUP and _stands_alone(view, texts[0])


def _is_group_in_two_cells(view: RowView, first: str, second: str) -> bool:
    """A number of groups and a name, or a name and how many items it has (某公司 | 共5项)."""
    if numbering_words.is_group_number(first):
        return _names_group(view, second)
    if not COUNT.fullmatch(second) or numbering_words.is_serial(first):
        return False
    return DESCRIPTION not in view.own or view.is_merged_wide()


def _names_group(view: RowView, text: str) -> bool:
    """二 | 公用工程方面: short and no sentence; in a list of nothing but problems it is an item."""
    return view.is_merged_wide() or (len(text) <= 20 and not text.endswith("。") and len(view.layout.fields) > 2)


def _stands_alone(view: RowView, text: str) -> bool:
    if view.is_merged_wide():
        return True
    if numbering_words.is_serial(text):
        return False
    if _ends_like_a_group(view, text):
        return True
    column, has_group_number = view.cells[0][0], numbering_words.depth(text) in (1, 2)
    field = _field_over(view.layout, column)
    if field == DESCRIPTION and NUMBER in view.layout.fields:
        return has_group_number and len(view.layout.fields) > 2
    is_first = column <= view.layout.columns[0].columns[0]
    return (is_first and field in (NUMBER, None)) or (field != DESCRIPTION and has_group_number)


def _ends_like_a_group(view: RowView, text: str) -> bool:
    """公用工程方面的问题: short, and not where the problems stand."""
    return DESCRIPTION not in view.own and len(text) <= 30 and _GROUP_ENDING.search(text) is not None


def _field_over(layout: Layout, place: int) -> str | None:
    return next((column.field for column in layout.columns if place in column.columns), None)


def _kind_of_item(view: RowView) -> Kind:
    if DESCRIPTION in view.own:
        return Kind.ITEM
    own = view.own.keys()
    if own and _goes_on(view):
        return Kind.MORE
    if not own or own == {NUMBER}:
        return Kind.SERIAL_ONLY
    return Kind.MORE if own <= SIDE_TEXTS else Kind.INCOMPLETE


def _goes_on(view: RowView) -> bool:
    """Whether the problem stands in a cell that is merged over this row from above."""
    problem = view.start(DESCRIPTION)
    return problem is not None and problem[0] < view.row and view.value(DESCRIPTION) is not None


@dataclass(frozen=True)
class Group:
    """A group row as context of what follows it."""

    depth: int
    text: str
    field: str


def group_of(view: RowView) -> Group:
    """What a group row names: an enterprise, a park, a unit, or a category."""
    number, text = _number_and_name(view)
    depth = numbering_words.depth(
        number + "、" if number and not number.endswith(("、", ")", "）")) else number or text
    )
    name = form_words.without_label(COUNT.sub("", numbering_words.without_number(text)).strip(" :："))
    return Group(depth or 9, name or text, _field_of(name))


def _number_and_name(view: RowView) -> tuple[str, str]:
    """The number in a cell of its own, where there is one, and the name; a count behind the name is left out."""
    texts = [text for text in view.texts if form_words.labels_name(text)][:1] or view.texts
    if len(texts) == 2 and not COUNT.fullmatch(texts[1]):
        return texts[0], texts[1]
    return "", texts[0]


def enterprise_like(name: str) -> bool:
    """Whether a line is the name of an enterprise and nothing else."""
    return bool(_ENTERPRISE_ENDING.search(name))


def _field_of(name: str) -> str:
    if enterprise_like(name):
        return ENTERPRISE
    if _PARK_ENDING.search(name):
        return PARK
    return LEAD if unit_lists.looks_like_units(name) else CATEGORY
