"""指标: every number that a page, report, circular or answer prints is registered here once.

An app says in its room `figures` what it counts: a body of rows (the ledger, the enterprises …)
and figures over it, each with its name, definition, unit and the condition that picks its rows.
The mechanism turns what is asked (by whom, of which moment and month, of which part) into numbers,
all of them in one statement, and into the link that opens exactly what was counted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import JSONArray
from django.utils import timezone
from django.utils.functional import Promise, cached_property

from core import clock
from core.errors import DomainError
from core.rules.bounds import whole
from core.rules.months import Month

if TYPE_CHECKING:
    from accounts.models import Organization, User


class UnknownFigureError(DomainError):
    """Nobody has registered this figure."""


class ForgottenUserError(ValueError):
    """Figures are asked for by nobody: a mistake of the program, and never an answer about everybody."""


@dataclass(frozen=True)
class Moment:
    """A point in time and the day it closes: what happened before `at` has happened."""

    at: datetime
    day: date

    @classmethod
    def end_of(cls, day: date) -> "Moment":
        """24:00 of a day in the county."""
        return cls(clock.start_of(day + timedelta(days=1)), day)

    @classmethod
    def now(cls) -> "Moment":
        return cls(clock.now(), clock.today())

    @classmethod
    def of(cls, at: datetime) -> "Moment":
        """A moment in the midst of a day."""
        return cls(at, timezone.localdate(at))

    @classmethod
    def parse(cls, said: str) -> "Moment":
        """What `said` has written: 2026-11-23 is the end of that day. Raises ValueError."""
        if "T" not in said:
            return cls.end_of(date.fromisoformat(said))
        at = datetime.fromisoformat(said)
        return cls.of(timezone.make_aware(at) if timezone.is_naive(at) else at)

    @property
    def is_end_of_day(self) -> bool:
        return self == Moment.end_of(self.day)

    @property
    def said(self) -> str:
        """In the words of a link: the day where it ends one, else the time of the county to the second."""
        if self.is_end_of_day:
            return self.day.isoformat()
        return timezone.localtime(self.at).strftime("%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True)
class Asked:
    """What is asked: for whom, as of which moment, for which month, of which part.

    Either by a person (`Asked.by`), within what this one may see, or by a report of a county's government
    (`Asked.of_county`), which is told all of it; without either nothing is asked. `as_of` None is the present;
    `since` is the moment with which figures that say what has changed compare.
    `part` narrows by the dimensions that the body offers (`{"park": "3", "level": "MAJOR"}`), in the words of the
    link that opens the rows.
    """

    user: "User | None" = None
    county: "Organization | None" = None
    as_of: Moment | None = None
    month: Month | None = None
    part: Mapping[str, str] = field(default_factory=dict)
    since: Moment | None = None

    def __post_init__(self) -> None:
        if self.user is None and self.county is None:
            raise ForgottenUserError("figures are asked for by somebody, or by a report of a county")

    @classmethod
    def by(
        cls,
        user: "User",
        *,
        as_of: Moment | None = None,
        month: Month | None = None,
        part: Mapping[str, str] | None = None,
        since: Moment | None = None,
    ) -> "Asked":
        """By a person: of what this one may see."""
        return cls(user=user, as_of=as_of, month=month, part=part or {}, since=since)

    @classmethod
    def of_county(
        cls,
        county: "Organization",
        *,
        as_of: Moment | None = None,
        month: Month | None = None,
        part: Mapping[str, str] | None = None,
        since: Moment | None = None,
    ) -> "Asked":
        """By a report: of the whole county."""
        return cls(county=county, as_of=as_of, month=month, part=part or {}, since=since)

    def keys(self, dimension: str) -> list[int]:
        """The rows that the part names in a dimension, divided by commas; what is no key narrows nothing."""
        named = map(whole, self.part.get(dimension, "").split(","))
        return [key for key in named if key is not None]

    @property
    def person(self) -> "User":
        """Who asks; raises ForgottenUserError where a report does."""
        if self.user is None:
            raise ForgottenUserError("a report asks, and no person")
        return self.user

    @property
    def moment(self) -> Moment:
        return self.as_of or Moment.now()

    @property
    def the_month(self) -> Month:
        """The month asked for; the one of the moment where none was named."""
        return self.month or Month.of(self.moment.day)

    @property
    def the_since(self) -> Moment:
        """With when is compared; where nobody has said it, with the end of the month before."""
        return self.since or Moment.end_of(self.the_month.previous.last)

    def of(self, **part: object) -> "Asked":
        """The same, narrowed further."""
        return replace(self, part={**self.part, **{name: str(value) for name, value in part.items()}})

    def link(self) -> dict[str, str]:
        """The words of a link that say as of when, for which month and of which part."""
        said = dict(self.part)
        if self.month:
            said["month"] = str(self.month)
        if self.as_of:
            said["as_of"] = self.as_of.day.isoformat()
        if self.since:
            said["since"] = self.since.said
        return said


Condition = Callable[[Asked], Q]
Pick = Callable[[QuerySet[Model], Asked], QuerySet[Model]]


@dataclass(frozen=True)
class Figure:
    """A number of rows: `rows` says which of the body's rows it counts.

    Where they are found by more than a condition, `pick` finds them among the body's rows. Such figures are
    counted one by one along their own indexes, still in the same statement, and not together over every row.
    """

    code: str
    name: str | Promise
    definition: str | Promise
    unit: str | Promise
    body: str
    rows: Condition = lambda asked: Q()
    pick: Pick | None = None

    def among(self, rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
        """Those of the rows that it counts."""
        return self.pick(rows, asked) if self.pick else rows.filter(self.rows(asked))


@dataclass(frozen=True)
class Rate:
    """A share in per cent: what is counted by `part` among what is counted by `whole`."""

    code: str
    name: str | Promise
    definition: str | Promise
    part: str
    whole: str
    unit: str = "%"


@dataclass(frozen=True)
class Reading:
    """A figure as it was read: its value, and the link that opens the rows it counts.

    The value of a rate is its numerator and denominator; nothing is divided before it is printed. `opens` is the
    page with its rows, or what was asked, from which the link is made when it is shown: a board reads far more
    figures than it shows.
    """

    figure: Figure | Rate
    value: int
    whole: int | None = None
    opens: str | Asked = ""

    @cached_property
    def url(self) -> str:
        return self.opens if isinstance(self.opens, str) else link_to(self.code, self.opens)

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def is_rate(self) -> bool:
        return isinstance(self.figure, Rate)


class Body(Protocol):
    """Rows that figures count: an app's ledger, enterprises, projects …"""

    name: str | Promise
    """What people call them: where a figure comes from."""
    several: frozenset[str]
    """Dimensions of which a row may have more than one value."""

    def open_to(self, user: "User") -> bool:
        """Whether the lists behind the figures are there for this person."""
        ...

    def rows(self, asked: Asked) -> QuerySet[Model]:
        """The rows asked for, within what the person may see, as they stood at the moment asked."""
        ...

    def link(self, code: str, asked: Asked) -> str:
        """The page that lists exactly the rows a figure counts."""
        ...

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        """The rows annotated with `key`, their value of a dimension; once for each value a row has."""
        ...

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        """The words of a link, and of `Asked.part`, for the rows with this key."""
        ...


