"""Ticks under one of several headings (隐患级别: 重大 | 一般): which headings those are, and what counts as a tick."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.reading.field_words import claim
from intake.reading.fields import LEVEL, TICKABLE
from intake.reading.grids import Cell, Grid, squeezed
from intake.reading.headings import Header, Heading
from intake.rules import level_words

_TICK = re.compile(r"[√✓✔☑■●◆★*Vvyß]|是|有|1|yes|对|对勾|TRUE", re.IGNORECASE)
_NO_TICK = re.compile(r"[×✗✕✘□○☐/\-—–xn0]|否|无|no|FALSE", re.IGNORECASE)

LONGEST_TICK, STRAY_TEXTS, FEW = 8, 2, 4
"""A long column of ticks stays one although a text or two stand in it."""


@dataclass(frozen=True)
class Choice:
    """A heading below which a tick means a value of a field."""

    field: str
    word: str


def is_tick(value: Cell) -> bool:
    return bool(_TICK.fullmatch(squeezed(value)))


def find(grid: Grid, header: Header) -> Mapping[int, Choice]:
    """The headings with nothing but ticks below them that are choices of one field, by their position."""
    found: dict[int, Choice] = {}
    for group, positions in _by_group(grid, header).items():
        field, members = _of_one_field(header, group, positions)
        if field and any(_is_ticked(grid, header, header.headings[position]) for position in members):
            found |= {position: Choice(field, header.headings[position].text.strip()) for position in members}
    return found


def _by_group(grid: Grid, header: Header) -> Mapping[str, list[int]]:
    """The headings with nothing but ticks below them, by the words that stand above them."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, heading in enumerate(header.headings):
        if _holds_ticks_alone(grid, header, heading):
            groups[_group(heading)].append(position)
    return groups


def _of_one_field(header: Header, group: str, positions: list[int]) -> tuple[str | None, list[int]]:
    """The field whose values are ticked under a group, and the headings that are its values."""
    field = claim(group)[0] if group else None
    return (field, positions) if field in TICKABLE and len(positions) > 1 else _levels(header, positions)


def _group(heading: Heading) -> str:
    return heading.groups[-1] if heading.groups else ""


def _levels(header: Header, positions: Iterable[int]) -> tuple[str | None, list[int]]:
    """Headings that are levels by themselves, under whatever stands above them."""
    levels = [position for position in positions if level_words.is_level_word(header.headings[position].text)]
    named = any(level_words.level_in(header.headings[position].text) for position in levels)
    return (LEVEL, levels) if named else (None, [])


def _below(grid: Grid, header: Header, heading: Heading) -> list[Cell]:
    column = heading.columns[0]
    return [value for row in range(header.bottom + 1, grid.height + 1) if (value := grid.own(row, column)) is not None]


def _holds_ticks_alone(grid: Grid, header: Header, heading: Heading) -> bool:
    if len(heading.columns) != 1:
        return False
    values, strange = _below(grid, header, heading), 0
    for value in values:
        sign = squeezed(value) if not isinstance(value, str) or len(value) <= LONGEST_TICK else ""
        strange += not (sign and (_TICK.fullmatch(sign) or _NO_TICK.fullmatch(sign)))
        if strange > STRAY_TEXTS:
            return False
    return strange == 0 or len(values) > FEW


def _is_ticked(grid: Grid, header: Header, heading: Heading) -> bool:
    return any(map(is_tick, _below(grid, header, heading)))
