"""The rows below the heading of a list of files: which of them are rows, and what stands in each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intake.reading.grids import Cell, Grid, squeezed, text_of
from intake.reading.parsed import LeftOut, Place
from intake.reading.register_fields import SERIAL, Fields, Type
from intake.reading.register_headings import RegisterColumn, RegisterLayout
from intake.reading.row_kinds import COUNT, TOTAL
from intake.rules import form_words, numbering_words

HEADING = gettext_noop("It repeats the heading.")
GROUP = gettext_noop("It is a group heading; its words stand with the items below it.")
OTHER_GROUP = gettext_noop("It is a line between the rows.")
TOTAL_ROW = gettext_noop("It is a total.")
NOTE = gettext_noop("It is a note or a signature.")
EXAMPLE = gettext_noop("It shows how the form is filled in.")
SERIAL_ONLY = gettext_noop("It holds nothing but its number.")
LONGEST_GROUP = 60
_COUNT = re.compile(r"[(（]?(?:共|计)?\d+[家个户项]?(?:企业|园区|项目)?[)）]?$")
"""How many rows follow: 云川化工园区（12家）."""


@dataclass(frozen=True)
class RegisterRow:
    """One row of a list: what it has of each field, and all that stands in it by heading.

    `headings` are the headings of the fields, `rows` all rows of the sheet that belong to it.
    """

    row: int
    sheet: str
    values: Mapping[str, Cell] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """Each field's heading with what stands above it, where its unit may be said."""
    faults: tuple[str, ...] = ()
    """Headings below which a formula without a value or an error stands."""

    @property
    def stands_at(self) -> Place:
        return self.sheet, self.row

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.row}@{self.sheet}"