_bodies: dict[str, Body] = {}
_figures: dict[str, Figure | Rate] = {}


def offer(body: str, rows: Body, figures: Iterable[Figure | Rate]) -> None:
    """Register a body with its figures; called by the app's config."""
    _bodies[body] = rows
    for figure in figures:
        _figures[figure.code] = figure


def registered() -> Iterator[Figure | Rate]:
    """All figures, by code: the glossary page of the figures lists them."""
    yield from sorted(_figures.values(), key=lambda figure: figure.code)


def of_body(body: str) -> list[Figure | Rate]:
    """The figures over the rows of a body, in the order in which its app names them."""
    return [figure for figure in _figures.values() if counted_by(figure.code).body == body]


def rows_of(body: str, asked: Asked) -> QuerySet[Model]:
    """The rows of a body that figures are counted from. Raises DomainError for a part that it isn't narrowed by."""
    return _bodies[body].rows(asked)


def link_to(code: str, asked: Asked) -> str:
    """The page that lists exactly what a figure counts."""
    figure = counted_by(code)
    return _bodies[figure.body].link(figure.code, asked)


def named(code: str) -> Figure | Rate:
    """The figure of a code. Raises UnknownFigureError."""
    try:
        return _figures[code]
    except KeyError:
        raise UnknownFigureError(code, "figure") from None


