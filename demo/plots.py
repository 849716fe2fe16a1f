"""Plots: what happened to one problem, from its registration on, as the services are going to be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Optional

from accounts.models import Organization, User
from core.rules.working_days import Calendar
from demo.acting import Case, Cast, Step, acts
from demo.county import County
from demo.courses import REBOUND, REBOUND_CLOSED, STILL_OPEN, Course
from demo.enterprises import trade_of
from demo.law import LawBook
from demo.seasons import Seasons
from demo.sources import kinds_of, sources_of
from demo.texts.names import ROADS
from demo.texts.problems import Problem, problems
from demo.timelines import COUNTY_TIME, SHORT_BREAK, Moment, timeline
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from rectification.models import Item, SignOffStep
from rectification.services.chains import chain_of
from rectification.services.registration import ItemGiven
from rectification.states import Signer, SupervisionLevel

PHOTOGRAPHED = 0.5
TOURED = ("enterprise", "emergency")


@dataclass
class Plot:
    """The life of one item: what is registered, by whom and when, and the steps after it."""

    key: int
    course: Course
    case: Case
    given: ItemGiven
    enterprise: Enterprise
    at: datetime
    actor: User
    steps: list[Step]
    has_photo: bool = False
    rebound_of: Optional["Plot"] = None

    @property
    def first_day(self) -> date:
        return self.at.astimezone(COUNTY_TIME).date()

    @property
    def last_day(self) -> date:
        """The day of the last step, or of the registration."""
        return (self.steps[-1].at if self.steps else self.at).astimezone(COUNTY_TIME).date()

    def until(self, moment: datetime) -> "Plot":
        """What of it has happened before a moment."""
        return replace(self, steps=[step for step in self.steps if step.at < moment])

    @property
    def supervision_level(self) -> SupervisionLevel:
        """Listed or not, which is what a chain depends on."""
        return SupervisionLevel.LISTED if self.course.is_listed else SupervisionLevel.NONE


@dataclass
class Stage:
    """What plots are made from: people, places, catalogues, calendar, and the day it all leads up to."""

    county: County
    enterprises: list[Enterprise]
    today: date
    seasons: Seasons
    calendar: Calendar
    random: Random
    categories: dict[str, ProblemCategory]
    signatures: list[SignOffStep]
    law: LawBook
    waiting: dict[Level, list[Problem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cast = Cast(self.county, self.random)

    def problem(self, course: Course) -> Problem:
        """One problem after the other, all of a level before the first comes again.

        At the first enterprise those of its own which the first bureau watches over: the tour leads there.
        """
        waiting = self.waiting.setdefault(course.level, [])
        for place, problem in enumerate(waiting):
            if not course.home or (problem.lead, problem.field) == TOURED:
                return waiting.pop(place)
        kinds = [problem for problem in problems() if problem.is_grave == (course.level == Level.MAJOR)]
        waiting += self.random.sample(kinds, len(kinds))
        return self.problem(course)

    def enterprise(self, course: Course) -> Enterprise:
        """The first one has what is meant for it and nothing else, so that the tour stays the same."""
        return self.enterprises[0] if course.home else self.random.choice(self.enterprises[1:])


def plots(stage: Stage, courses: Iterable[Course]) -> Iterator[Plot]:
    """A plot for each course, and one for each problem that came back; the past fills what the present leaves."""
    listed = list(courses)
    keys = count()
    present = list(_present(stage, [course for course in listed if course.ago], keys))
    yield from present
    past = [course for course in listed if not course.ago]
    for course, day in stage.seasons.placed(past, [plot.first_day for plot in present], stage.random):
        yield from _with_rebound(stage, _plot(stage, course, next(keys), begun=day), keys)


def _present(stage: Stage, courses: list[Course], keys: Iterator[int]) -> Iterator[Plot]:
    """What is merged comes last, and into the earliest that is still open."""
    earliest: Plot | None = None
    for course in sorted(courses, key=lambda course: course.is_merged):
        plot = _plot(stage, course, next(keys), twin=earliest if course.is_merged else None)
        if course.steps == STILL_OPEN and not course.undated and (earliest is None or plot.at < earliest.at):
            earliest = plot
        yield from _with_rebound(stage, plot, keys)


def _with_rebound(stage: Stage, plot: Plot, keys: Iterator[int]) -> Iterator[Plot]:
    yield plot
    if plot.course.comes_back:
        yield _rebound(stage, plot, next(keys))


def _plot(stage: Stage, course: Course, key: int, *, twin: Plot | None = None, begun: date | None = None) -> Plot:
    enterprise = twin.enterprise if twin else stage.enterprise(course)
    problem = twin.case.problem if twin else stage.problem(course)
    kinds = kinds_of(course, stage.random)
    case = _case(stage, course, enterprise, problem, kinds)
    case.merged_into = twin
    moments = _moments(stage, course, case, begun)
    wording = problem.description.format(**case.words)
    sources = sources_of(course, kinds, moments, wording, stage.random)
    return Plot(
        key=key,
        course=course,
        case=case,
        given=_given(stage, case, enterprise, moments[0], sources),
        enterprise=enterprise,
        at=moments[0].at,
        actor=stage.cast.registrar(case, kinds[0]),
        steps=acts(stage.cast, case, moments),
        has_photo=kinds[0] == SourceKind.COUNTY_CHECK and stage.random.random() < PHOTOGRAPHED,
    )


def _rebound(stage: Stage, past: Plot, key: int) -> Plot:
    """The item that the look-back opened: closed by now, or begun where there was no time for that."""
    opened = past.steps[-1].at
    case = _case(stage, REBOUND_CLOSED, past.enterprise, past.case.problem, [SourceKind.COUNTY_CHECK])
    case.lead, case.words = past.case.lead, past.case.words
    course, moments = REBOUND_CLOSED, _moved(_moments(stage, REBOUND_CLOSED, case, None), opened, stage.calendar)
    if moments[-1].day >= stage.today:
        course, moments = REBOUND, _begun(stage, opened)
    steps = acts(stage.cast, case, moments)
    return Plot(key, course, case, past.given, past.enterprise, opened, past.steps[-1].actor, steps, rebound_of=past)


def _moments(stage: Stage, course: Course, case: Case, begun: date | None) -> list[Moment]:
    return timeline(course, _steps(course, case.chain), stage.today, stage.random, stage.calendar, begun)


def _moved(moments: list[Moment], start: datetime, calendar: Calendar) -> list[Moment]:
    """The same moments after another start, at the same hours, with the deadlines as many days after it."""
    by = start.astimezone(COUNTY_TIME).date() - moments[0].day
    before = start - SHORT_BREAK
    for moment in moments:
        day = calendar.next_working_day(moment.day + by)
        if moment.deadline is not None:
            moment.deadline += by
        hour = moment.at.astimezone(COUNTY_TIME).time()
        before = moment.at = max(datetime.combine(day, hour, COUNTY_TIME), before + SHORT_BREAK)
    moments[0].at = start
    return moments


def _begun(stage: Stage, start: datetime) -> list[Moment]:
    """Assigned anew and accepted on the day it came back."""
    assert REBOUND.due is not None
    day = stage.today + timedelta(days=stage.random.randint(*REBOUND.due))
    moments = [Moment("register", "", start)]
    for number, name in enumerate(REBOUND.names, 1):
        moments.append(Moment(name, "", start + number * SHORT_BREAK, day if name == "assign" else None))
    return moments


def _case(stage: Stage, course: Course, enterprise: Enterprise, problem: Problem, kinds: list[str]) -> Case:
    units = stage.county.units
    assert enterprise.park is not None
    committee = enterprise.park.committee
    lead = {"enterprise": enterprise.organization, "park": committee}.get(problem.lead) or units[problem.lead]
    if lead != enterprise.organization and kinds[0] == SourceKind.SELF:
        kinds[0] = SourceKind.PARK_PATROL
    bureau = units[problem.field]
    case = Case(
        problem=problem,
        level=course.level,
        sources=set(kinds),
        lead=lead,
        committee=committee,
        wrong_lead=units["qingshi"] if lead == committee else committee,
        assisting=_assisting(stage.random, lead, (committee, bureau)),
        undated=course.undated,
        words=_words(stage.random, enterprise, problem),
    )
    case.chain = _chain(stage, course, case)
    return case


def _assisting(random: Random, lead: Organization, offered: tuple[Organization, ...]) -> tuple[Organization, ...]:
    return tuple(unit for unit in offered if unit != lead and random.random() < 0.4)


def _words(random: Random, enterprise: Enterprise, problem: Problem) -> dict[str, object]:
    trade = trade_of(enterprise)
    return {
        "place": random.choice(ROADS if problem.lead == "park" else trade.plants),
        "medium": random.choice(trade.media),
        "tag": f"{random.choice('VTRPE')}-{random.randint(1, 6)}{random.randint(1, 24):02d}",
        "n": random.randint(2, 9),
    }


def _chain(stage: Stage, course: Course, case: Case) -> list[Signer]:
    level = SupervisionLevel.LISTED if course.is_listed else SupervisionLevel.NONE
    item = Item(level=course.level, supervision_level=level)
    return chain_of(stage.signatures, item, case.sources)


def _steps(course: Course, chain: list[Signer]) -> list[str]:
    """The steps, with the chain's signatures in the place of 'close'."""
    signatures = ["publish" if signer == Signer.PUBLICITY else "sign-off" for signer in chain]
    return [step for name in course.names for step in (signatures if name == "close" else [name])]


def _given(
    stage: Stage, case: Case, enterprise: Enterprise, registered: Moment, sources: tuple[SourceGiven, ...]
) -> ItemGiven:
    problem, concerns_park = case.problem, case.problem.lead == "park"
    found_on = registered.day - timedelta(days=stage.random.randint(0, 3))
    return ItemGiven(
        title=problem.title.format(**case.words),
        description=problem.description.format(**case.words),
        found_on=found_on,
        sources=sources,
        level=case.level,
        category=stage.categories[problem.code],
        park=enterprise.park,
        enterprise=None if concerns_park else enterprise,
        place=problem.place_among(case.words),
        legal_basis=problem.basis,
        bases=stage.law.cited(problem, found_on),
        criterion=stage.law.criterion(problem, found_on),
        lead_organization=case.lead if stage.random.random() < 0.6 else None,
        assisting=(),
    )
