"""监管能力供需平衡: the balance of the coming months, of a unit or of the county, every term with the rows it counts.

`capability/rules/balance.py` has the formula; the page `capability:formula` and docs/capability.md say it in words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Absence, User
from capability.models import Equipment, Supervisor, Team
from capability.rules import balance
from capability.rules.balance import Load, Supply
from capability.services import duties
from capability.services.duties import Duty, Part
from capability.states import PER_VISIT, EquipmentKind
from core import clock, figures
from core.figures import Asked
from core.rules.months import Month
from core.rules.working_days import Calendar
from core.services import calendar
from notices.services import calendar as last_days
from notices.services.calendar import Narrowed


@dataclass(frozen=True)
class Term:
    """What a duty asks in a month, and the page that lists exactly the rows that were counted."""

    load: Load
    url: str


@dataclass(frozen=True)
class Line:
    """A duty over the months."""

    duty: Duty
    terms: Sequence[Term]

    @property
    def is_empty(self) -> bool:
        return not any(term.load.rows for term in self.terms)


@dataclass(frozen=True)
class Given:
    """What there is in a month: people with their list, absences with theirs."""

    supply: Supply
    people_url: str
    away_url: str


@dataclass(frozen=True)
class Sets:
    """Instruments of a kind in a month: how many are needed and usable, and the list of those."""

    needed: int
    usable: int
    url: str

    @property
    def is_short(self) -> bool:
        return self.usable < self.needed


@dataclass(frozen=True)
class Instruments:
    """A kind of instrument over the months."""

    kind: EquipmentKind
    sets: Sequence[Sets]


@dataclass(frozen=True)
class Sum:
    """A month in person-days."""

    needed: Fraction
    available: Fraction

    @property
    def surplus(self) -> Fraction:
        return self.available - self.needed

    @property
    def is_short(self) -> bool:
        return self.surplus < 0

    @property
    def missing(self) -> Fraction:
        return -self.surplus


@dataclass(frozen=True)
class Balance:
    """The balance of a unit, or of the county where `team` is None."""

    team: Team | None
    months: Sequence[Month]
    lines: Sequence[Line]
    given: Sequence[Given]
    instruments: Sequence[Instruments]

    @property
    def sums(self) -> list[Sum]:
        return [
            Sum(balance.needed(line.terms[place].load for line in self.lines), given.supply.days)
            for place, given in enumerate(self.given)
        ]

    @property
    def first_short(self) -> Month | None:
        """The first month in which the people do not suffice."""
        short = (month for month, each in zip(self.months, self.sums, strict=True) if each.is_short)
        return next(short, None)


def balance_of(user: User, team: Team | None) -> Balance:
    """The balance of the months after the present one, within what the person may see."""
    months = balance.coming(Month.of(clock.today()), settings.CAPABILITY_MONTHS)
    lines = [line for line in _lines(user, team, months) if not line.is_empty]
    given = _given(user, team, months)
    return Balance(team, months, lines, given, _instruments(user, team, months, lines, given))


def _lines(user: User, team: Team | None, months: Sequence[Month]) -> Iterator[Line]:
    asked = [(duty, part) for duty in duties.registered() if (part := duty.part_of(team)) is not None]
    counted = _by_figures(user, [each for each in asked if each[0].figure], months)
    for duty, part in asked:
        terms = counted[duty.code] if duty.figure else _by_clock(user, duty, part, months)
        yield Line(duty, terms)


def _by_figures(
    user: User, asked: Sequence[tuple[Duty, Part]], months: Sequence[Month]
) -> Mapping[str, Sequence[Term]]:
    """The terms of the duties that figures count: those alike in part and month in one reading."""
    found: dict[str, list[Term]] = {duty.code: [] for duty, _part in asked}
    steady = _read(user, [each for each in asked if not each[0].is_monthly], None)
    for place, month in enumerate(months):
        read = {**steady, **_read(user, [each for each in asked if each[0].is_monthly], month)}
        for duty, _part in asked:
            rows, url = read[duty.code]
            is_left_out = duty.only_first and place > 0
            found[duty.code].append(Term(Load(0 if is_left_out else rows, duty.times(), duty.hours()), url))
    return found


def _read(user: User, asked: Sequence[tuple[Duty, Part]], month: Month | None) -> dict[str, tuple[int, str]]:
    """Rows and link of each duty."""
    found: dict[str, tuple[int, str]] = {}
    parts: dict[tuple[tuple[str, str], ...], list[Duty]] = {}
    for duty, part in asked:
        parts.setdefault(tuple(sorted(part.items())), []).append(duty)
    for words, alike in parts.items():
        readings = figures.read([duty.figure for duty in alike], Asked.by(user, month=month, part=dict(words)))
        for duty in alike:
            reading = readings[duty.figure]
            found[duty.code] = (reading.value, reading.url)
    return found


def _by_clock(user: User, duty: Duty, part: Part, months: Sequence[Month]) -> list[Term]:
    """The terms of a duty whose rows have their last day, or their last day to apply, in the month."""
    narrowed = Narrowed(duty.clock)
    found = last_days.counts(user, narrowed, months[0].first, months[-1].last)
    by_month = Counter[Month]()
    for day, number in found.items():
        by_month[Month.of(day)] += number
    return [
        Term(
            Load(by_month[month], duty.times(), duty.hours()),
            f"{reverse('notices:calendar')}?{urlencode({'kind': duty.clock, 'month': month})}",
        )
        for month in months
    ]


def people_of(user: User, team: Team | None) -> QuerySet[Supervisor]:
    rows = Supervisor.objects.visible_to(user)
    return rows.filter(organization=team.organization_id) if team else rows


def _given(user: User, team: Team | None, months: Sequence[Month]) -> list[Given]:
    people = list(people_of(user, team).prefetch_related("earlier_posts"))
    accounts = {person.account_id for person in people if person.account_id}
    first, last = months[0].first, months[-1].last
    absences = list(Absence.objects.filter(person__in=accounts, first_day__lte=last, last_day__gte=first).whole())
    return [_of_month(month, people, absences, team) for month in months]


def _of_month(month: Month, people: Sequence[Supervisor], absences: Sequence[Absence], team: Team | None) -> Given:
    """Who is qualified and in post on the first day of a month, without the working days on which they are away."""
    there = [each for each in people if each.is_in_post(month.first) and each.is_qualified(month.first)]
    accounts = {person.account_id for person in there}
    days = working_days(calendar.current(), month)
    away = {
        (each.person_id, day)
        for each in absences
        if each.person_id in accounts
        for day in days
        if each.first_day <= day <= each.last_day
    }
    unit = {"organization": str(team.organization_id)} if team else {}
    said = {"figure": "supervisors.qualified", "as_of": month.first.isoformat(), **unit}
    return Given(
        Supply(len(there), len(days), len(away), settings.SUPERVISOR_TRAINING_HOURS),
        f"{reverse('capability:supervisor-list')}?{urlencode(said)}",
        f"{reverse('capability:absence-list')}?{urlencode({'month': str(month), **unit})}",
    )


def working_days(county: Calendar, month: Month) -> list[date]:
    """The working days of a month by the county's calendar."""
    every = (date(month.year, month.number, day) for day in range(1, month.last.day + 1))
    return [day for day in every if county.is_working_day(day)]


def _instruments(
    user: User, team: Team | None, months: Sequence[Month], lines: Sequence[Line], given: Sequence[Given]
) -> list[Instruments]:
    rows = Equipment.objects.visible_to(user)
    rows = rows.filter(organization=team.organization_id) if team else rows
    things = list(rows.filter(kind__in=PER_VISIT))
    on_site = [line for line in lines if line.duty.is_on_site]
    found = []
    for kind in PER_VISIT:
        sets = []
        for place, month in enumerate(months):
            loads = [line.terms[place].load for line in on_site]
            needed = balance.instruments_needed(loads, given[place].supply.working_days)
            usable = sum(thing.kind == kind and thing.is_usable(month.first) for thing in things)
            sets.append(Sets(needed, usable, _list_of(kind, month, team)))
        found.append(Instruments(kind, sets))
    return found


def _list_of(kind: EquipmentKind, month: Month, team: Team | None) -> str:
    unit = {"organization": str(team.organization_id)} if team else {}
    said = {"kind": kind.value, "usable_on": month.first.isoformat(), **unit}
    return f"{reverse('capability:equipment-list')}?{urlencode(said)}"
