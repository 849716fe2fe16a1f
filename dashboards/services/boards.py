"""看板: what a leader sees at once, every number a registered figure that opens its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import Reach
from core import decisions, figures
from core.decisions import Decision
from core.figures import Asked, Moment, Reading
from core.rules.months import Month
from core.rules.numbers import points, tenths
from documents import charts
from documents.charts import Chart
from inspections.services import categories
from inspections.states import SourceKind
from rectification.services import desk, trend
from rectification.services.trend import MonthlyCourse

LEDGER = "ledger"
TREND_MONTHS = 24
MOST_UNITS, MOST_ROWS = 12, 5
OF_UNITS = ("ledger.open", "ledger.overdue", "ledger.not_due", "ledger.done", "ledger.all", "ledger.rebound")
BALANCE = ("ledger.opening", "ledger.new", "ledger.closed", "ledger.void", "ledger.closing")
AGEING = ("ledger.overdue_1_7", "ledger.overdue_8_30", "ledger.overdue_31_90", "ledger.overdue_over_90")
SENTENCES = (
    (gettext_lazy("How many?"), ("ledger.open", "ledger.major_open")),
    (gettext_lazy("Who is late?"), ("ledger.overdue", "ledger.due_7")),
    (gettext_lazy("Is it really fixed?"), ("ledger.signed_off", "ledger.awaiting_sign_off", "ledger.failed_review")),
    (gettext_lazy("What got worse?"), ("ledger.new", "ledger.rebound_in_month")),
    (gettext_lazy("What waits?"), ("ledger.under_review", "ledger.plan_review", "ledger.listed")),
)
RATES = ("ledger.done_rate", "ledger.signed_off_rate", "ledger.on_time_rate", "ledger.overdue_rate")
OFFICE_BOXES = ("desk.assign", "desk.decide", "desk.sign-off")
DEPARTMENT_BOXES = ("desk.review", "desk.sign-off")
WATCHED = ("ledger.major_overdue", "desk.listing-late", "desk.proposed")
"""What a superior asks about: others decide it, and it has not been done or decided in time."""
GOOD_WHEN_LOWER = frozenset({"ledger.overdue_rate"})


@dataclass(frozen=True)
class Compared:
    """A rate with what it was at the end of the month before, in words."""

    reading: Reading
    change: str


@dataclass(frozen=True)
class Light:
    """A traffic light that also says its word."""

    style: str
    mark: str
    word: str | Promise


GREEN = Light("sign-fine", "○", gettext_lazy("in time"))
AMBER = Light("sign-soon", "◐", gettext_lazy("some late"))
RED = Light("sign-late", "▲!", gettext_lazy("many late"))


@dataclass(frozen=True)
class Drawn:
    """A drawing, and the figures it draws as a table: what a drawing can't open, its table opens."""

    chart: Chart
    heads: Sequence[str | Promise]
    lines: Sequence[tuple[str, Sequence[Reading | None]]]


@dataclass(frozen=True)
class UnitLine:
    """A responsible unit with its figures, and its own board for whoever may open that."""

    name: str
    url: str
    readings: Sequence[Reading]
    light: Light


@dataclass(frozen=True)
class Board:
    """All that a board shows; the template only lays it out."""

    title: str
    asked: Asked
    now: dict[str, Reading]
    rates: Sequence[Compared]
    trend: Drawn
    heat: Drawn | None
    units: Sequence[UnitLine]
    to_decide: Sequence[Reading]
    to_watch: Sequence[Reading]
    waiting: Sequence[Model]
    decisions: Sequence[Decision]

    @property
    def sentences(self) -> list[tuple[str | Promise, list[Reading]]]:
        return [(question, [self.now[code] for code in codes]) for question, codes in SENTENCES]

    @property
    def balance(self) -> list[Reading]:
        return [self.now[code] for code in BALANCE]

    @property
    def ageing(self) -> list[Reading]:
        return [self.now[code] for code in AGEING]


def board(title: str, asked: Asked, *, with_units: bool = True) -> Board:
    """The board of what is asked for: the county, a park, a unit or an enterprise."""
    user, whole = asked.person, not asked.part
    boxes, watched = (_boxes(user), _watched(user)) if asked.as_of is None else ((), ())
    codes = [figure.code for figure in figures.of_body(LEDGER)]
    now = figures.read([*codes, *boxes, *watched], asked)
    return Board(
        title=title,
        asked=asked,
        now=now,
        rates=_compared(now, asked),
        trend=_trend(asked, now),
        heat=_heat(asked),
        units=_units(asked) if with_units else (),
        to_decide=[now[code] for code in boxes],
        to_watch=[now[code] for code in watched],
        waiting=desk.waiting(user)[:MOST_ROWS] if boxes and whole else (),
        decisions=decisions.waiting_for(user) if asked.as_of is None and whole else (),
    )


def _boxes(user: User) -> tuple[str, ...]:
    """The boxes of the desk in which a person's own decisions lie."""
    if user.is_coordinator:
        return OFFICE_BOXES
    return DEPARTMENT_BOXES if user.assigns else ()


def _watched(user: User) -> tuple[str, ...]:
    """What is brought before those who oversee the county without a part in the work."""
    takes_part = user.assigns or user.is_reviewer
    return WATCHED if user.reach == Reach.COUNTY and not takes_part else ()


