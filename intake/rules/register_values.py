"""What a cell of a list of files says: days, numbers with units, phones, yes and no.

Each function gives the value, or raises OddValueError with a sentence that says what is wrong and what to do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop as _

from core.bounded import RefusedError
from intake.rules import date_words
from intake.rules.date_words import Around, Token
from intake.rules.deadline_wording import FIRST_SERIAL, LAST_SERIAL, SERIAL_EPOCH
from intake.rules.numerals import plain

Given = str | int | float | date | datetime
_NOTHING = re.compile(r"[\s/\\\-—–_.、。?？]*|无|暂无|没有|不详|未知|空|待定|待补充|n/?a|null|none", re.IGNORECASE)
_UNLIMITED = re.compile(r"长期|永久|无固定|不限|至今")
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86-?)?(1[3-9]\d{9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-—\s]?\d{7,8}(?:[-转]\d{1,6})?|[48]00-?\d{3,4}-?\d{3,4}|[2-8]\d{6,7})(?!\d)")
_YES = re.compile(r"是|有|涉及|属于|√|✓|✔|☑|■|●|1|y(?:es)?|true|对", re.IGNORECASE)
_NO = re.compile(r"否|无|没有|不涉及|不属于|×|✗|✘|☐|□|○|0|n(?:o)?|false|/|-|—", re.IGNORECASE)
_BEGINS_WITH_YES = re.compile(r"(?:是|有|涉及|属于|[一二三四1-4]级)")
_BEGINS_WITH_NO = re.compile(r"(?:否|无|没有|不)")


class OddValueError(RefusedError):
    """A cell that can't be read as what its heading says."""


@dataclass(frozen=True)
class ReadDay:
    """A day, and what a person should know of how it was read."""

    day: date | None
    note: str = ""


MONTH_ALONE = _("Only the month or the year is named; the %(which)s day of it was taken.")
UNLIMITED = _("It says that it does not end; no day is written.")


def says_nothing(cell: Given) -> bool:
    """Whether a cell is filled with a sign for 'nothing': /, —, 无, 暂无."""
    return isinstance(cell, str) and _NOTHING.fullmatch(plain(cell).strip()) is not None


def day_of(cell: Given, *, at_end: bool = False) -> ReadDay:
    """The day that a cell names; of a month or a year its first day, or its last one where something ends then."""
    if isinstance(cell, date):
        return ReadDay(cell.date() if isinstance(cell, datetime) else cell)
    return _day_of_text(cell, at_end)


def _day_of_text(cell: str | int | float, at_end: bool) -> ReadDay:
    text = date_words.tidy(str(cell))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and FIRST_SERIAL <= float(text) <= LAST_SERIAL:
        return ReadDay(SERIAL_EPOCH + timedelta(days=int(float(text))))
    if _UNLIMITED.search(text) and not re.search(r"\d{4}", text):
        return ReadDay(None, UNLIMITED)
    named = [token for token in date_words.tokens(_with_month(text), Around()) if token.year]
    if not named:
        raise OddValueError(_("“%(value)s” is no day; write it as 2024-03-15."), value=cell)
    return _read(named[-1] if at_end else named[0], str(cell), at_end)


def _with_month(text: str) -> str:
    """202103 is a month of a year, 2021 is a year."""
    found = re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2])?", text)
    if found is None:
        return text
    return f"{found[1]}年{found[2]}月" if found[2] else f"{found[1]}年"


def _read(token: Token, cell: str, at_end: bool) -> ReadDay:
    year = token.year or 0
    if token.clamped:
        day = None if token.is_clamped(year) else token.on(year)
        if day is None:
            raise OddValueError(_("“%(value)s” is no day of the calendar."), value=cell)
        return ReadDay(day)
    if at_end:
        return ReadDay(token.on(year), MONTH_ALONE)
    return ReadDay(date(year, 1 if token.whole_year else token.month, 1), MONTH_ALONE)


@dataclass(frozen=True)
class ReadNumber:
    """A number in the field's own unit; `unit` is the one that was said, empty where none is."""

    value: Decimal
    unit: str = ""


def number_of(cell: Given, units: Mapping[str, str], heading: str = "") -> ReadNumber:
    """The number of a cell, turned from the unit in the cell or in the heading into the field's own.

    `units` says what one of each is in the field's own unit.
    """
    text = plain(str(cell)).replace("，", ",").replace(" ", "")
    found = list(_NUMBER.finditer(text))
    if isinstance(cell, date) or len(found) != 1:
        raise OddValueError(_("“%(value)s” is not one number."), value=cell)
    unit = unit_in(text[found[0].end() :], units) or unit_in(plain(heading), units)
    try:
        value = Decimal(found[0].group().replace(",", ""))
    except InvalidOperation as odd:
        raise OddValueError(_("“%(value)s” is not one number."), value=cell) from odd
    return ReadNumber(value * Decimal(units[unit]) if unit else value, unit)


def unit_in(text: str, units: Mapping[str, str]) -> str:
    """The longest of the units that stands in a text; empty where none does."""
    low = text.lower()
    return max((unit for unit in units if unit.lower() in low), key=len, default="")


def whole_of(cell: Given) -> int:
    """A count: 156, 156人."""
    value = number_of(cell, {}).value
    if value != int(value) or value < 0:
        raise OddValueError(_("“%(value)s” is no whole number."), value=cell)
    return int(value)


def yes_or_no(cell: Given) -> bool:
    """是, √, 涉及, 二级 mean yes; 否, 无, ×, / mean no."""
    text = plain(str(cell)).strip()
    if _NO.fullmatch(text) or _BEGINS_WITH_NO.match(text):
        return False
    if _YES.fullmatch(text) or _BEGINS_WITH_YES.match(text):
        return True
    raise OddValueError(_("“%(value)s” says neither yes nor no."), value=cell)


def phone_in(text: str) -> tuple[str, str]:
    """The phone that stands in a text, with the text before and after it; empty where none does."""
    given = plain(text)
    found = _MOBILE.search(given) or _LANDLINE.search(given)
    if found is None:
        return "", text
    rest = (given[: found.start()] + " " + given[found.end() :]).strip(" ,;:/、，；：()（）")
    return found[1], " ".join(rest.replace("()", " ").split())


def phone_of(cell: Given) -> tuple[str, bool]:
    """The phones of a cell as they are written, and whether they look like phones."""
    text = " ".join(plain(str(cell)).split())
    rest = text
    while (found := phone_in(rest))[0]:
        rest = found[1]
    return text, not re.search(r"\d", rest) and bool(re.search(r"\d", text))