def counted_by(code: str) -> Figure:
    """The figure whose rows a code opens: of a rate, those of its numerator."""
    figure = named(code)
    return counted_by(figure.part) if isinstance(figure, Rate) else figure


def offered_to(user: "User") -> Iterator[Figure | Rate]:
    """The figures whose lists are there for a person."""
    yield from (figure for figure in registered() if _bodies[counted_by(figure.code).body].open_to(user))


def source_of(code: str) -> str | Promise:
    """Where a figure comes from, in words."""
    return _bodies[counted_by(code).body].name


def items(code: str, asked: Asked) -> QuerySet[Model]:
    """The rows behind a figure; counting them gives its value."""
    figure = counted_by(code)
    return figure.among(_bodies[figure.body].rows(asked), asked)


def read(codes: Sequence[str], asked: Asked) -> dict[str, Reading]:
    """The figures asked for, in one statement."""
    (answer,) = read_together((codes, asked))
    return answer


def read_together(*questions: tuple[Sequence[str], Asked]) -> list[dict[str, Reading]]:
    """The answers to several questions, all of them in one statement whatever rows they count."""
    numbered = list(enumerate(questions))
    values = _count_at_once([line for n, (codes, asked) in numbered for line in _lines(n, codes, asked)])
    return [{code: _reading(code, values[n], asked) for code in codes} for n, (codes, asked) in numbered]


MOST_OF_A_LINE = 90
"""PostgreSQL takes a hundred arguments of a function."""


@dataclass(frozen=True)
class _Line:
    """A line of the statement: which of the same rows each figure of a question counts, by code."""

    question: int
    rows: QuerySet[Model]
    counts: Mapping[str, Q]


def _lines(question: int, codes: Sequence[str], asked: Asked) -> Iterator[_Line]:
    """For each body a line of its conditions, and one for every figure that picks its rows."""
    for name, wanted in _by_body(codes).items():
        rows = _bodies[name].rows(asked).order_by()
        plain = [figure for figure in wanted if not figure.pick]
        for first in range(0, len(plain), MOST_OF_A_LINE):
            some = plain[first : first + MOST_OF_A_LINE]
            yield _Line(question, rows, {figure.code: figure.rows(asked) for figure in some})
        yield from (_Line(question, figure.among(rows, asked), {figure.code: Q()}) for figure in wanted if figure.pick)


def _count_at_once(lines: Sequence[_Line]) -> dict[int, dict[str, int]]:
    """The values by question and code."""
    values: dict[int, dict[str, int]] = {line.question: {} for line in lines}
    asked = [line for line in lines if line.counts]
    if not asked:
        return values
    first, *others = (_as_row(place, line) for place, line in enumerate(asked))
    found = dict(first.union(*others, all=True))
    for place, line in enumerate(asked):
        # Rows of which the database needn't be asked have no line.
        values[line.question] |= zip(line.counts, found.get(place, repeat(0)), strict=False)
    return values


def _as_row(place: int, line: _Line) -> QuerySet[Model, tuple[int, list[int]]]:
    """The counts of a line in one column, as a union wants lines alike."""
    counts = JSONArray(*(Count("pk", filter=condition) for condition in line.counts.values()))
    rows = line.rows.annotate(figure_line=Value(place)).values("figure_line")
    return rows.annotate(figure_counts=counts).values_list("figure_line", "figure_counts")


def together(rows: QuerySet[Model], wanted: Sequence[Figure], asked: Asked) -> dict[str, int]:
    """How many of these rows, which somebody has narrowed further, each figure counts, by code."""
    counts = {_column(figure.code): Count("pk", filter=figure.rows(asked)) for figure in wanted}
    found = rows.aggregate(**counts)
    return {figure.code: found[_column(figure.code)] for figure in wanted}


