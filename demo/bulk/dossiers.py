"""What stands in the files of a big county's enterprises: plans, closures and objections, written in bulk.

Each table is filled in one go, whatever the number of enterprises. The measures of a plan are followed by items of
the ledger as if they had been put there: a plan that was completed by items that have been signed off.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Model

from accounts.models import User
from accounts.states import Role
from core.querysets import address
from core.rules.working_days import Calendar
from core.services import calendar
from demo.county import County
from demo.texts.plans import MEASURES, OPINIONS
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise, OperatingChange
from objections.models import Objection, ObjectionEvent
from objections.rules.ladder import answer_by
from objections.services.subjects import named
from objections.states import ObjectionEventKind, ObjectionState
from plans.models import Closure, EnterprisePlan, ExpertOpinion, Instalment, PlanMeasure
from plans.states import Adoption, ClosureKind, ClosureState, PlanKind, PlanState, SoilResult
from rectification.models import Item, PlacedMeasure
from rectification.states import State

ROWS_AT_ONCE = 1000
FIRST_WITH_A_STORY = 5
"""The first enterprises object to their data by the services (`demo.objections`)."""
MOST_FOLLOWED = 3
"""Measures of a plan that are followed by items."""


@dataclass(frozen=True)
class Course:
    """How far a plan is, and how many days ago it was drafted."""

    state: PlanState
    ago: int
    kind: PlanKind = PlanKind.BOTH


COURSES: tuple[Course | None, ...] = (
    Course(PlanState.APPROVED, 210),
    Course(PlanState.COMPLETED, 640),
    Course(PlanState.APPROVED, 95, PlanKind.SAFETY),
    Course(PlanState.REVIEW, 21, PlanKind.ENVIRONMENT),
    Course(PlanState.APPROVED, 330, PlanKind.ENVIRONMENT),
    None,
    Course(PlanState.COMPLETED, 820, PlanKind.SAFETY),
    Course(PlanState.DRAFT, 7),
)
"""What the plans of a county are like, one enterprise after another; some have none."""
SPOKEN = frozenset({PlanState.REVIEW, PlanState.APPROVED, PlanState.COMPLETED})
DECIDED = frozenset({PlanState.APPROVED, PlanState.COMPLETED})
CLOSED_EVERY, OBJECTS_EVERY = 24, 7
ENDS = (ObjectionState.REJECTED, ObjectionState.WITHDRAWN, ObjectionState.OPEN)
REJECTED = "档案登记的是社保在册人数，与花名册口径不同，不予更正。"


def write_dossiers(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """Plans of most enterprises, closures of one in two dozen, objections of one in seven."""
    Plans(county, today).write(enterprises)
    Closures(county, today).write(enterprises[CLOSED_EVERY - 1 :: CLOSED_EVERY])
    Objections(county, today, calendar.current()).write(enterprises[FIRST_WITH_A_STORY::OBJECTS_EVERY])


def _at(today: date, ago: int, hour: int = 10) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(hour, 10), COUNTY_TIME)


def save(*rows: Sequence[Model]) -> None:
    """Table after table, each in one go."""
    for alike in rows:
        if alike:
            type(alike[0])._default_manager.bulk_create(alike, batch_size=ROWS_AT_ONCE)


@dataclass
class Plans:
    """一企一策: a plan with its measures, the opinions of its experts, and what of it is on the ledger."""

    county: County
    today: date
    measures: list[PlanMeasure] = field(default_factory=list)
    opinions: list[ExpertOpinion] = field(default_factory=list)
    followed: list[tuple[PlanMeasure, int]] = field(default_factory=list)

    def write(self, enterprises: Sequence[Enterprise]) -> None:
        known = self._items()
        drafts = [
            (self._plan(enterprise, course), known[enterprise.pk])
            for place, enterprise in enumerate(enterprises)
            if (course := COURSES[place % len(COURSES)]) and self._fits(course, known[enterprise.pk])
        ]
        save([plan for plan, _items in drafts])
        for plan, items in drafts:
            self._fill(plan, items)
        save(self.measures, self.opinions)
        save([self._placed(measure, item) for measure, item in self.followed])

    def _items(self) -> dict[int, list[Item]]:
        """The items of each enterprise, a title once."""
        found: dict[int, dict[str, Item]] = defaultdict(dict)
        rows = Item.objects.exclude(state=State.VOID).exclude(enterprise=None).order_by("-found_on", "pk")
        for item in rows.only("pk", "enterprise", "title", "state", "deadline").iterator(chunk_size=ROWS_AT_ONCE):
            assert item.enterprise_id is not None
            found[item.enterprise_id].setdefault(item.title, item)
        return defaultdict(list, {key: list(items.values()) for key, items in found.items()})

    def _fits(self, course: Course, items: Sequence[Item]) -> bool:
        """A plan is completed by what has been signed off."""
        return course.state != PlanState.COMPLETED or any(item.state == State.CLOSED for item in items)

    def _plan(self, enterprise: Enterprise, course: Course) -> EnterprisePlan:
        author, decided = self.county.logins["coordinator"], course.state in DECIDED
        return EnterprisePlan(
            enterprise=enterprise,
            kind=course.kind,
            title=f"{enterprise.short_name}“一企一策”提升方案",
            goal="消除装置本质安全短板，废气稳定达标排放，自动化控制率达到100%。",
            finish_by=self.today + timedelta(days=300 - course.ago * 3 // 4),
            state=course.state,
            author=author,
            drafted_at=_at(self.today, course.ago),
            sent_by=author if course.state in SPOKEN else None,
            approved_by=self.county.logins["emergency"] if decided else None,
            approved_on=self.today - timedelta(days=course.ago - 16) if decided else None,
            ended_on=self.today - timedelta(days=course.ago // 4) if course.state == PlanState.COMPLETED else None,
        )

    def _fill(self, plan: EnterprisePlan, items: Sequence[Item]) -> None:
        is_done = plan.state == PlanState.COMPLETED
        if plan.state in DECIDED:
            fitting = [item for item in items if (item.state == State.CLOSED) == is_done][:MOST_FOLLOWED]
            for item in fitting:
                measure = self._measure(plan, f"整改“{item.title}”。", item.deadline or plan.finish_by, 20)
                self.followed.append((measure, item.pk))
        if not is_done:
            for text, due, funds in MEASURES:
                self._measure(plan, text, self.today + timedelta(days=due), funds)
        if plan.state in SPOKEN:
            self._hear(plan)

    def _measure(self, plan: EnterprisePlan, text: str, due: date, funds: int) -> PlanMeasure:
        said = {"organization_id": plan.enterprise.organization_id, "person": plan.enterprise.safety_manager_name}
        row = PlanMeasure(plan=plan, text=text, deadline=min(due, plan.finish_by), funds=Decimal(funds), **said)
        self.measures.append(row)
        return row

    def _hear(self, plan: EnterprisePlan) -> None:
        """What is approved has an answer to each opinion."""
        for expert, unit, opinion, adoption, answer in OPINIONS:
            said = ExpertOpinion(plan=plan, expert=expert, field=unit, opinion=opinion)
            said.given_on = plan.drafted_at.astimezone(COUNTY_TIME).date() + timedelta(days=9)
            if plan.state in DECIDED or adoption == Adoption.ADOPTED:
                said.adoption, said.answer = adoption, answer
            self.opinions.append(said)

    def _placed(self, measure: PlanMeasure, item: int) -> PlacedMeasure:
        return PlacedMeasure(
            row=address(measure),
            plan=address(measure.plan),
            item_id=item,
            placed_by=self.county.logins["coordinator"],
            placed_at=_at(self.today, 1),
        )


@dataclass
class Closures:
    """关停并转: prepared, under way with instalments due, or converted to other production long ago."""

    county: County
    today: date
    instalments: list[Instalment] = field(default_factory=list)

    def write(self, enterprises: Sequence[Enterprise]) -> None:
        kinds = (self._under_way, self._converted, self._prepared)
        rows = [kinds[place % len(kinds)](enterprise, place) for place, enterprise in enumerate(enterprises)]
        save(rows)
        for row in rows:
            self._pay(row)
        hands = Closure.hands.through
        took_part = [hands(closure=row, user=person) for row in rows for person in self._hands(row)]
        changes = [change for row in rows if row.state == ClosureState.DONE for change in self._changes(row)]
        save(self.instalments, took_part, changes)

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _decided(self, ago: int, place: int) -> dict[str, object]:
        day = self._day(ago)
        return {"decision": f"砚政发〔{day.year}〕{31 + place}号", "decided_on": day, "authority": "砚川县人民政府"}

    def _prepared(self, enterprise: Enterprise, place: int) -> Closure:
        return Closure(
            enterprise=enterprise,
            kind=ClosureKind.RELOCATE,
            close_by=self._day(-400),
            workers=enterprise.employees,
            made_at=_at(self.today, 14 + place),
            **self._decided(12 + place, place),
        )

    def _under_way(self, enterprise: Enterprise, place: int) -> Closure:
        began = 150 + place % 40
        return Closure(
            enterprise=enterprise,
            kind=ClosureKind.SHUT,
            close_by=self._day(-120),
            agreement=f"砚川关停补偿协议第{31 + place}号",
            agreed_on=self._day(began - 40),
            agreed=Decimal(4800),
            plant_area=Decimal(12600),
            land_area=Decimal("58.5"),
            workers=enterprise.employees,
            resettled=(enterprise.employees or 0) * 2 // 3,
            state=ClosureState.OPEN,
            made_at=_at(self.today, began + 10),
            **self._decided(began, place),
        )

    def _converted(self, enterprise: Enterprise, place: int) -> Closure:
        return Closure(
            enterprise=enterprise,
            kind=ClosureKind.CONVERT,
            close_by=self._day(780),
            agreement=f"砚川转产补偿协议第{31 + place}号",
            agreed_on=self._day(1050),
            agreed=Decimal(2100),
            workers=96,
            resettled=96,
            soil_checked_on=self._day(830),
            soil_result=SoilResult.PASSED,
            soil_report="土壤污染状况调查报告",
            state=ClosureState.DONE,
            checked_by=self.county.logins["inspector"],
            finished_by=self.county.logins["emergency"],
            ended_on=self._day(800),
            made_at=_at(self.today, 1120),
            **self._decided(1100, place),
        )

    def _pay(self, row: Closure) -> None:
        """Due so many days ago, of so much, paid so many days ago; 0 where it has not been paid."""
        dues = {ClosureState.OPEN: ((90, 1600, 88), (9, 1600, 0), (-80, 1600, 0)),
                ClosureState.DONE: ((1000, 1100, 998), (860, 1000, 860))}  # fmt: skip
        for number, (due, amount, paid) in enumerate(dues.get(ClosureState(row.state), ()), 1):
            part = Instalment(closure=row, due_on=self._day(due), amount=Decimal(amount))
            if paid:
                part.paid_on, part.paid, part.proof = self._day(paid), part.amount, f"财政直付回单第{number}号"
            self.instalments.append(part)

    def _hands(self, row: Closure) -> Iterator[User]:
        names = ("coordinator",) if row.state == ClosureState.PREPARED else ("coordinator", "emergency")
        yield from (self.county.logins[name] for name in names)
        if row.checked_by:
            yield row.checked_by

    def _changes(self, row: Closure) -> Iterator[OperatingChange]:
        """How the enterprise went on to other production."""
        for state, ago, reason in (
            ("CLOSED", 800, "原生产线关停，经两人核查"),
            ("TRIAL", 520, "转产项目试生产"),
            ("OPERATING", 410, "转产项目通过验收，正式投产"),
        ):
            yield OperatingChange(
                enterprise=row.enterprise,
                at=_at(self.today, ago),
                state=state,
                since=self._day(ago),
                reason=reason,
                actor=self.county.logins["coordinator"],
            )


@dataclass
class Objections:
    """异议: to the number of employees, rejected or withdrawn long ago, or waiting since some days."""

    county: County
    today: date
    calendar: Calendar

    def write(self, enterprises: Sequence[Enterprise]) -> None:
        rows = [self._objection(enterprise, place) for place, enterprise in enumerate(enterprises)]
        save(rows)
        save([event for row in rows for event in self._events(row)])

    def _objection(self, enterprise: Enterprise, place: int) -> Objection:
        end = ENDS[place % len(ENDS)]
        is_open = end == ObjectionState.OPEN
        day = self.calendar.working_days_before(self.today, 1 + place % 3 if is_open else 30 + place % 200)
        people = self.county.people[enterprise.organization_id]
        row = Objection(
            enterprise=enterprise,
            subject=address(enterprise),
            subject_name=named(enterprise),
            field="employees",
            on_file=str(enterprise.employees),
            wrong="从业人数有误",
            reason="以社保缴纳名册为准。",
            due=answer_by(day, settings.OBJECTION_ANSWER_WORKING_DAYS, self.calendar),
            raised_by=next(person for person in people if person.role == Role.ENTERPRISE),
            raised_at=datetime.combine(day, time(10), COUNTY_TIME),
            state=end,
        )
        if not is_open:
            row.ended_at = datetime.combine(self.calendar.add_working_days(day, 2), time(15), COUNTY_TIME)
        if end == ObjectionState.REJECTED:
            row.answered_by, row.answer = self.county.logins["coordinator"], REJECTED
        return row

    def _events(self, row: Objection) -> Iterator[ObjectionEvent]:
        raised = ObjectionEventKind.RAISED
        yield ObjectionEvent(objection=row, kind=raised, at=row.raised_at, actor=row.raised_by, due=row.due)
        if row.ended_at:
            by = row.answered_by or row.raised_by
            yield ObjectionEvent(objection=row, kind=row.state, at=row.ended_at, actor=by, text=row.answer)