def _compared(now: dict[str, Reading], asked: Asked) -> list[Compared]:
    """Each rate against the end of the month before."""
    month = asked.the_month.previous
    then = figures.read(RATES, replace(asked, as_of=Moment.end_of(month.last), month=month))
    return [Compared(now[code], _change(code, now[code], then[code])) for code in RATES]


def _change(code: str, now: Reading, then: Reading) -> str:
    mine, theirs = tenths(now.value, now.whole or 0), tenths(then.value, then.whole or 0)
    if mine is None or theirs is None:
        return _("nothing to compare with at the end of last month")
    if mine == theirs:
        return _("as at the end of last month")
    if mine > theirs:
        said = _("up %(n)s points on the end of last month") % {"n": points(mine - theirs)}
    else:
        said = _("down %(n)s points on the end of last month") % {"n": points(mine - theirs)}
    is_better = (mine > theirs) != (code in GOOD_WHEN_LOWER)
    judged = _("better") if is_better else _("worse")
    return _("%(change)s, %(judged)s") % {"change": said, "judged": judged}


def _trend(asked: Asked, now: dict[str, Reading]) -> Drawn:
    known = now["ledger.closing"].value if asked.the_month == Month.of(asked.moment.day) else None
    course = trend.course(asked, TREND_MONTHS, closing=known)
    series = (("new", _("New")), ("closed", _("Signed off")), ("closing", _("Open at the end of the month")))
    lines = [(str(point.month), [_of_month(asked, point, field) for field, _name in series]) for point in course]
    drawn: list[charts.Point] = [
        {
            "month": month,
            "series": name,
            "value": readings[n].value,
            "href": readings[n].url if readings[n].value else "",
        }
        for n, (_field, name) in enumerate(series)
        for month, readings in lines
    ]
    chart = charts.lines(drawn, title=_("New, signed off and open over 24 months"), width=540)
    return Drawn(chart, [name for _field, name in series], lines[::-1])


def _of_month(asked: Asked, point: MonthlyCourse, field: str) -> Reading:
    """A point of the trend, as the registered figure of its month that it equals."""
    code = f"ledger.{field}"
    url = figures.link_to(code, replace(asked, month=point.month))
    return Reading(figures.named(code), getattr(point, field), None, url)


def _heat(asked: Asked) -> Drawn | None:
    found = figures.read_across("source", "category_group", "ledger.open", asked)
    if not found:
        return None
    columns = sorted({column for _row, column in found}, key=lambda key: key or "~")
    heads, lines = _names_of_groups(columns), _by_source(found, columns)
    drawn = [_field(row, head, cell) for row, cells in lines for head, cell in zip(heads, cells, strict=True)]
    chart = charts.heat(drawn, title=_("Open problems by source and category"), width=122 * len(columns))
    return Drawn(chart, heads, lines)


def _names_of_groups(keys: Sequence[str | None]) -> list[str]:
    groups: dict[str | None, str] = {row.pk: f"{row.pk} {row.name}" for row in categories.groups()}
    return [groups.get(key) or _("not on file") for key in keys]


def _by_source(
    found: Mapping[tuple[str, str | None], Reading], columns: Sequence[str | None]
) -> list[tuple[str, list[Reading | None]]]:
    """A line for each source that has any open, in the order of the sources."""
    filled = {row for row, _column in found}
    return [
        (str(kind.label), [found.get((kind.value, column)) for column in columns])
        for kind in SourceKind
        if kind.value in filled
    ]


def _field(row: str, head: str, cell: Reading | None) -> charts.Point:
    """A field of the heat map; white, and without a way further, where nothing is open."""
    if cell is None:
        return {"row": row, "column": head, "value": 0, "href": ""}
    return {"row": row, "column": head, "value": cell.value, "href": cell.url}


def _units(asked: Asked) -> list[UnitLine]:
    """The responsible units, whoever is latest first."""
    found = figures.read_by("lead_organization", OF_UNITS, asked)
    by_late = sorted(found.items(), key=lambda pair: (-pair[1]["ledger.overdue"].value, -pair[1]["ledger.open"].value))
    shown = [(key, by) for key, by in by_late if key is not None and by["ledger.open"].value][:MOST_UNITS]
    names = {unit.pk: unit.label for unit in Organization.objects.filter(pk__in=[key for key, _by in shown])}
    shown_codes = [code for code in OF_UNITS if code != "ledger.all"]
    return [
        UnitLine(names[key], _board_of(key, asked), [by[code] for code in shown_codes], light_of(by))
        for key, by in shown
    ]


def _board_of(unit: int, asked: Asked) -> str:
    """The unit's own board as of the same day and month, for those who may open it."""
    if asked.person.reach != Reach.COUNTY:
        return ""
    said = urlencode(replace(asked, part={}).link())
    return f"{reverse('dashboards:department', args=[unit])}{'?' if said else ''}{said}"


def light_of(by: dict[str, Reading]) -> Light:
    """Green while nothing is late, red from the county's threshold of what is open on."""
    late, open_items = by["ledger.overdue"].value, by["ledger.open"].value
    if late == 0:
        return GREEN
    return RED if late * 100 >= settings.BOARD_RED_PER_CENT * open_items else AMBER


def side_by_side(asked: Asked, codes: Sequence[str]) -> list[tuple[str, list[Reading]]]:
    """The counties that a person sees, each with the same figures."""
    found = figures.read_by("county", codes, asked)
    names = dict(Organization.objects.filter(pk__in=found).values_list("pk", "name"))
    return [
        (names[key], [by[code] for code in codes]) for key, by in sorted(found.items(), key=lambda pair: names[pair[0]])
    ]
