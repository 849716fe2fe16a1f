"""看板: what a leader sees at once, every number a registered figure that opens its items."""

from collections.abc import Iterable, Mapping, Sequence
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
from dashboards.services.sentences import Sentence, sentences
from documents import charts
from documents.charts import Chart
from inspections.services import categories
from inspections.states import SourceKind
from meetings.services import since as changes
from meetings.services.baselines import Baseline
from meetings.services.since import Since
from rectification.services import desk, trend
from rectification.services.changing import CODES as CHANGES
from rectification.services.trend import MonthlyCourse

LEDGER = "ledger"
TREND_MONTHS = 24
MOST_UNITS, MOST_ROWS = 12, 5
ON_PAGE = {"width": 480, "height": 220}
ON_WALL = {"width": 800, "height": 380, "text": 30}
"""For which place a drawing is made; letters on a wall are read from four metres."""
OF_UNITS = ("ledger.open", "ledger.overdue", "ledger.not_due", "ledger.done", "ledger.all", "ledger.rebound")
BALANCE = ("ledger.opening", "ledger.new", "ledger.closed", "ledger.void", "ledger.closing")
AGEING = ("ledger.overdue_1_7", "ledger.overdue_8_30", "ledger.overdue_31_90", "ledger.overdue_over_90")
LOOK_BACKS = ("ledger.look_back", "ledger.look_back_kept", "ledger.look_back_rebound", "ledger.look_back_new")
"""需整改、已整改、未整改、新发现: the four figures of the look-backs of the month."""
OUTSIDE = {"ledger.root_cure_rate": ("ledger.closed_before", "ledger.mode_unknown")}
"""What is said beside a rate: what its parts leave out."""
OF_FILES = (
    (gettext_lazy("Are the files of the enterprises complete?"), ("enterprises.gap_rate",)),
    (
        gettext_lazy("What asks to be admitted?"),
        ("admissions.open", "admissions.admitted_in_year", "admissions.refused_in_year", "admissions.run_out"),
    ),
)
"""What the board of the county or of a park says of files; they have no past, so that of another day is silent."""
OF_LINKED_FILES = (
    (gettext_lazy("Are the files of its linked enterprises complete?"), ("enterprises.gap_rate",)),
    (gettext_lazy("Are the files of their projects complete?"), ("projects.gap_rate",)),
)
"""What the board of a unit says of the files of the enterprises that it is linked to (挂联)."""
OF_OWN_FILES = (
    (gettext_lazy("Is the file of the enterprise complete?"), ("enterprises.gap_rate",)),
    (gettext_lazy("Are the files of its projects complete?"), ("projects.gap_rate",)),
)
LEADS, ENTERPRISE = {"lead_organization"}, {"enterprise"}
CAPABILITY = ("supervisors.share", "supervisors.in_post", "teams.without_people")
RATES = (
    "ledger.done_rate",
    "ledger.root_cure_rate",
    "ledger.signed_off_rate",
    "ledger.on_time_rate",
    "ledger.overdue_rate",
)
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
    outside: Sequence[Reading] = ()


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
    late: Reading


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
    capability: Sequence[Reading]
    of_files: Sequence[tuple[str | Promise, Sequence[Reading]]]
    since: Since | None

    @property
    def sentences(self) -> list[Sentence]:
        return sentences(self.now)

    @property
    def latest(self) -> "UnitLine | None":
        """The unit with most that is late, if any is."""
        return next((unit for unit in self.units if unit.late.value), None)

    @property
    def balance(self) -> list[Reading]:
        return [self.now[code] for code in BALANCE]

    @property
    def look_backs(self) -> list[Reading]:
        return [self.now[code] for code in LOOK_BACKS]

    @property
    def ageing(self) -> list[Reading]:
        return [self.now[code] for code in AGEING]


@dataclass(frozen=True)
class Beside:
    """The figures that a board shows beside those of the ledger, for this person."""

    boxes: Sequence[str]
    watched: Sequence[str]
    supervisors: Sequence[str]
    of_files: Sequence[tuple[str | Promise, Sequence[str]]]

    @property
    def codes(self) -> list[str]:
        return [*self.boxes, *self.watched, *self.supervisors]

    @property
    def codes_of_files(self) -> list[str]:
        return [code for _question, codes in self.of_files for code in codes]


