"""Where a problem of the made-up county came from: one master, sometimes several, with the dates they demand."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from core.rules.months import add_months
from demo.courses import Course
from demo.texts import words
from demo.timelines import Moment
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind

DRAWN = {
    SourceKind.COUNTY_CHECK: 46,
    SourceKind.PARK_PATROL: 13,
    SourceKind.SELF: 13,
    SourceKind.PROV_FEEDBACK: 8,
    SourceKind.CITY_ASSIGNED: 7,
    SourceKind.COMPLAINT: 6,
    SourceKind.SYSTEM: 4,
    SourceKind.INSPECTORATE: 3,
}
FURTHER = (SourceKind.CITY_ASSIGNED, SourceKind.PROV_FEEDBACK, SourceKind.COMPLAINT, SourceKind.COUNTY_CHECK)
DEMANDING = frozenset({SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED, SourceKind.INSPECTORATE})
SECOND_MASTER, THIRD_MASTER = 0.14, 0.3


def kinds_of(course: Course, random: Random) -> list[str]:
    """The kinds of masters, the first being who registers it."""
    first = course.source or random.choices(list(DRAWN), list(DRAWN.values()))[0]
    if course.level == Level.MAJOR and first == SourceKind.SELF:
        first = SourceKind.COUNTY_CHECK
    if first == SourceKind.SELF:
        return [first]
    if course.has_fixed_chain or course.undated or course.home:
        return [course.source or SourceKind.COUNTY_CHECK]
    return _with_further_masters(first, random)


def _with_further_masters(first: str, random: Random) -> list[str]:
    """Now and then a second and a third master have found the same."""
    kinds = [first]
    for chance in (SECOND_MASTER, THIRD_MASTER):
        if random.random() < chance and len(kinds) < len(FURTHER):
            kinds.append(random.choice([kind for kind in FURTHER if kind not in kinds]))
    return kinds


def sources_of(
    course: Course, kinds: Iterable[str], moments: list[Moment], wording: str, random: Random
) -> tuple[SourceGiven, ...]:
    """What the masters say; nobody from above demands less time than was then given."""
    given = max((moment.deadline for moment in moments if moment.deadline), default=None)
    return tuple(_source(course, kind, moments[0].day, given, wording, random) for kind in kinds)


def _source(course: Course, kind: str, day: date, given: date | None, wording: str, random: Random) -> SourceGiven:
    demanded, text = None, ""
    if kind in DEMANDING and given is not None:
        demanded, text = _demand(given, random)
    elif course.undated in ("immediate", "long_term"):
        text = {"immediate": "立行立改", "long_term": "长期坚持"}[course.undated]
    number = words.SOURCE_NUMBER[kind].format(year=day.year, n=random.randint(2, 380), row=random.randint(1, 60))
    return SourceGiven(
        kind=kind,
        number=number,
        wording=wording,
        list_title=words.SOURCE_LIST.get(kind, ""),
        found_on=day - timedelta(days=random.randint(0, 3)),
        deadline=demanded,
        deadline_text=text,
        undated_kind=course.undated,
    )


def _demand(given: date, random: Random) -> tuple[date, str]:
    """A day in the words of a list: the day itself or the end of its month."""
    if random.random() < 0.5:
        return given, f"{given.year}年{given.month}月{given.day}日前"
    month_end = add_months(given.replace(day=1), 1) - timedelta(days=1)
    return month_end, f"{given.year}年{given.month}月底前"
