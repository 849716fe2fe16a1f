"""A sheet as a grid of values with its merged ranges; rows and columns are counted from 1, as people do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from math import isfinite

from intake.rules.numerals import plain

Cell = str | int | float | date | datetime | None
_PREFIXED = "=+-@＝＋－＠\t\r"
# Signs that a cell can hold and no column of a database, and those that nobody sees: they turn or part words.
_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)


_ERROR = re.compile(
    r"#(?:REF|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|BUSY|CONNECT|EXTERNAL|PYTHON|UNKNOWN)[!?]|#N/A|#GETTING_DATA"
)
_BEGIN_OF_A_MARK = frozenset("#=_Dd \t\n")
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(.*", re.IGNORECASE | re.DOTALL)


class Mark(StrEnum):
    """What stands in a cell that has no value we could take."""

    FORMULA = "formula"
    ERROR = "error"
    PICTURE = "picture"


@dataclass(frozen=True)
class Area:
    """A merged range, its corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """The values of one sheet; a merged range holds its value in its first cell alone.

    `marks` are the cells without a value to take, `apart` what hangs at the sheet and stands in no cell.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    areas: tuple[Area, ...] = ()
    is_visible: bool = True
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    apart: tuple[str, ...] = ()
    pictures: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    is_text: bool = False
    """A file of text knows of no merged cells."""
    _area_of: dict[tuple[int, int], Area] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for area in self.areas:
            for row in range(area.top, min(area.bottom, self.height) + 1):
                for column in range(area.left, min(area.right, self.width) + 1):
                    self._area_of[row, column] = area

    @property
    def is_drawn(self) -> bool:
        """Whether something stands over its cells or in them that is no value."""
        return bool(self.pictures or self.apart)

    @cached_property
    def merged_rows(self) -> frozenset[int]:
        """Rows in which something is merged."""
        return frozenset(row for row, _column in self._area_of)

    @cached_property
    def height(self) -> int:
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def own(self, row: int, column: int) -> Cell:
        """What stands in the cell itself."""
        if 1 <= row <= self.height and 1 <= column <= self.width:
            return self.rows[row - 1][column - 1]
        return None

    def area(self, row: int, column: int) -> Area | None:
        return self._area_of.get((row, column))

    def shown(self, row: int, column: int) -> Cell:
        """What a reader sees there: for a merged cell the value of the whole range."""
        area = self.area(row, column)
        return self.own(area.top, area.left) if area else self.own(row, column)

    def start(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell that is shown here begins."""
        area = self.area(row, column)
        return (area.top, area.left) if area else (row, column)

    def filled(self, row: int) -> list[int]:
        """Columns in which this row itself holds something."""
        return [column for column, value in enumerate(self.rows[row - 1], start=1) if value is not None]

    def is_hidden(self, columns: Sequence[int]) -> bool:
        """Whether none of these columns is shown."""
        return bool(columns) and all(column in self.hidden_columns for column in columns)


def read_value(value: object) -> Cell:
    """A value of the parser as we use it: no empty texts, no floats that are whole, no days with midnight."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    if isinstance(value, int | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None


def _number(value: float) -> int | float | None:
    if not isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def mark_of(value: object) -> Mark | None:
    """Whether a text is no text: an error value as spreadsheet programs write it, or a picture of WPS."""
    if not isinstance(value, str) or value[:1] not in _BEGIN_OF_A_MARK:
        return None
    if _ERROR.fullmatch(value.strip()):
        return Mark.ERROR
    return Mark.PICTURE if _PICTURE.fullmatch(value.strip()) else None


def _text(value: str) -> str | None:
    value = _UNWRITABLE.sub("", value)
    value = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\xa0\ufeff\u200b")
    if value[:1] == "'" and value[1:2] in _PREFIXED:
        value = value[1:]
    return value or None


def text_of(value: Cell) -> str | None:
    """A value as the text a person would write for it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def squeezed(value: Cell) -> str:
    """The text without any blanks and differences of width, for comparing headings."""
    return "".join(plain(text_of(value) or "").split())


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
