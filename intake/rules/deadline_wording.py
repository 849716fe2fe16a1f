"""How a deadline is worded (整改时限), and which day that is (design C3).

Pure: the year of the list is given, today's is never taken.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.rules.months import add_months
from core.rules.working_days import Calendar
from intake.rules import date_words, numerals
from intake.rules.date_words import Around, Token

Day = date
IMMEDIATE = "immediate"
LONG_TERM = "long_term"
CONTINUOUS = "continuous"

_IMMEDIATE = re.compile(
    r"立行立改|立整立改|立查立改|立说立行|立改立行|即查即改|即知即改|即行即改|即整即改|边[查学检整督]边改|随查随改|立即|立刻|即刻|即时"
    r"|(?:当场|当天|当日|现场|马上)(?:完成|处理|纠正|处置)?(?:整改)?|immediately|at once",
    re.IGNORECASE,
)
_LONG_TERM = re.compile(
    r"长期|每(?:年|季度?|月|周|日|天)|定期|持续|常态|常抓不懈|长效|一直坚持|全年坚持|坚持不懈|日常坚持|永久坚持"
    r"|continuous|ongoing|long[- ]term",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:(?P<half>半)|(?P<n>\d+))个?(?P<unit>工作日|小时|日|天|周|星期|礼拜|月|年)(?:之内|以内|内)"
    r"|[起后](?P<after>\d+)(?P<span>个?工作日|个?月|天|日|周)"
    r"|^(?P<count>\d+)(?P<whole>个工作日|工作日|个月|天|周)$"
)
_YEARLESS = re.compile(
    r"\d{1,2}月|季度|半年|年底|年末|年内|月底|月末|旬|今年|明年|本年|本周|下周|本季|^\d{1,2}[./]\d{1,2}(?!\d)|[Qq][1-4]"
)
_MONTHLESS = re.compile(r"^(?:在|于)?(?:本|当|该)?月(?:底|末)")
_NOTHING = re.compile(r"^[\s/\\\-—–_.、。无]*$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_YEAR_MONTH = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])$")
_BARE_YEAR = re.compile(r"^(?:19|20)\d\d$")
_IMPOSSIBLE = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}月\d{1,2}")
_IN_A_YEAR = re.compile(r"(?:19|20)\d\d")
_EVENT = re.compile(
    r"(?:19|20)\d\d年?(?:度|的)?(?:春节|元旦|元宵|清明|端午|中秋|重阳|主?汛期?|雨季|两会|全国两会|供暖|采暖|高温|暑期|高考|复工|开工|投产|检修|大修|停车)"
)
"""A feast or an event of a year: before its end, but nobody has said on which day."""
_NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?$")
_WEEKENDS_ONLY = Calendar(exceptions={}, version="weekends", years=frozenset())
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
LONG_BEFORE = 90
SERIAL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class ReadDeadline:
    """A deadline as understood, beside its original words; `doubt` names what a person should look at."""

    date: Day | None = None
    text: str | None = None
    undated_kind: str | None = None
    doubt: str = ""

    @property
    def is_unreadable(self) -> bool:
        """A day was meant, but it can't be told which one."""
        return self.doubt in (NO_YEAR, NO_MONTH, NO_SUCH_DAY)

    @property
    def wants_a_look(self) -> bool:
        """Taken as it is: another day than the one written, or none before the event that it counts from."""
        return self.doubt in (CLAMPED, NO_START, AN_EVENT, A_NUMBER)


NO_YEAR = "no-year"
NO_MONTH = "no-month"
NO_START = "no-start"
NO_SUCH_DAY = "no-such-day"
CLAMPED = "clamped"
AN_EVENT = "an-event"
A_NUMBER = "a-number"


@dataclass(frozen=True)
class ListDates:
    """What a list says of time as a whole: its years, most trusted first, and the day it was drawn up."""

    years: tuple[int, ...] = ()
    day: date | None = None


def read_deadline(
    value: object,
    *,
    year_hint: int | ListDates | None = None,
    found_on: date | None = None,
    previous: date | None = None,
    calendar: Calendar = _WEEKENDS_ONLY,
) -> ReadDeadline:
    """Read the deadline in a cell; the year may come from the list, the found date or the cell above."""
    dated = _real_date(value)
    text = _written(value)
    if dated is not None:
        return ReadDeadline(dated, text)
    if text is None or _NOTHING.match(text):
        return ReadDeadline(text=text)
    hints = ListDates((year_hint,) if year_hint else ()) if not isinstance(year_hint, ListDates) else year_hint
    return _read_words(text, _Time(hints, found_on, previous, calendar))


