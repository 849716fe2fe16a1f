# ruff: noqa: E501 - the catalogue reads as a table
"""Dates and periods as they are worded in lists; a period means its last day (design C3)."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.rules.months import add_months
from intake.rules import numerals

LAST_OF_PART = {"上旬": 10, "初": 10, "中旬": 20}
_WITHOUT_MEANING = re.compile(r"\s*([./年月日号\-—–~～至到])\s*")
# What is written in an unusual way, and how the forms below know it.
_SPELLINGS = tuple(
    (re.compile(unusual), usual)
    for unusual, usual in (
        (r"[“\"]?十四五[”\"]?(?:末|期末|期间)", "2025年底"),
        (r"[“\"]?十五五[”\"]?(?:末|期末|期间)", "2030年底"),
        (r"国庆(?:节)?(?=之?前)", "9月30日"),
        (r"五一(?:劳动)?(?:节)?(?=之?前)", "4月30日"),
        (r"(?<!\d)((?:19|20)\d\d)[。、,，](\d{1,2})[。、,，](\d{1,2})(?!\d)", r"\1.\2.\3"),
        (r"(?<![\d.])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])/((?:19|20)\d\d)(?!\d)", r"\3/\1/\2"),
        (r"(?<![\d./-])(1[5-9]|2\d|3[0-5])([./-])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d./-])", r"20\1\2\3\2\4"),
        (r"(月)中(?!旬)", r"\1中旬"),
    )
)
_SHORT_YEAR = re.compile(r"(?<![\d.年])([12]\d)年(?=\d|[底末内上下第])")
_YEAR_FOR_MONTH = re.compile(r"((?:19|20)\d\d年)(1[0-2]|0?[1-9])年(?=底|末|前)")


@dataclass(frozen=True)
class Token:
    """A date found in a text: what it names, and whether it had to borrow year or month."""

    year: int | None
    month: int
    day: int
    whole_year: bool = False
    clamped: bool = False

    def on(self, year: int) -> date | None:
        """The day in this year; None where no such month exists."""
        if not 1 <= self.month <= 12 or not 1 <= self.day <= 31:
            return None
        return date(year, self.month, min(self.day, last_day(year, self.month)))

    def is_clamped(self, year: int) -> bool:
        """Whether a day was named that the month doesn't have (6月31日)."""
        return self.clamped and self.on(year) is not None and self.day > last_day(year, self.month)


@dataclass(frozen=True)
class Around:
    """What the words before a date in the same cell, or the list, say of year and month."""

    year: int | None = None
    month: int | None = None
    to_the_day: bool = False
    list_year: int | None = None
    start: date | None = None


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """One spelling for what is written in many: widths, numerals, blanks round separators."""
    text = numerals.plain(text).strip()
    for unusual, usual in _SPELLINGS:
        text = unusual.sub(usual, text)
    text = numerals.with_figures(text)
    text = _WITHOUT_MEANING.sub(r"\1", text)
    return _YEAR_FOR_MONTH.sub(r"\1\2月", _SHORT_YEAR.sub(r"20\1年", text))


_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_PART = r"(?P<part>上旬|中旬|下旬|月?底|月?末|初)?"
_TO = r"[-—–~～至到]{1,2}"
_RELATIVE_YEAR = r"(?P<which>今年|本年度?|当年|明年|次年|后年|去年)"


def _full(found: re.Match[str], around: Around) -> Token:
    return Token(int(found["y"]), int(found["m"]), int(found["d"]), clamped=True)


def _month_of_year(found: re.Match[str], around: Around) -> Token:
    return Token(int(found["y"]), int(found["m"]), LAST_OF_PART.get(found.groupdict().get("part") or "", 31))


def _month(found: re.Match[str], around: Around) -> Token:
    part = found.groupdict().get("part") or ""
    return Token(_carried_year(around, int(found["m"])), int(found["m"]), LAST_OF_PART.get(part, 31))


def _day_of_month(found: re.Match[str], around: Around) -> Token:
    return Token(_carried_year(around, int(found["m"])), int(found["m"]), int(found["d"]), clamped=True)


def _carried_year(around: Around, month: int) -> int | None:
    """The year said before in the cell; a span that runs over New Year goes on in the next one."""
    if around.year is None or around.month is None:
        return around.year
    return around.year + (month < around.month)


def _day_only(found: re.Match[str], around: Around) -> Token | None:
    return Token(around.year, around.month, int(found["d"]), clamped=True) if around.month else None


def _end_of_days(found: re.Match[str], around: Around) -> Token | None:
    return _day_only(found, around) if around.to_the_day else None


def _end_of_months(found: re.Match[str], around: Around) -> Token | None:
    return _month(found, around) if around.month and not around.to_the_day else None


def _half(found: re.Match[str], around: Around) -> Token:
    return Token(_year_in(found, around), 6 if found["half"] == "上" else 12, 31)


def _quarter(found: re.Match[str], around: Around) -> Token:
    return Token(_year_in(found, around), 3 * int(found["q"] or found["roman"]), 31)