def read_by(dimension: str, codes: Sequence[str], asked: Asked) -> dict[Any, dict[str, Reading]]:
    """The figures for each value of a dimension, in one statement; they all count the same body.

    A row with several values (an item with several sources) counts once under each of them.
    """
    ((name, wanted),) = _by_body(codes).items()
    body = _bodies[name]
    counted = _counted_in_picks if any(figure.pick for figure in wanted) else _counted_in_one
    found = {}
    for key, values in counted(body, wanted, dimension, asked):
        if any(values.values()):
            part = asked.of(**body.narrowed(dimension, key))
            found[key] = {code: _reading(code, values, part) for code in codes}
    return found


def _counted_in_one(
    body: Body, wanted: Sequence[Figure], dimension: str, asked: Asked
) -> Iterator[tuple[object, dict[str, int]]]:
    """By key the values of conditions on the same rows."""
    distinct = dimension in body.several
    counts = {_column(figure.code): Count("pk", filter=figure.rows(asked), distinct=distinct) for figure in wanted}
    rows = body.keyed(body.rows(asked).order_by(), dimension).values("key").annotate(**counts).order_by("key")
    for row in rows:
        yield row["key"], {figure.code: row[_column(figure.code)] for figure in wanted}


def _counted_in_picks(
    body: Body, wanted: Sequence[Figure], dimension: str, asked: Asked
) -> Iterator[tuple[object, dict[str, int]]]:
    """By key the values of figures that pick their rows: a line of one statement for each."""
    lines = []
    for place, figure in enumerate(wanted):
        rows = body.keyed(figure.among(body.rows(asked), asked).order_by(), dimension)
        named = rows.annotate(figure_line=Value(place)).values("figure_line", "key")
        lines.append(named.annotate(n=Count("pk", distinct=True)).values_list("figure_line", "key", "n"))
    found: dict[object, dict[str, int]] = {}
    for place, key, n in lines[0].union(*lines[1:], all=True):
        found.setdefault(key, {figure.code: 0 for figure in wanted})[wanted[place].code] = n
    yield from sorted(found.items(), key=lambda pair: (pair[0] is None, str(pair[0])))


def read_across(row: str, column: str, code: str, asked: Asked) -> dict[tuple[Any, Any], Reading]:
    """A figure for each pair of values of two dimensions, in one statement; pairs with nothing are left out."""
    figure = counted_by(code)
    body = _bodies[figure.body]
    rows = body.keyed(figure.among(body.rows(asked), asked).order_by(), row).annotate(row=F("key"))
    counted = (
        body.keyed(rows, column).values("row", "key").annotate(n=Count("pk", distinct=True)).order_by("row", "key")
    )
    found = {}
    for each in counted:
        part = asked.of(**body.narrowed(row, each["row"])).of(**body.narrowed(column, each["key"]))
        found[each["row"], each["key"]] = _reading(figure.code, {figure.code: each["n"]}, part)
    return found


def _by_body(codes: Sequence[str]) -> dict[str, list[Figure]]:
    """The figures that are counted for these codes, by the body whose rows they count."""
    found: dict[str, dict[str, Figure]] = {}
    for code in codes:
        for figure in _counted(named(code)):
            found.setdefault(figure.body, {})[figure.code] = figure
    return {name: list(figures.values()) for name, figures in found.items()}


def _counted(figure: Figure | Rate) -> Iterator[Figure]:
    if isinstance(figure, Figure):
        yield figure
        return
    yield from _counted(named(figure.part))
    yield from _counted(named(figure.whole))


def _column(code: str) -> str:
    return "n_" + code.replace(".", "_").replace("-", "_")


def _reading(code: str, values: Mapping[str, int], asked: Asked) -> Reading:
    figure = named(code)
    if isinstance(figure, Rate):
        return Reading(figure, values[figure.part], values[figure.whole], asked)
    return Reading(figure, values[code], None, asked)
