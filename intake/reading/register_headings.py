"""Find the heading of a list of files, of one or several rows, and give its columns their fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from intake.reading.columns import signature_of, unique_names
from intake.reading.field_words import bare
from intake.reading.grids import Grid, squeezed, text_of
from intake.reading.headings import MOST_HEADING_ROWS, SEARCHED_ROWS, Heading, stack_headings
from intake.reading.register_fields import SERIAL, UNKNOWN, Claim, Fields, claim

LONGEST_CELL = 40
FEWEST = 2
"""A row that names fewer is no heading: a list of names alone has its serial number."""


@dataclass(frozen=True)
class RegisterColumn:
    """A column of a list: its heading as written (unique in its sheet), its places, its field; None if not taken."""

    heading: str
    columns: tuple[int, ...]
    field: str | None
    groups: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The heading with what stands above it, where its unit may be said."""
        return " ".join((*self.groups, self.heading))


@dataclass(frozen=True)
class RegisterLayout:
    """Where the list stands in its sheet; `bottom` is the last row of the heading."""

    top: int
    bottom: int
    columns: tuple[RegisterColumn, ...]

    @cached_property
    def by_field(self) -> dict[str, tuple[RegisterColumn, ...]]:
        """The columns of each field that is taken."""
        found: dict[str, tuple[RegisterColumn, ...]] = {}
        for column in self.columns:
            if column.field and column.field != SERIAL:
                found[column.field] = (*found.get(column.field, ()), column)
        return found

    @cached_property
    def known_headings(self) -> frozenset[str]:
        return frozenset(squeezed(column.heading) for column in self.columns)

    @property
    def mapping(self) -> dict[str, str | None]:
        return {column.heading: None if column.field == SERIAL else column.field for column in self.columns}

    @property
    def width(self) -> int:
        return sum(len(column.columns) for column in self.columns)

    @property
    def signature(self) -> str:
        """The same for every list with these headings, so that a mapping can be remembered."""
        return signature_of(column.heading for column in self.columns)


def lay_out(grid: Grid, fields: Fields, decided: Mapping[str, str | None] | None = None) -> RegisterLayout | None:
    """The list of a sheet with what its columns mean; None where no row looks like a heading.

    `decided` (heading → field) is what a person has said.
    """
    rows = heading_rows(grid, fields)
    if rows is None:
        return None
    top, bottom = rows
    headings = list(stack_headings(grid, top, bottom))
    names = unique_names(headings)
    meant = _by_words(grid, bottom, fields, headings)
    if decided is not None:
        meant = [_decided(decided, name, field) for name, field in zip(names, meant, strict=True)]
    meant = _given_once(meant, fields)
    columns = (
        RegisterColumn(name, heading.columns, field, heading.groups)
        for name, heading, field in zip(names, headings, meant, strict=True)
    )
    return RegisterLayout(top, bottom, tuple(columns))


def _decided(decided: Mapping[str, str | None], name: str, field: str | None) -> str | None:
    """What a person has said of a heading; the numbers of the rows stay what they are."""
    return decided.get(name) or SERIAL if field == SERIAL else decided.get(name, field)


def heading_rows(grid: Grid, fields: Fields) -> tuple[int, int] | None:
    """The first and last row of the heading: the row that names most fields, with those that belong to it."""
    counted = {row: _named(grid, fields, row) for row in range(1, min(grid.height, SEARCHED_ROWS) + 1)}
    best = max(counted, key=lambda row: (counted[row], -row), default=0)
    if counted.get(best, 0) < FEWEST:
        return None
    top, bottom = _tied(grid, best)
    while bottom - top < MOST_HEADING_ROWS and _parts_below(grid, fields, bottom):
        bottom += 1
    while top > 1 and bottom - top < MOST_HEADING_ROWS and _groups_above(grid, top, bottom):
        top -= 1
    return top, bottom


def _named(grid: Grid, fields: Fields, row: int) -> int:
    """How many fields the short texts of a row name."""
    texts = (text for column in grid.filled(row) if isinstance(text := grid.own(row, column), str))
    return len({claim(fields, text)[0] for text in texts if len(text) <= LONGEST_CELL} - {None})


def _tied(grid: Grid, row: int) -> tuple[int, int]:
    """The rows over which cells of this row are merged downwards."""
    areas = [area for column in range(1, grid.width + 1) if (area := grid.area(row, column)) is not None]
    near = [area for area in areas if area.bottom - area.top < MOST_HEADING_ROWS]
    return min([row, *(area.top for area in near)]), max([row, *(area.bottom for area in near)])


