"""From a course to days: when each step was taken, and the deadlines that were set on the way."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from random import Random
from zoneinfo import ZoneInfo

from core import clock
from core.rules.working_days import Calendar
from demo.courses import DAYS_BEFORE_DEADLINE, Course, Span

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
SETS_DEADLINE = ("assign", "fail", "return", "extend")
OPENING, CLOSING = time(8, 40), time(17, 20)
SHORT_BREAK = timedelta(minutes=35)
DAYS_TO_ASK_IN = 5
DAYS_EXTENDED = 20
UNDATED = ("immediate", "long_term")
LAST_STEP_BEFORE = 2
DECIDES_ROUND = ("fail", "pass")
KEPT_BY, MISSED_BY = (0, 7), (4, 34)
LEAST_TIME = 8


def entered(day: date) -> datetime:
    """When what happened on a day was put on file: that afternoon, or when the house began if it was before that."""
    return max(clock.now(), datetime.combine(day, time(15), COUNTY_TIME))


@dataclass
class Moment:
    """A step of a life with its time: the deadline it names, the one in force if it asks for a later, its choice."""

    name: str
    choice: str
    at: datetime
    deadline: date | None = None
    in_force: date | None = None

    @property
    def day(self) -> date:
        return self.at.astimezone(COUNTY_TIME).date()


def timeline(
    course: Course, steps: list[str], today: date, random: Random, calendar: Calendar, begun: date | None = None
) -> list[Moment]:
    """The moments of a life, registration first; all lie before today.

    It begins on a given day, or the last step lies `ago` days back.
    """
    names = ["register", *steps]
    days = _days(course, names, today, random, begun)
    moments = _at_working_hours(names, days, random, calendar)
    _name_deadlines(course, moments, today, random)
    weeks = max(0, *(_weeks_too_late(moment) for moment in moments))
    for moment in moments:
        moment.at -= timedelta(weeks=weeks)
    return moments


def _days(course: Course, names: list[str], today: date, random: Random, begun: date | None) -> list[date]:
    gaps = [course.gap(before, step) for before, step in pairwise(names)]
    drawn = [random.randint(*gap) for gap in gaps]
    if begun is None:
        assert course.ago is not None
        begun = today - timedelta(days=random.randint(*course.ago) + sum(drawn))
    else:
        latest = today - timedelta(days=LAST_STEP_BEFORE)
        drawn = _squeezed(drawn, gaps, (latest - begun).days)
        begun = min(begun, latest - timedelta(days=sum(drawn)))
    return [begun + timedelta(days=gone) for gone in accumulate(drawn, initial=0)]


def _squeezed(drawn: list[int], gaps: list[Span], room: int) -> list[int]:
    """The gaps so much nearer to their shortest that together they find room, or at their shortest."""
    shortest = [gap[0] for gap in gaps]
    longer, spare = sum(drawn) - sum(shortest), max(0, room - sum(shortest))
    if longer <= spare:
        return drawn
    return [least + (gap - least) * spare // longer for gap, least in zip(drawn, shortest, strict=True)]


def _at_working_hours(names: list[str], days: list[date], random: Random, calendar: Calendar) -> list[Moment]:
    moments: list[Moment] = []
    for text, planned in zip(names, days, strict=True):
        day = planned
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        minutes = random.randint(0, (CLOSING.hour - OPENING.hour) * 60 - 20)
        at = datetime.combine(day, OPENING, COUNTY_TIME) + timedelta(minutes=minutes)
        if moments:
            at = max(at, moments[-1].at + SHORT_BREAK)
        name, _colon, choice = text.partition(":")
        moments.append(Moment(name, choice, at))
    return moments


def _name_deadlines(course: Course, moments: list[Moment], today: date, random: Random) -> None:
    wanted = today + timedelta(days=random.randint(*course.due)) if course.due else None
    setters = [place for place, moment in enumerate(moments) if moment.name in SETS_DEADLINE]
    if not setters:
        moments[0].deadline = wanted
    for place in reversed(setters):
        moment, later = moments[place], moments[place + 1 :]
        if moment.name == "assign" and course.undated in UNDATED:
            continue
        own = wanted or _reached(course, moment, later, random)
        moment.deadline, wanted = own, None
        if moment.name == "extend":
            moment.in_force, moment.deadline = _extension(moment, later, own, is_due=course.due is not None)
            wanted = moment.in_force


def _extension(moment: Moment, later: list[Moment], own: date, *, is_due: bool) -> tuple[date, date]:
    """The deadline in force when the extension was asked for, and the one asked for."""
    longer = timedelta(days=DAYS_EXTENDED)
    if not is_due:
        in_force = moment.day + timedelta(days=DAYS_TO_ASK_IN)
        return in_force, max(own, in_force + timedelta(days=DAYS_BEFORE_DEADLINE))
    if any(step.name == "decide-extension" and step.choice == "yes" for step in later):
        return own - longer, own
    return own, own + longer


def _reached(course: Course, moment: Moment, later: list[Moment], random: Random) -> date:
    """A deadline that the work has kept, or missed where the course is a late one."""
    for step in later:
        if step.name == "extend":
            return step.day + timedelta(days=DAYS_TO_ASK_IN)
        if step.name in DECIDES_ROUND:
            if course.is_late:
                missed = step.day - timedelta(days=random.randint(*MISSED_BY))
                return max(missed, moment.day + timedelta(days=LEAST_TIME))
            return step.day + timedelta(days=random.randint(*KEPT_BY))
    return moment.day + timedelta(days=DAYS_EXTENDED + DAYS_TO_ASK_IN)


def _weeks_too_late(moment: Moment) -> int:
    """By how many weeks, rounded up, a step comes too late for the deadline it names or asks to extend."""
    limit = moment.in_force or moment.deadline
    if limit is None:
        return 0
    spare = DAYS_BEFORE_DEADLINE if moment.name == "assign" else 0
    return -(-((moment.day - limit).days + spare) // 7)
