"""Several numbered problems in one cell (1.报警器未检定；2.围堰破损): where one ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.rules.numerals import plain, value_of

FEWEST = 2
SHORTEST = 2
_FIGURE = r"(?P<figure>\d{1,2})"
_STYLES = (
    re.compile(rf"(?:(?<=^)|(?<=[\n；;。:：，,、\s)）])){_FIGURE}\s*(?:[.．、](?!\d)|[)）](?![、.]))\s*"),
    re.compile(rf"[(（]{_FIGURE}[)）]\s*[.．、]?\s*"),
    re.compile(r"(?P<circled>[①-⑳])\s*"),
    re.compile(r"(?:(?<=^)|(?<=[\n；;。:：，,]))(?P<chinese>[一二三四五六七八九十]{1,3})(?:是|[、.．])\s*"),
    re.compile(r"(?:(?<=^)|(?<=[\n；;。:：，,]))[(（](?P<chinese>[一二三四五六七八九十]{1,3})[)）]\s*[.．、]?\s*"),
)
_INTRODUCES = re.compile(r"[:：]\s*$")
_LIGHT_GROUP = 20
_ENDS = "；;。，, \n\t"


@dataclass(frozen=True)
class _Mark:
    number: int
    start: int
    end: int


def problems_in(text: str) -> tuple[str, ...]:
    """The problems of a cell, each with its group or the introduction before it; empty where it holds one.

    The numbers must begin at 1 and go on without a gap; in groups (一、罐区 … 二、装卸区) they begin anew in each.
    """
    parts = parts_of(text)
    return tuple(parts) if len(parts) >= FEWEST else ()


def parts_of(text: str) -> list[str]:
    """The numbered parts of a text, the context before each; one part where nothing is numbered."""
    marks = _marks(text, _STYLES[3]) or _marks(text, _STYLES[4])
    if marks and _are_groups(text, marks):
        return [part for group in _cut(text, marks) for part in _of_group(group)]
    for style in (*_STYLES[:3], *_STYLES[3:]):
        found = _marks(text, style)
        if found:
            context = _context(text[: found[0].start])
            return [context + part for part in _cut(text, found)]
    return [text.strip(_ENDS)]


def counterparts(text: str, count: int) -> Sequence[str]:
    """The measures or the progress of each of so many problems; the whole for all where the numbers don't agree."""
    parts = parts_of(text)
    return parts if len(parts) == count and count > 1 else [text] * count


def _marks(text: str, style: re.Pattern[str]) -> list[_Mark]:
    """The numbers 1, 2, 3 … in their order; none where they begin elsewhere or there is only one."""
    marks: list[_Mark] = []
    for match in style.finditer(text):
        number = _number(match)
        if number == len(marks) + 1:
            marks.append(_Mark(number, match.start(), match.end()))
    parts = _cut(text, marks)
    return marks if len(marks) >= FEWEST and all(len(part) >= SHORTEST for part in parts) else []


def _number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("circled"):
        return int(plain(groups["circled"]))
    return value_of(groups["chinese"]) if groups.get("chinese") else int(groups["figure"])


def _cut(text: str, marks: Sequence[_Mark]) -> list[str]:
    ends = [mark.start for mark in marks[1:]] + [len(text)][: len(marks)]
    return [text[mark.end : end].strip(_ENDS) for mark, end in zip(marks, ends, strict=True)]


def _are_groups(text: str, marks: Sequence[_Mark]) -> bool:
    """一、罐区 is a short heading with figures below it; 一、罐区未设围堰 is a problem."""
    return any(_inner(part)[1] for part in _cut(text, marks))


def _inner(group: str) -> tuple[str, list[str]]:
    heading, _sep, rest = group.partition("\n")
    if not rest:
        first = _STYLES[0].search(group)
        heading, rest = (group[: first.start()], group[first.start() :]) if first else (group, "")
    starts_at_one = next((m for m in _STYLES[0].finditer(rest) if int(m["figure"]) == 1), None)
    if len(heading.strip()) > _LIGHT_GROUP or starts_at_one is None:
        return "", []
    found = _marks(rest, _STYLES[0])
    parts = _cut(rest, found) if found else [rest[starts_at_one.end() :].strip(_ENDS)]
    return heading.strip(_ENDS + ":："), parts


def _of_group(group: str) -> list[str]:
    heading, parts = _inner(group)
    return [f"{heading}：{part}" for part in parts] if parts else [group]


def _context(introduction: str) -> str:
    """What stands before the first number holds for all of them."""
    introduction = introduction.strip()
    return introduction if not introduction or _INTRODUCES.search(introduction) else f"{introduction.rstrip('；;，,')} "