def board(
    title: str, asked: Asked, *, since: Baseline | None = None, with_units: bool = True, on_wall: bool = False
) -> Board:
    """The board of what is asked for: the county, a park, a unit or an enterprise; with what has changed since then."""
    beside = _beside(asked)
    codes = [figure.code for figure in figures.of_body(LEDGER)]
    now, then, changed, of_files = figures.read_together(
        ([*codes, *beside.codes], asked),
        (RATES, _month_before(asked)),
        _changes_since(since, asked),
        (beside.codes_of_files, _of_linked(asked)),
    )
    return Board(
        title=title,
        asked=asked,
        now=now,
        rates=[Compared(now[code], _change(code, now[code], then[code]), _outside(code, now)) for code in RATES],
        trend=_trend(asked, now, ON_WALL if on_wall else ON_PAGE),
        heat=_heat(asked),
        units=_units(asked) if with_units else (),
        to_decide=_picked(beside.boxes, now),
        to_watch=_picked(beside.watched, now),
        waiting=desk.waiting(asked.person)[:MOST_ROWS] if beside.boxes and not asked.part else (),
        decisions=decisions.waiting_for(asked.person) if asked.as_of is None and not asked.part else (),
        capability=_picked(beside.supervisors, now),
        of_files=[(question, _of_something(codes, of_files)) for question, codes in beside.of_files],
        since=_told(changed, since, asked),
    )


def _changes_since(since: Baseline | None, asked: Asked) -> tuple[Sequence[str], Asked]:
    """What is asked of the changes; nothing where there is nothing to compare with."""
    return (CHANGES, replace(asked, since=since.moment, month=None)) if since else ((), asked)


def _told(changed: Mapping[str, Reading], since: Baseline | None, asked: Asked) -> Since | None:
    return changes.told(changed, since, asked) if since else None


def _beside(asked: Asked) -> Beside:
    user = asked.person
    boxes, watched = (_boxes(user), _watched(user)) if asked.as_of is None else ((), ())
    return Beside(boxes, watched, _supervisors(asked), _of_files(asked))


def _picked(codes: Iterable[str], now: Mapping[str, Reading]) -> list[Reading]:
    return [now[code] for code in codes]


def _of_something(codes: Iterable[str], now: Mapping[str, Reading]) -> list[Reading]:
    """A rate of nothing says nothing."""
    return [now[code] for code in codes if now[code].whole != 0]


def _supervisors(asked: Asked) -> tuple[str, ...]:
    """Of the whole county the supervisors, for whoever sees those of every unit."""
    return CAPABILITY if not asked.part and asked.person.oversees_units else ()


def _of_files(asked: Asked) -> tuple[tuple[str | Promise, tuple[str, ...]], ...]:
    """What is said of the files of the county, a park, a unit or an enterprise, to whoever has their lists."""
    if asked.as_of is not None:
        return ()
    part, reach = set(asked.part), asked.person.reach
    if part == ENTERPRISE:
        return OF_OWN_FILES if reach != Reach.PUBLIC else ()
    if part == LEADS:
        return OF_LINKED_FILES if reach == Reach.COUNTY else ()
    return OF_FILES if part <= {"park"} and reach in (Reach.COUNTY, Reach.PARK) else ()


def _of_linked(asked: Asked) -> Asked:
    """The same for files, which don't know what a unit leads but to which enterprises it is linked."""
    unit = asked.part.get("lead_organization")
    return replace(asked, part={"linked": unit}) if unit else asked


def _month_before(asked: Asked) -> Asked:
    """The same at the end of the month before, with which rates are compared."""
    month = asked.the_month.previous
    return replace(asked, as_of=Moment.end_of(month.last), month=month)


def _boxes(user: User) -> tuple[str, ...]:
    """The boxes of the desk in which a person's own decisions lie."""
    if user.is_coordinator:
        return OFFICE_BOXES
    return DEPARTMENT_BOXES if user.assigns else ()


def _watched(user: User) -> tuple[str, ...]:
    """What is brought before those who oversee the county without a part in the work."""
    takes_part = user.assigns or user.is_reviewer
    return WATCHED if user.reach == Reach.COUNTY and not takes_part else ()


def _outside(code: str, now: dict[str, Reading]) -> list[Reading]:
    """Of what a rate leaves out, what there is any of."""
    return [now[each] for each in OUTSIDE.get(code, ()) if now[each].value]


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


def _trend(asked: Asked, now: dict[str, Reading], size: Mapping[str, int]) -> Drawn:
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
    chart = charts.lines(drawn, title=_("New, signed off and open over 24 months"), **size)
    return Drawn(chart, [name for _field, name in series], lines[::-1])


def _of_month(asked: Asked, point: MonthlyCourse, field: str) -> Reading:
    """A point of the trend, as the registered figure of its month that it equals."""
    return Reading(figures.named(f"ledger.{field}"), getattr(point, field), None, replace(asked, month=point.month))


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
        UnitLine(
            names[key], _board_of(key, asked), [by[code] for code in shown_codes], light_of(by), by["ledger.overdue"]
        )
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