@dataclass(frozen=True)
class _Time:
    hints: ListDates
    found_on: date | None
    previous: date | None
    calendar: Calendar

    @property
    def start(self) -> date | None:
        return self.found_on or self.hints.day

    @property
    def years(self) -> tuple[int, ...]:
        """The years a wording without one may mean, in the order of C3."""
        days = (self.found_on, self.hints.day, self.previous)
        return (*self.hints.years, *(day.year for day in days if day))

    def around(self) -> Around:
        return Around(list_year=next(iter(self.years), None), start=self.start)


def _read_words(text: str, time: _Time) -> ReadDeadline:
    tidy = date_words.tidy(text)
    kind = _kind(tidy)
    found = _tokens(tidy, time)
    said = max(filter(None, (_place(token, time) for token in found)), default=None)
    latest = _relative(tidy, said, time) or said
    if latest is None:
        return ReadDeadline(None, text, kind, _doubt(tidy, kind))
    clamped = any(token.is_clamped(latest.year) for token in found)
    kind = CONTINUOUS if _LONG_TERM.search(tidy) else kind
    return ReadDeadline(latest, text, kind, CLAMPED if clamped else "")


def _tokens(tidy: str, time: _Time) -> list[Token]:
    """The days and months named; a whole year counts only where nothing narrower is."""
    found = list(date_words.tokens(tidy, time.around()))
    narrower = [token for token in found if not token.whole_year]
    return narrower or ([] if _EVENT.search(tidy) else found)


def _kind(tidy: str) -> str | None:
    """What is said first rules: 立行立改，长期坚持 is to be done at once."""
    at_once, for_good = _IMMEDIATE.search(tidy), _LONG_TERM.search(tidy)
    if at_once and for_good:
        return IMMEDIATE if at_once.start() < for_good.start() else LONG_TERM
    if for_good:
        return LONG_TERM
    return IMMEDIATE if at_once else None


def _place(token: Token, time: _Time) -> date | None:
    """The day of a token; without a year, the first year of the list that isn't before the finding."""
    if token.year is not None:
        return token.on(token.year)
    days = [day for day in map(token.on, time.years) if day]
    if not days or time.found_on is None:
        return next(iter(days), None)
    later = [day for day in days if day >= time.found_on]
    if later:
        return later[0]
    over_new_year = (time.found_on - days[-1]).days > LONG_BEFORE
    return token.on(time.found_on.year + 1) if over_new_year else days[0]


def _relative(tidy: str, said: date | None, time: _Time) -> date | None:
    """收到通知后15日内: counted from the day said before it, else from the finding or the day of the list."""
    within = _WITHIN.search(tidy)
    start = said or time.start
    if within is None or start is None or (said and "起" not in tidy):
        return None
    try:
        return _counted(within, start, time)
    except (OverflowError, ValueError):
        # Beyond any calendar: nobody has meant that day.
        return None


def _counted(within: re.Match[str], start: date, time: _Time) -> date | None:
    count = int(within["n"] or within["count"] or within["after"] or 0)
    unit = (within["unit"] or within["whole"] or within["span"]).removeprefix("个")
    if within["half"]:
        return start + timedelta(days=15) if unit == "月" else add_months(start, 6)
    if unit == "工作日":
        return time.calendar.add_working_days(start, count) if count else None
    return _later(start, count, unit)


def _later(start: date, count: int, unit: str) -> date | None:
    if not count:
        return None
    if unit in ("月", "年"):
        return add_months(start, count * (12 if unit == "年" else 1))
    return start + timedelta(days=_days(count, unit))


def _days(count: int, unit: str) -> int:
    if unit == "小时":
        return -(-count // 24)
    return count * (7 if unit in ("周", "星期", "礼拜") else 1)


def _doubt(tidy: str, kind: str | None) -> str:
    """Why no day came out although one seems to be meant; nothing where only words stand."""
    if kind is not None:
        return ""
    for doubt, pattern in ((A_NUMBER, _NUMBER), (AN_EVENT, _EVENT), (NO_START, _WITHIN), (NO_MONTH, _MONTHLESS)):
        if pattern.search(tidy):
            return doubt
    if _IMPOSSIBLE.search(tidy):
        return NO_SUCH_DAY if _IN_A_YEAR.search(tidy) else NO_YEAR
    return NO_YEAR if _YEARLESS.search(tidy) else ""


def _written(value: object) -> str | None:
    """The original words; of a cell that holds a date, the date."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None


def _real_date(value: object) -> date | None:
    """A day that a cell holds as such: a date, a day count since 1900, 20230630, 202306 or a year."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = numerals.plain(_written(value) or "")
    if _SERIAL.match(text) and FIRST_SERIAL <= float(text) <= LAST_SERIAL:
        return SERIAL_EPOCH + timedelta(days=int(float(text)))
    if month := _YEAR_MONTH.match(text):
        return Token(int(month[1]), int(month[2]), 31).on(int(month[1]))
    return date(int(text), 12, 31) if _BARE_YEAR.match(text) else None
