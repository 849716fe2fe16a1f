"""期限日历: the last days of all clocks in somebody's scope, a month, a day or all that is past."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, Count, F, IntegerField, Model, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock as time
from core.rules import expiry
from notices import clocks
from notices.clocks import Clock, Place
from notices.services.clock_rows import address
from notices.services.clock_scope import is_read_by, rows_for

if TYPE_CHECKING:
    from accounts.models import User

LAST_DAY, TO_APPLY = "due", "apply"
POINTS: dict[str, str | Promise] = {LAST_DAY: _("Day of expiry"), TO_APPLY: _("Last day to apply for the renewal")}
COLUMNS = ("day", "what", "url", "park", "enterprise", "clock", "point", "key")
Rows = QuerySet[Any, Any]


class Entry(NamedTuple):
    """A day on which something comes to its end, or has to be applied for."""

    day: date
    what: str
    url: str
    park: str
    enterprise: str
    clock: str
    point: str
    key: int

    @property
    def thing(self) -> str:
        """What it is without whose: a month has no room for both in a line."""
        return self.what.removeprefix(self.enterprise).strip(" ·:：") or self.what

    @property
    def kind(self) -> str | Promise:
        """What the clock is called."""
        found = clocks.named(self.clock)
        return found.label if found else self.clock

    @property
    def point_label(self) -> str | Promise:
        return POINTS[self.point]

    @property
    def days_left(self) -> int:
        return (self.day - time.today()).days

    @property
    def is_soon(self) -> bool:
        """Whether the day is near, for such a clock."""
        found = clocks.named(self.clock)
        return expiry.is_soon(self.days_left, found.soon_within if found else expiry.SOON_DAYS)

    @property
    def days_late(self) -> int:
        return -self.days_left


@dataclass(frozen=True)
class Narrowed:
    """Of which clocks, park and enterprise; empty for all."""

    kind: str = ""
    park: int | None = None
    enterprise: int | None = None


def clocks_for(user: "User") -> list[Clock]:
    """The clocks of which this person reads what is shown."""
    return [clock for clock in clocks.registered() if is_read_by(clock, user)]


def _sources(user: "User", asked: Narrowed) -> Iterator[tuple[Clock, str, str, QuerySet[Model]]]:
    """Each clock with the point that is meant, the path to its day, and the rows in scope that have one."""
    for clock in clocks_for(user):
        rows = _narrowed(clock, rows_for(clock, user), asked)
        if rows is None:
            continue
        yield clock, LAST_DAY, clock.due, rows
        if clock.apply_by:
            yield clock, TO_APPLY, clock.apply_by, rows.exclude(**{clock.apply_by: None})


def _narrowed(clock: Clock, rows: QuerySet[Model], asked: Narrowed) -> QuerySet[Model] | None:
    """The rows that the filter means; None where a clock knows nothing of such a thing."""
    if asked.kind and clock.code != asked.kind:
        return None
    for place, key in ((clock.park, asked.park), (clock.enterprise, asked.enterprise)):
        if key is None:
            continue
        if place is None:
            return None
        rows = rows.filter(**{place.key: key})
    return rows


def counts(user: "User", asked: Narrowed, first: date, last: date) -> Mapping[date, int]:
    """How much falls on each day of a time: a query for each clock and point, whatever the rows."""
    found: Counter[date] = Counter()
    for _clock, _point, path, rows in _sources(user, asked):
        within = rows.filter(**{f"{path}__range": (first, last)}).order_by()
        found.update(dict(within.values_list(path).annotate(number=Count("pk"))))
    return found


def late(user: "User", asked: Narrowed) -> int:
    """How much is past its last day and not done."""
    sources = (each for each in _sources(user, asked) if each[1] == LAST_DAY)
    return sum(rows.filter(**{f"{path}__lt": time.today()}).count() for _clock, _point, path, rows in sources)


def entries(user: "User", asked: Narrowed, first: date | None, last: date, point: str = "") -> Rows:
    """The rows of a time in the order of their days, as tuples of `Entry`; one query for all clocks."""
    parts = []
    for clock, of_point, path, rows in _sources(user, asked):
        if point and of_point != point:
            continue
        within = {f"{path}__lte": last} if first is None else {f"{path}__range": (first, last)}
        parts.append(_columns(clock, of_point, path, rows.filter(**within).order_by()))
    if not parts:
        return clocks_nowhere()
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return found.order_by("entry_day", "entry_clock", "entry_key")


def clocks_nowhere() -> Rows:
    """No rows, in the form of the others."""
    return clocks.registered()[0].rows().none().values_list()


def _columns(clock: Clock, point: str, path: str, rows: QuerySet[Model]) -> Rows:
    named = rows.annotate(
        entry_day=F(path),
        entry_what=Cast(clock.named(), CharField()),
        entry_url=address(clock),
        entry_park=_name(clock.park),
        entry_enterprise=_name(clock.enterprise),
        entry_clock=Value(clock.code, output_field=CharField()),
        entry_point=Value(point, output_field=CharField()),
        entry_key=Cast("pk", IntegerField()),
    )
    found: Rows = named.values_list(*(f"entry_{name}" for name in COLUMNS))
    return found


def _name(place: Place | None) -> Combinable:
    """The name of a park or enterprise, empty where a row or a clock has none: all parts have to be alike."""
    nobody = Value("", output_field=CharField())
    return Coalesce(Cast(F(place.name), CharField()), nobody) if place else nobody


def parks_of(user: "User") -> list[tuple[str, str]]:
    """The parks in which something of the person's clocks lies, by key and name."""
    found: dict[str, str] = {}
    for clock in clocks_for(user):
        if clock.park:
            rows = rows_for(clock, user).exclude(**{clock.park.key: None}).order_by()
            found |= {str(key): str(name) for key, name in rows.values_list(*clock.park).distinct()}
    return sorted(found.items(), key=lambda pair: pair[1])


def enterprise_named(user: "User", key: int) -> str:
    """What an enterprise is called that has something of the person's clocks; empty for any other."""
    for clock in clocks_for(user):
        if clock.enterprise:
            rows = rows_for(clock, user).filter(**{clock.enterprise.key: key}).order_by()
            if name := rows.values_list(clock.enterprise.name, flat=True).first():
                return str(name)
    return ""