def _parts_below(grid: Grid, fields: Fields, bottom: int) -> bool:
    """Whether the next row only names parts of groups that stand in this one (负责人: 姓名 | 电话)."""
    row = bottom + 1
    filled = grid.filled(row) if row <= grid.height else []
    if not filled or not all(_is_short_text(grid, row, column) for column in filled):
        return False
    return all(_is_under_a_group(grid, bottom, column) for column in filled) and _is_no_item(grid, fields, row)


def _is_short_text(grid: Grid, row: int, column: int) -> bool:
    value = grid.own(row, column)
    return isinstance(value, str) and len(value) <= LONGEST_CELL


def _is_under_a_group(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell above reaches over several columns, or has nothing in it."""
    area = grid.area(row, column)
    return (
        (area is not None and area.right > area.left)
        or grid.shown(row, column) is None
        or _is_followed_by_blank(grid, row, column)
    )


def _is_followed_by_blank(grid: Grid, row: int, column: int) -> bool:
    return column < grid.width and grid.shown(row, column + 1) is None and grid.own(row + 1, column + 1) is not None


def _is_no_item(grid: Grid, fields: Fields, row: int) -> bool:
    """Whether at least half of what stands in a row are words that head columns."""
    texts = [text_of(grid.own(row, column)) or "" for column in grid.filled(row)]
    known = [text for text in texts if claim(fields, text) != UNKNOWN or squeezed(text) in _PARTS]
    return len(known) * 2 >= len(texts)


_PARTS = frozenset(
    (
        *("姓名", "名称", "电话", "手机", "联系电话", "联系方式", "职务", "编号", "证号", "日期", "时间"),
        *("有效期", "有效期至", "有效期限", "发证日期", "发证机关", "证书编号", "许可证编号", "到期日期"),
        *("数量", "单位", "开始", "结束", "起", "止", "计划", "实际"),
    )
)


def _groups_above(grid: Grid, top: int, bottom: int) -> bool:
    """Whether the row above names groups of columns: merged over some of them, not over all."""
    filled = grid.filled(top - 1)
    if len(filled) < 2 or not all(_is_short_text(grid, top - 1, column) for column in filled):
        return False
    return any(_is_group_of(grid, top - 1, column) for column in filled)


def _is_group_of(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is merged over some columns, each of which has words below it."""
    area = grid.area(row, column)
    if area is None or not 1 < area.right - area.left + 1 < grid.width:
        return False
    return all(grid.shown(row + 1, place) is not None for place in range(area.left, area.right + 1))


def _claim_of(fields: Fields, heading: Heading) -> Claim:
    """What a heading means with the group above it, else by itself, else what its group means alone."""
    own = claim(fields, heading.text)
    if not heading.groups:
        return own
    group = heading.groups[-1]
    joined = max(claim(fields, group + heading.text), claim(fields, heading.text + group), key=lambda each: each[1])
    if joined[0]:
        return joined
    return own if own[0] else claim(fields, group)


def _continued(fields: Fields, headings: Iterable[Heading]) -> Iterator[str | None]:
    """What each heading means, one that goes on about the further file of the column before it among them."""
    by_code = {each.code: each for each in fields}
    before = None
    for heading in headings:
        going_on = () if heading.groups else (each for each in fields if each.continues(before, bare(heading.text)))
        field = next((each.code for each in going_on), None) or _claim_of(fields, heading)[0]
        yield field
        before = by_code.get(field or "")


def _by_words(grid: Grid, bottom: int, fields: Fields, headings: Sequence[Heading]) -> list[str | None]:
    """Each field goes to the heading that means it; of several to the one with more below it."""
    joined = {each.code for each in fields if each.is_joined}
    fields_meant = list(_continued(fields, headings))
    meant = [field if field in joined | {SERIAL} else None for field in fields_meant]
    for field in set(fields_meant) - joined - {SERIAL, None}:
        rivals = [place for place, claimed in enumerate(fields_meant) if claimed == field]
        meant[max(rivals, key=lambda place: (_filled(grid, bottom, headings[place]), -place))] = field
    return meant


def _filled(grid: Grid, bottom: int, heading: Heading) -> int:
    return sum(grid.own(row, heading.columns[0]) is not None for row in range(bottom + 1, grid.height + 1))


def _given_once(meant: Iterable[str | None], fields: Fields) -> list[str | None]:
    """A field that was given to two columns stays with the first, but where several may have it."""
    codes = {each.code for each in fields}
    several = {each.code for each in fields if each.is_joined} | {SERIAL}
    return list(_once(meant, codes, several))


def _once(meant: Iterable[str | None], codes: set[str], several: set[str]) -> Iterator[str | None]:
    seen: set[str] = set()
    for field in meant:
        is_known = field in codes or field == SERIAL
        yield field if is_known and (field in several or field not in seen) else None
        seen |= {field} if field else set()