@dataclass
class RowReader:
    """Goes down a sheet below its heading."""

    grid: Grid
    layout: RegisterLayout
    fields: Fields
    key: str
    left_out: list[LeftOut] = field(default_factory=list)
    _context: dict[str, str] = field(default_factory=dict)
    _after_notes: bool = False

    def rows(self) -> Iterator[RegisterRow]:
        """The rows of the list; what is none is named in `left_out`."""
        known = {each.code for each in self.fields if each.code in self.layout.by_field}
        for row in range(self.layout.bottom + 1, self.grid.height + 1):
            why = self._why_none(row)
            if why:
                self.left_out.append(LeftOut(self.grid.name, "row", _(why), row))
            elif self.grid.filled(row) and not self._goes_on(row):
                yield self._row(row, known)

    def _why_none(self, row: int) -> str:
        """Why a row that holds something is no row of the list; empty where it is one."""
        filled = self.grid.filled(row)
        if not filled:
            return ""
        texts = [text_of(self.grid.own(row, column)) or "" for column in filled]
        if self._repeats_heading(texts) or _counts_columns(texts):
            return HEADING
        if row == self.layout.bottom + 1 and (form_words.is_example(texts[0]) or form_words.explain_columns(texts)):
            return EXAMPLE
        return self._why_beside(row, texts, filled)

    def _why_beside(self, row: int, texts: list[str], filled: list[int]) -> str:
        """Why a row says something beside the list."""
        if self._is_note(row, texts):
            self._after_notes = True
            return NOTE
        if any(TOTAL.match(squeezed(text)) for text in texts[:2]):
            return TOTAL_ROW
        if self._is_group(row, texts):
            return GROUP if self._remember(texts) else OTHER_GROUP
        return SERIAL_ONLY if self._has_serial_alone(filled) else ""

    def _repeats_heading(self, texts: list[str]) -> bool:
        again = [text for text in texts if squeezed(text) in self.layout.known_headings]
        return len(again) >= min(2, len(self.layout.columns)) and len(again) * 2 >= len(texts)

    def _is_note(self, row: int, texts: list[str]) -> bool:
        if form_words.is_note(texts[0]) or form_words.are_signatures(texts):
            return len(texts) < 3 or ":" in texts[0][:20] or "：" in texts[0][:20]
        return (self._after_notes or len(texts[0]) > LONGEST_GROUP) and len(texts) == 1 and self._is_apart(row)

    def _is_group(self, row: int, texts: list[str]) -> bool:
        if len(texts) == 2 and numbering_words.is_group_number(texts[0]):
            return len(self.layout.columns) > 2
        if len(texts) == 2 and COUNT.fullmatch(texts[1]) and not numbering_words.is_serial(texts[0]):
            return self._is_apart(row)
        return len(texts) == 1 and len(self.layout.columns) > 2 and self._is_apart(row)

    def _is_apart(self, row: int) -> bool:
        """Whether the one text of a row stands where no name stands: merged over the list, or under the numbers."""
        place = self.grid.filled(row)[0]
        area = self.grid.area(row, place)
        if area is not None and (area.right - area.left + 1) * 2 >= self.layout.width and area.right - area.left >= 2:
            return True
        names = {number for column in self.layout.by_field.get(self.key, ()) for number in column.columns}
        text = text_of(self.grid.own(row, place)) or ""
        return place not in names and place <= min(names, default=1) and not numbering_words.is_serial(text)

    def _remember(self, texts: list[str]) -> bool:
        """Keep what a line between the rows says of those below it; False where it says nothing of a field."""
        said = [text for text in texts if not COUNT.fullmatch(text)][-1:] or texts
        line = form_words.without_label(numbering_words.without_number(said[0])).strip(" :：")
        line = _COUNT.sub("", line).strip()
        named = next((each.code for each in self.fields if each.is_named_by(line)), None)
        if named:
            self._context[named] = line
        return named is not None

    def _has_serial_alone(self, filled: list[int]) -> bool:
        serial = {place for column in self.layout.columns if column.field == SERIAL for place in column.columns}
        return bool(serial) and set(filled) <= serial

    def _goes_on(self, row: int) -> bool:
        """Whether every name of this row stands in a cell that began above: it belongs to the row above.

        One whose name is that of something else, as of the enterprise of a permit, is a row of its own.
        """
        if self._is_of_another:
            return False
        columns = self.layout.by_field.get(self.key, ())
        starts = [self.grid.start(row, place) for column in columns for place in column.columns[:1]]
        if not starts or any(start[0] == row for start in starts):
            return False
        above = min(start[0] for start in starts)
        return above > self.layout.bottom

    @cached_property
    def _is_of_another(self) -> bool:
        return any(each.code == self.key and each.type == Type.LOOKED_UP for each in self.fields)

    def _row(self, row: int, known: set[str]) -> RegisterRow:
        last = self._last(row)
        values = {code: value for code in known if (value := self._value(code, row, last)) is not None}
        return RegisterRow(
            row,
            self.grid.name,
            {**self._context, **values},
            self._said(row, last),
            {code: self.layout.by_field[code][0].heading for code in known},
            {code: self.layout.by_field[code][0].words for code in known},
            tuple(column.heading for column in self.layout.columns if self._is_faulty(column, row)),
        )

    def _said(self, row: int, last: int) -> dict[str, str]:
        """All words of a row by their headings."""
        texts = {
            column.heading: self._text(column, row, last) for column in self.layout.columns if column.field != SERIAL
        }
        return {heading: text for heading, text in texts.items() if text}

    def _last(self, row: int) -> int:
        """The last row that belongs to this one."""
        last = row
        while last < self.grid.height and self.grid.filled(last + 1) and self._goes_on(last + 1):
            last += 1
        return last

    def _is_faulty(self, column: RegisterColumn, row: int) -> bool:
        return bool(column.field) and any((row, place) in self.grid.marks for place in column.columns)

    def _value(self, code: str, row: int, last: int) -> Cell:
        columns = self.layout.by_field[code]
        if len(columns) == 1 and last == row:
            return self._cell(columns[0], row)
        texts = [self._text(column, row, last) for column in columns]
        if len(columns) == 1:
            return self._only(columns[0], row, last, texts[0])
        return "\n".join(dict.fromkeys(filter(None, texts))) or None

    def _only(self, column: RegisterColumn, row: int, last: int, text: str) -> Cell:
        """The value of a column over the rows of one item: itself where it is one, else its lines."""
        own = [value for number in range(row, last + 1) if (value := self._cell(column, number)) is not None]
        return own[0] if len(set(own)) == 1 else text or None

    def _text(self, column: RegisterColumn, row: int, last: int) -> str:
        texts = (text_of(self._cell(column, number)) for number in range(row, last + 1))
        return "\n".join(dict.fromkeys(text for text in texts if text))

    def _cell(self, column: RegisterColumn, row: int) -> Cell:
        """What is shown under a heading; for 同上 what the cell above says."""
        for place in column.columns:
            top, left = self.grid.start(row, place)
            if top <= self.layout.bottom or left not in column.columns:
                continue
            value = self.grid.own(top, left)
            while isinstance(value, str) and form_words.says_as_above(value) and top - 1 > self.layout.bottom:
                top, left = self.grid.start(top - 1, left)
                value = self.grid.own(top, left)
            if value is not None:
                return value
        return None


def _counts_columns(texts: list[str]) -> bool:
    """A row that only numbers the columns: 1 2 3 4 …"""
    counted = enumerate(texts, start=1)
    return len(texts) >= 4 and all(squeezed(text).strip("()栏列") == str(number) for number, text in counted)
