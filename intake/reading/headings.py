"""Find the heading of a list: title rows above, particulars between, two and three rows, merged groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.reading.field_words import UNKNOWN, claim
from intake.reading.fields import DESCRIPTION, NUMBER, TICKABLE
from intake.reading.grids import Area, Cell, Grid, squeezed, text_of
from intake.rules import level_words

SEARCHED_ROWS = 80
MOST_HEADING_ROWS = 5
LONGEST_CELL = 60
LONGEST_CHOICE = 12
Stack = list[tuple[tuple[int, int], str]]
_PARTICULAR = re.compile(r"[:：].+")
_GENERIC = re.compile(
    r"^(?:单位|单位名称|部门名称|部门|姓名|名称|时间|日期|内容|情况|牵头|配合|责任|主办|协办|人员|领导|主责|结果|状态|全称|级别|类别)$"
)


@dataclass(frozen=True)
class Heading:
    """One heading: its words, the words of the groups above it, and the columns it stands over."""

    text: str
    groups: tuple[str, ...]
    columns: tuple[int, ...]

    def claim(self) -> tuple[str | None, int]:
        """What it means by itself, with its group (部门责任/牵头), or by its group alone."""
        group = self.groups[-1] if self.groups else ""
        own = claim(self.text)
        if not group or (own != UNKNOWN and not _GENERIC.match(squeezed(self.text))):
            return own
        joined = max(claim(group + self.text), claim(self.text + group), key=lambda claimed: claimed[1])
        return joined if joined[0] else max(claim(group), own, key=lambda claimed: claimed[1])


@dataclass(frozen=True)
class Header:
    """The rows of a heading and what stands in them."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]

    @property
    def strength(self) -> tuple[int, int]:
        """How much it says: whether the problem is named, and how many fields are."""
        fields = {heading.claim()[0] for heading in self.headings} - {None}
        return DESCRIPTION in fields, len(fields)


def find_header(grid: Grid) -> Header | None:
    """The strongest heading among the first rows; of equal ones the first. None where no row looks like one."""
    candidates = sorted(_candidates(grid), key=lambda candidate: -candidate[0])[:4]
    headers = [header_at(grid, row) for _, row in sorted(candidates, key=lambda candidate: candidate[1])]
    return max(headers, key=lambda header: header.strength, default=None)


def _candidates(grid: Grid) -> Iterator[tuple[int, int]]:
    """Rows in which at least two cells are headings, with the number of fields they name."""
    for row in range(1, min(grid.height, SEARCHED_ROWS) + 1):
        cells = [text_of(grid.own(row, column)) or "" for column in grid.filled(row)]
        fields = {claim(cell)[0] for cell in cells if len(cell) <= LONGEST_CELL} - {None}
        if len(fields) >= 2:
            yield len(fields) + 3 * (DESCRIPTION in fields), row


def header_at(grid: Grid, row: int) -> Header:
    """The heading that this row is part of."""
    top, bottom = _extent(grid, row)
    while bottom - top < MOST_HEADING_ROWS and _is_second_row(grid, top, bottom):
        bottom += 1
    if top > 1 and _completes(grid, top - 1, top):
        top -= 1
    return Header(top, bottom, tuple(stack_headings(grid, top, bottom)))


def _extent(grid: Grid, row: int) -> tuple[int, int]:
    """The rows that cells merged downwards tie to this one, and those that are tied to these."""
    return _tied(grid, row, _tied(grid, row, (row, row)))


def _tied(grid: Grid, row: int, reached: tuple[int, int]) -> tuple[int, int]:
    """From the highest to the lowest row of the cells merged over those reached so far, none too far from `row`."""
    top, bottom = reached
    areas = [area for line in range(top, bottom + 1) for area in _merged_downwards(grid, line)]
    tops = (area.top for area in areas if row - area.top < MOST_HEADING_ROWS)
    bottoms = (area.bottom for area in areas if area.bottom - row < MOST_HEADING_ROWS)
    return min([top, *tops]), max([bottom, *bottoms])


def _merged_downwards(grid: Grid, row: int) -> Iterator[Area]:
    """The headings over this row that stand in more than one."""
    for column in range(1, grid.width + 1):
        area = grid.area(row, column)
        if area and area.bottom > area.top and _is_heading(grid, area.top, area.left):
            yield area


