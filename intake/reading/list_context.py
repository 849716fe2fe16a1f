"""What stands above a list and holds for all of it: title, year, day, enterprise."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from intake.reading.columns import Layout
from intake.reading.fields import DEADLINE
from intake.reading.grids import Grid, text_of
from intake.reading.row_kinds import enterprise_like
from intake.rules import date_words, numerals
from intake.rules.date_words import Around
from intake.rules.deadline_wording import ListDates

_YEAR = re.compile(
    r"(?<![\d\[〔])((?:19|20)\d\d)(?=\s*(?:年|[./\-—–~～至]\s*\d))|[(（]\s*((?:19|20)\d\d)\s*[)）]|^\s*((?:19|20)\d\d)(?!\d)"
)
_LABEL = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()]{2,12})\s*[:：]\s*(?P<value>[^:：]+?)(?=\s+[\u4e00-\u9fff]{2,10}[:：]|$)"
)
_ANNEX = re.compile(r"^(?:附件|附表|附)\s*[\d一二三四五六七八九十]*[:：]?$")
_ENTERPRISE = re.compile(
    r"(?:企业|公司|受检单位|被检查单位|受检企业|被检单位|被检查企业)(?:名称|全称)?(?:[（(]盖章[)）])?$"
)
_FOUND = re.compile(r"(?:检查|排查|诊断|督查|巡查|发现|评估|核查|暗访)(?:日期|时间)$")


@dataclass(frozen=True)
class ListContext:
    """What the rows above the heading say of the whole list."""

    title: str = ""
    dates: ListDates = field(default_factory=ListDates)
    enterprise_name: str | None = None
    found_on: date | None = None
    used: str = ""
    """The texts that gave the enterprise, the day or a year, to know that they were taken."""


def read_context(grid: Grid, layout: Layout) -> ListContext:
    lines = list(_lines_above(grid, layout))
    labels = _labels(lines)
    unlabelled = _unlabelled(lines)
    enterprises = [line for line in unlabelled if enterprise_like(line)]
    titles = [line for line in unlabelled if line not in enterprises]
    title = max(titles, key=len, default="")
    found = _labelled(labels, _FOUND)
    sources = (layout.heading(DEADLINE), title, *titles, *lines, grid.name)
    return ListContext(
        title=" ".join(title.split()),
        dates=ListDates(tuple(dict.fromkeys(year for text in sources for year in years_in(text))), _day(lines)),
        enterprise_name=_labelled(labels, _ENTERPRISE, *enterprises),
        found_on=_day([found]) if found else None,
        used=" ".join([*titles, *enterprises, *filter(_LABEL.search, lines)]),
    )


def _unlabelled(lines: Iterable[str]) -> list[str]:
    """The lines that are titles or names: no particulars, and not the number of an annex."""
    return [line for line in lines if not _LABEL.search(line) and not _ANNEX.match(line)]


def _labelled(labels: Iterable[tuple[str, str]], wanted: re.Pattern[str], *others: str) -> str | None:
    """What stands behind the first label of a kind; without one the first of the others."""
    values = [value for name, value in labels if wanted.search(name)]
    return next(iter([*values, *others]), None)


def context_below(grid: Grid, above: Layout, table: Layout, context: ListContext) -> ListContext:
    """What holds for a further table: what stands right above its heading, else what holds for the whole list."""
    lines = list(_lines_between(grid, above, table))
    if not lines:
        return context
    labels = _labels(lines)
    found = _labelled(labels, _FOUND)
    years = (year for text in (table.heading(DEADLINE), *lines) for year in years_in(text))
    enterprise = _labelled(labels, _ENTERPRISE)
    return replace(
        context,
        dates=replace(context.dates, years=tuple(dict.fromkeys((*years, *context.dates.years)))),
        enterprise_name=enterprise or context.enterprise_name,
        found_on=_day([found]) if found else context.found_on,
    )


def _lines_between(grid: Grid, above: Layout, table: Layout) -> Iterator[str]:
    """The titles and labels right above the heading of a further table, the nearest first."""
    for row in range(table.top - 1, above.bottom, -1):
        texts = [text_of(grid.own(row, column)) or "" for column in grid.filled(row)]
        if len(texts) > 1 and not any(map(_LABEL.search, texts)):
            return
        yield from (line.strip() for text in texts for line in text.split("\n") if line.strip())


def _labels(lines: Iterable[str]) -> list[tuple[str, str]]:
    return [(match["name"], match["value"].strip()) for line in lines for match in _LABEL.finditer(line)]


def _lines_above(grid: Grid, layout: Layout) -> Iterator[str]:
    """The texts above the last heading row that are no headings themselves."""
    headings = {column.heading for column in layout.columns}
    for row in range(1, layout.bottom):
        for column in grid.filled(row):
            text = text_of(grid.own(row, column)) or ""
            if text not in headings and (row < layout.top or _LABEL.search(text)):
                yield from (line.strip() for line in text.split("\n") if line.strip())


def years_in(text: str) -> list[int]:
    """The years that a title or heading names, but not those of document numbers."""
    plain = numerals.with_figures(numerals.plain(text))
    return [int(next(group for group in match.groups() if group)) for match in _YEAR.finditer(plain)]


def _day(lines: Iterable[str]) -> date | None:
    """The last day named in these lines."""
    for line in reversed(list(lines)):
        named = [token for token in date_words.tokens(date_words.tidy(line), Around()) if token.clamped and token.year]
        if named:
            return named[-1].on(named[-1].year or 0)
    return None