def _year_end(found: re.Match[str], around: Around) -> Token:
    return Token(_year_in(found, around), 12, 31)


def _whole_year(found: re.Match[str], around: Around) -> Token:
    return Token(_year_in(found, around), 12, 31, whole_year=True)


def _month_end(found: re.Match[str], around: Around) -> Token | None:
    if around.start is None:
        return None
    month = add_months(around.start, 1 if found["next"] else 0)
    return Token(month.year, month.month, LAST_OF_PART.get(found["end"], 31))


def _year_in(found: re.Match[str], around: Around) -> int | None:
    groups = found.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    ahead = {"明年": 1, "次年": 1, "后年": 2, "去年": -1}.get(groups.get("which") or "", 0)
    if groups.get("which"):
        return around.list_year + ahead if around.list_year else None
    return around.year


def _in_relative_year(found: re.Match[str], around: Around) -> Token:
    day = int(found["d"]) if found["d"] else LAST_OF_PART.get(found["part"] or "", 31)
    return Token(_year_in(found, around), int(found["m"]), day, clamped=bool(found["d"]))


Reader = Callable[[re.Match[str], Around], Token | None]
_ANY_YEAR = rf"(?:{_YEAR}年?度?的?|{_RELATIVE_YEAR})"

# Longer forms stand before the shorter ones that are contained in them.
# fmt: off
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple((re.compile(form), read) for form, read in (
    (rf"(?<!\d){_YEAR}年{_MONTH}月{_DAY}(?!\d)[日号]?",                                        _full),
    (rf"(?<!\d){_YEAR}(?P<sep>[./\-]){_MONTH}(?P=sep){_DAY}(?!\d)[日号]?",                     _full),
    (rf"(?<!\d){_YEAR}[年.]{_MONTH}[月.]{_DAY}(?!\d)[日号]?",                                  _full),
    (r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",       _full),
    (rf"(?<!\d){_YEAR}年{_MONTH}月份?{_PART}(?!\d)",                                                 _month_of_year),
    (rf"(?<!\d){_YEAR}[./\-]{_MONTH}(?!\d)月?份?{_PART}",                                     _month_of_year),
    (rf"(?<!\d){_YEAR}年{_MONTH}(?={_TO}\d)",                                                _month_of_year),
    (rf"(?<!\d){_ANY_YEAR}(?P<half>[上下])半年",                                               _half),
    (rf"(?<!\d){_ANY_YEAR}(?:第?(?P<q>[1-4])个?季度?|[Qq](?P<roman>[1-4]))[底末]?",            _quarter),
    (rf"{_RELATIVE_YEAR}(?P<m>1[0-2]|0?[1-9])月份?(?:{_DAY}(?!\d)[日号]?)?(?P<part>上旬|中旬|下旬|底|末|初)?", _in_relative_year),
    (rf"(?<!\d){_ANY_YEAR}[底末内]",                                                           _year_end),
    (rf"(?<!\d){_YEAR}年度?(?!\d)",                                                                  _whole_year),
    (rf"{_RELATIVE_YEAR}",                                                                     _whole_year),
    (rf"(?<!\d){_MONTH}月{_DAY}(?!\d)[日号]?",                                                 _day_of_month),
    (rf"(?<![\d个]){_MONTH}月份?{_PART}(?![内\d])",                                                _month),
    (r"(?P<half>[上下])半年",                                                                  _half),
    (r"(?:第?(?P<q>[1-4])个?季度|[Qq](?P<roman>[1-4]))[底末]?",                                _quarter),
    (r"(?<![\d半])年(?:底|末|内|度内)|全年",                                                                   _year_end),
    (r"(?<![\d个半两])(?P<next>下(?:个)?)?(?:本|当|这个)?月(?P<end>底|末|内|下旬|中旬|上旬|初)",              _month_end),
    (rf"{_TO}{_DAY}[日号]",                                                                    _day_only),
    (rf"{_TO}{_DAY}(?![\d./月年])",                                                            _end_of_days),
    (rf"{_TO}{_MONTH}(?![\d./])月?",                                                           _end_of_months),
    (rf"{_TO}{_MONTH}[./]{_DAY}(?![\d.])",                                                     _day_of_month),
    (rf"^{_MONTH}[./]{_DAY}(?:[日号]?(?:之?前|以前|前?完成)?)$",                               _day_of_month),
))
# fmt: on


@lru_cache(maxsize=4096)
def tokens(text: str, around: Around) -> tuple[Token, ...]:
    """The dates of a tidied text in their order, each knowing what those before it said."""
    return tuple(_tokens(text, around))


def _tokens(text: str, around: Around) -> Iterator[Token]:
    position = 0
    while position < len(text):
        found = _first_at(text, position, around)
        if found is None:
            position += 1
            continue
        token, position = found
        around = Around(token.year or around.year, token.month, token.clamped, around.list_year, around.start)
        yield token


def _first_at(text: str, position: int, around: Around) -> tuple[Token, int] | None:
    for form, read in FORMS:
        found = form.match(text, position)
        token = read(found, around) if found else None
        if found and token is not None:
            return token, found.end()
    return None