def _is_heading(grid: Grid, row: int, column: int) -> bool:
    value = grid.own(row, column)
    return isinstance(value, str) and claim(value)[0] is not None


def _is_second_row(grid: Grid, top: int, bottom: int) -> bool:
    """Whether the row below only names parts of the heading: short words, and nothing under the problem."""
    row = bottom + 1
    if row > grid.height:
        return False
    cells = [(column, grid.own(row, column)) for column in grid.filled(row)]
    if not cells or not all(_is_short_text(value) for _, value in cells):
        return False
    known = [column for column, value in cells if _names_a_part(grid, bottom, column, str(value))]
    return len(known) * 2 > len(cells) and not any(_above_is_final(grid, top, bottom, column) for column, _ in cells)


def _is_short_text(value: Cell) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_CELL


def _names_a_part(grid: Grid, bottom: int, column: int, text: str) -> bool:
    """Whether a word names a field, or one of the values to be ticked below a heading (重大 | 一般)."""
    if claim(text)[0] or _GENERIC.match(squeezed(text)) or level_words.is_level_word(text):
        return True
    area = grid.area(bottom, column)
    group = text_of(grid.shown(bottom, column)) if area and area.right > area.left else None
    return group is not None and claim(group)[0] in TICKABLE and len(text) <= LONGEST_CHOICE


def _above_is_final(grid: Grid, top: int, bottom: int, column: int) -> bool:
    """Whether the cell above is a heading of one column that needs no second row."""
    area = grid.area(bottom, column)
    value = grid.shown(bottom, column)
    is_group = area is not None and area.right > area.left
    return not is_group and value is not None and claim(text_of(value) or "")[0] in (NUMBER, DESCRIPTION)


def _completes(grid: Grid, above: int, row: int) -> bool:
    """Whether the row above holds headings for columns that have none here (序号 one row higher)."""
    missing = [column for column in grid.filled(above) if grid.shown(row, column) is None]
    return any(_is_heading(grid, above, column) for column in missing) and len(grid.filled(above)) > 1


def stack_headings(grid: Grid, top: int, bottom: int) -> Iterator[Heading]:
    """The headings of these rows, each with the groups above it."""
    stacks = {column: _stack(grid, top, bottom, column) for column in range(1, grid.width + 1)}
    _spread_groups(grid, top, bottom, stacks)
    column = 1
    while column <= grid.width:
        stack = stacks[column]
        if not stack:
            column += 1
            continue
        last = column
        while last < grid.width and stacks[last + 1] and stacks[last + 1][-1][0] == stack[-1][0]:
            last += 1
        texts = [text for _, text in stack]
        yield Heading(texts[-1], tuple(texts[:-1]), tuple(range(column, last + 1)))
        column = last + 1


def _stack(grid: Grid, top: int, bottom: int, column: int) -> Stack:
    """The heading words over a column from above, each with the cell it begins in."""
    stack: dict[tuple[int, int], str] = {}
    for row in range(top, bottom + 1):
        value = grid.shown(row, column)
        if value is not None and not (row < bottom and _is_particular(grid, row, column, value)):
            stack[grid.start(row, column)] = text_of(value) or ""
    return list(stack.items())


def _spread_groups(grid: Grid, top: int, bottom: int, stacks: dict[int, Stack]) -> None:
    """A group that isn't merged over its columns stands over the next ones too, while they have none of their own."""
    group: Stack = []
    for column in range(1, grid.width + 1):
        stack = stacks[column]
        if len(stack) > 1 and stack[-1][0][0] > stack[0][0][0]:
            group = stack[:-1]
        elif stack and group and stack[0][0][0] > group[0][0][0] and grid.shown(group[0][0][0], column) is None:
            stacks[column] = [*group, *stack]
        else:
            group = []


def _is_particular(grid: Grid, row: int, column: int, value: Cell) -> bool:
    """A title or 填报人：王某 above a heading is no group of it."""
    area = grid.area(row, column)
    over_all = area is not None and area.right - area.left + 1 >= grid.width > 2
    return bool(_PARTICULAR.search(text_of(value) or "")) or over_all
