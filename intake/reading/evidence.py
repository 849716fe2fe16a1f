"""What the cells of a column say of its meaning when its heading says nothing we know."""

import re
from collections.abc import Sequence
from datetime import date

from intake.reading.field_words import bare
from intake.reading.grids import Cell, Grid, text_of
from intake.reading.headings import Heading
from intake.rules import unit_lists
from intake.rules.deadline_wording import read_deadline

SAMPLED_ROWS = 60
SOME = 0.3
MOST = 0.6
LONG_TEXT = 8
_NO_DEADLINE_HEADING = re.compile(
    r"实际|发现|检查|排查|成立|开工|竣工|投产|有效|签收|填报|上报|公示|出生|复查|验收|更新|受理|交办"
)
_UNIT_HEADING = re.compile(r"责任|负责|主体|单位|部门|落实|承办")
_NO_UNIT_HEADING = re.compile(r"督办|督导|督查|监管|监督|检查|验收|交办|填报|上报|反馈|举报|主管|复查")
_NO_PROBLEM_HEADING = re.compile(
    r"措施|进展|情况|备注|单位|地址|名称|原因|依据|要求|目标|范围|工艺|原料|产品|人$|建议|资金|照片"
)


def cells(grid: Grid, bottom: int, columns: Sequence[int]) -> list[Cell]:
    """What stands below a heading in its first rows, blanks left out."""
    rows = range(bottom + 1, min(grid.height, bottom + SAMPLED_ROWS) + 1)
    return [value for row in rows for column in columns[:1] if (value := grid.own(row, column)) is not None]


def filled_share(grid: Grid, bottom: int, columns: Sequence[int]) -> float:
    rows = min(grid.height - bottom, SAMPLED_ROWS)
    shown = [row for row in range(bottom + 1, bottom + rows + 1) if grid.shown(row, columns[0]) is not None]
    return len(shown) / rows if rows > 0 else 0


def mean_length(grid: Grid, bottom: int, columns: Sequence[int]) -> float:
    lengths = [len(text_of(value) or "") for value in cells(grid, bottom, columns)]
    return sum(lengths) / len(lengths) if lengths else 0


def looks_like_deadlines(grid: Grid, bottom: int, heading: Heading) -> bool:
    values = cells(grid, bottom, heading.columns)
    if not values or _NO_DEADLINE_HEADING.search(bare(heading.text)):
        return False
    return sum(map(_is_deadline, values)) >= MOST * len(values)


def _is_deadline(value: Cell) -> bool:
    if isinstance(value, int | float):
        return False
    if isinstance(value, date):
        return True
    read = read_deadline(value, year_hint=2000)
    return len(str(value)) < 30 and (read.date is not None or read.undated_kind is not None)


def looks_like_units(grid: Grid, bottom: int, heading: Heading) -> bool:
    words = bare(heading.text)
    if not _UNIT_HEADING.search(words) or _NO_UNIT_HEADING.search(words):
        return False
    values = [value for value in cells(grid, bottom, heading.columns) if isinstance(value, str)]
    return bool(values) and sum(map(unit_lists.looks_like_units, values)) >= MOST * len(values)


def looks_like_problems(grid: Grid, bottom: int, heading: Heading) -> bool:
    values = [value for value in cells(grid, bottom, heading.columns) if isinstance(value, str)]
    if len(values) < SOME * len(range(bottom, min(grid.height, bottom + SAMPLED_ROWS))) or _NO_PROBLEM_HEADING.search(
        bare(heading.text)
    ):
        return False
    return (
        bool(values)
        and mean_length(grid, bottom, heading.columns) >= LONG_TEXT
        and len(set(values)) > MOST * len(values)
    )
