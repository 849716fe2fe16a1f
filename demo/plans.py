"""一企一策、关停并转和园区整治措施: plans at every stage, two closures, and what of them is on the ledger."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from accounts.models import User
from core import clock
from core.services.acting import take
from demo.county import County
from demo.texts.plans import FEEDBACK, MEASURES, OPINIONS, UPGRADES
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise, OperatingChange
from inspections.states import SourceKind
from parks.models import CapacityAssessment, Park, RecognitionProblem, UpgradePlan
from plans.models import (
    Closure,
    EnterprisePlan,
    ExpertOpinion,
    FeedbackProblem,
    Instalment,
    PlanMeasure,
    UpgradeMeasure,
)
from plans.services import placing, writing
from plans.states import Adoption, ClosureKind, ClosureState, PlanKind, SoilResult
from plans.workflow import PLANS
from rectification.models import Item
from rectification.services import measures
from rectification.services.measures import Measure
from rectification.states import State

KINDS = placing.KINDS
Row = tuple[str, int, int]
"""A measure: its text, due in so many days from today, its funds in 10,000 yuan."""


def plan_some(county: County, parks: Sequence[Park], enterprises: Sequence[Enterprise], today: date) -> None:
    """Plans of the first enterprises, measures of the first park, closures of the last enterprises."""
    author, boss = county.logins["coordinator"], county.logins["emergency"]
    first, second, third, fourth, fifth = enterprises[:5]
    _followed(first, author, boss, today)
    _in_review(second, author, today, 20)
    _drafted(third, author, today, 6)
    _completed(fourth, author, boss, today)
    _new_edition(_approved(fifth, author, boss, today, 400), author, boss, today)
    _of_the_park(county, parks[0], today)
    _under_way(county, enterprises[-2], today)
    _converted(county, enterprises[-1], today)


def _on(today: date, ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(10, 10), COUNTY_TIME)


def _drafted(
    enterprise: Enterprise, author: User, today: date, ago: int, rows: Sequence[Row] = MEASURES
) -> EnterprisePlan:
    with clock.at(_on(today, ago)):
        plan = EnterprisePlan(
            enterprise=enterprise,
            kind=PlanKind.BOTH,
            title=f"{enterprise.short_name}“一企一策”安全环保提升方案",
            goal="消除装置本质安全短板，废气稳定达标排放，自动化控制率达到100%。",
            finish_by=today + timedelta(days=300 - ago // 4),
        )
        writing.draft(plan, actor=author, names=["title"])
        for text, due, funds in rows:
            row = PlanMeasure(plan=plan, text=text, organization=enterprise.organization, funds=Decimal(funds))
            row.person, row.deadline = enterprise.safety_manager_name, today + timedelta(days=due)
            writing.add_measure(row, actor=author, names=["text"])
    return plan


def _in_review(
    enterprise: Enterprise, author: User, today: date, ago: int, rows: Sequence[Row] = MEASURES
) -> EnterprisePlan:
    plan = _drafted(enterprise, author, today, ago, rows)
    with clock.at(_on(today, ago - 4)):
        take(PLANS, plan.pk, "send", actor=author)
    with clock.at(_on(today, ago - 9)):
        _speak(plan, author, answered=ago > 30)
    return plan


def _speak(plan: EnterprisePlan, author: User, *, answered: bool) -> None:
    for expert, field, opinion, adoption, answer in OPINIONS:
        said = ExpertOpinion(plan=plan, expert=expert, field=field, opinion=opinion, given_on=clock.today())
        if answered or adoption == Adoption.ADOPTED:
            said.adoption, said.answer = adoption, answer
        writing.add_opinion(said, actor=author, names=["expert"])


def _approved(
    enterprise: Enterprise, author: User, boss: User, today: date, ago: int, rows: Sequence[Row] = MEASURES
) -> EnterprisePlan:
    plan = _in_review(enterprise, author, today, ago, rows)
    with clock.at(_on(today, ago - 16)):
        return take(PLANS, plan.pk, "approve", actor=boss)


def _rows_of(items: Sequence[Item], today: date) -> list[Row]:
    """Measures of a plan that takes up problems which are on the ledger."""
    days = ((item.deadline - today).days if item.deadline else 60 for item in items)
    return [(f"整改“{item.title}”。", min(due, 200), 20) for item, due in zip(items, days, strict=True)]


def _follow(plan: EnterprisePlan, items: Sequence[Item], author: User) -> None:
    titles = {f"整改“{item.title}”。": item.number for item in items}
    known = [Measure(row, placing.of_an_enterprise(row), titles[row.text]) for row in plan.measures.all()]
    measures.place(plan, known, actor=author)


def _problems(enterprise: Enterprise, *, closed: bool) -> list[Item]:
    """Some problems of an enterprise, each title once."""
    rows = Item.objects.filter(enterprise=enterprise).exclude(state=State.VOID)
    rows = rows.filter(state=State.CLOSED) if closed else rows.order_by("-state", "-pk")
    return list({item.title: item for item in rows}.values())[:4]


def _followed(enterprise: Enterprise, author: User, boss: User, today: date) -> None:
    items = _problems(enterprise, closed=False)
    plan = _approved(enterprise, author, boss, today, 120, _rows_of(items, today))
    with clock.at(_on(today, 1)):
        _follow(plan, items, author)


def _completed(enterprise: Enterprise, author: User, boss: User, today: date) -> None:
    """A plan whose measures were followed by items that have been signed off since."""
    items = _problems(enterprise, closed=True)
    if not items:
        return
    plan = _approved(enterprise, author, boss, today, 380, _rows_of(items, today))
    with clock.at(_on(today, 1)):
        _follow(plan, items, author)
        take(PLANS, plan.pk, "complete", actor=boss)


def _new_edition(plan: EnterprisePlan, author: User, boss: User, today: date) -> None:
    with clock.at(_on(today, 60)):
        edition = take(PLANS, plan.pk, "revise", actor=author, reason="设备交货期延后，调整第二项措施的时限")
        take(PLANS, edition.pk, "send", actor=author)
    with clock.at(_on(today, 50)):
        _speak(edition, author, answered=True)
        take(PLANS, edition.pk, "approve", actor=boss)


def _of_the_park(county: County, park: Park, today: date) -> None:
    """Upgrade measures, correction list and feedback: some are followed by what is on the ledger, some not yet."""
    keeper = county.people[park.committee_id][0]
    known = Item.objects.filter(park=park, finding__sources__kind=SourceKind.PROV_FEEDBACK).exclude(state=State.VOID)
    items = list({item.title: item for item in known.order_by("-state", "-pk")}.values())
    for plan in UpgradePlan.objects.filter(park=park):
        _upgrade(county, plan, items[:2], today)
    for item in items[2:4]:
        row = RecognitionProblem.objects.create(
            park=park,
            problem=item.title,
            organization=item.lead_organization,
            deadline=_due(item, today),
            item_number=item.number,
        )
        with clock.at(_on(today, 1)):
            placing.place_one(KINDS["recognition"], row, actor=keeper)
    assessment = CapacityAssessment.objects.filter(park=park).first()
    if assessment is None:
        return
    for item in items[4:8]:
        fed = FeedbackProblem.objects.create(
            assessment=assessment,
            text=item.title,
            organization=item.lead_organization,
            deadline=_due(item, today),
            item_number=item.number,
        )
        with clock.at(_on(today, 1)):
            placing.place_one(KINDS["feedback"], fed, actor=keeper)
    for text, due in FEEDBACK:
        FeedbackProblem.objects.create(
            assessment=assessment, text=text, organization=park.committee, deadline=today + timedelta(days=due)
        )


def _due(item: Item, today: date) -> date:
    return item.deadline or today + timedelta(days=60)


def _upgrade(county: County, plan: UpgradePlan, items: Sequence[Item], today: date) -> None:
    keeper = county.people[plan.park.committee_id][0]
    for item in items:
        unit = item.lead_organization or plan.park.committee
        due = _due(item, today)
        row = UpgradeMeasure.objects.create(plan=plan, text=f"整改“{item.title}”。", organization=unit, deadline=due)
        with clock.at(_on(today, 1)):
            measures.place(plan, [Measure(row, placing.of_an_upgrade(row), item.number)], actor=keeper)
    for text, code, days in UPGRADES:
        unit = county.units[code] if code else plan.park.committee
        person, due = county.people[unit.pk][0].name, today + timedelta(days=days)
        UpgradeMeasure.objects.create(plan=plan, text=text, organization=unit, person=person, deadline=due)


def _under_way(county: County, shut: Enterprise, today: date) -> None:
    """One that is being shut down: two instalments due, one of them paid."""
    under_way = Closure.objects.create(
        enterprise=shut,
        kind=ClosureKind.SHUT,
        decision=f"砚政发〔{(today - timedelta(days=150)).year}〕22号",
        decided_on=today - timedelta(days=150),
        authority="砚川县人民政府",
        close_by=today + timedelta(days=120),
        agreement="砚川关停补偿协议第3号",
        agreed_on=today - timedelta(days=110),
        agreed=Decimal(4800),
        plant_area=Decimal(12600),
        plant_bought_on=today - timedelta(days=30),
        land_area=Decimal("58.5"),
        workers=shut.employees,
        resettled=(shut.employees or 0) * 2 // 3,
        state=ClosureState.OPEN,
        made_at=_on(today, 160),
    )
    under_way.hands.add(county.logins["coordinator"], county.logins["emergency"])
    _instalments(under_way, today, ((90, 1600, 88), (9, 1600, 0), (-80, 1600, 0)))


def _converted(county: County, converted: Enterprise, today: date) -> None:
    """One that has been closed and produces something else since."""
    keeper = county.logins["coordinator"]
    done = Closure.objects.create(
        enterprise=converted,
        kind=ClosureKind.CONVERT,
        decision=f"砚政发〔{(today - timedelta(days=1100)).year}〕9号",
        decided_on=today - timedelta(days=1100),
        authority="砚川县人民政府",
        close_by=today - timedelta(days=780),
        agreement="砚川转产补偿协议第1号",
        agreed_on=today - timedelta(days=1050),
        agreed=Decimal(2100),
        workers=96,
        resettled=96,
        soil_checked_on=today - timedelta(days=830),
        soil_result=SoilResult.PASSED,
        soil_report="土壤污染状况调查报告",
        state=ClosureState.DONE,
        checked_by=county.logins["inspector"],
        finished_by=county.logins["emergency"],
        ended_on=today - timedelta(days=800),
        made_at=_on(today, 1120),
    )
    done.hands.add(keeper, county.logins["inspector"], county.logins["emergency"])
    _instalments(done, today, ((1000, 1100, 998), (860, 1000, 860)))
    for state, ago, reason in (
        ("CLOSED", 800, "原生产线关停，经两人核查"),
        ("TRIAL", 520, "转产项目试生产"),
        ("OPERATING", 410, "转产项目通过验收，正式投产"),
    ):
        given = {"state": state, "since": today - timedelta(days=ago), "reason": reason, "actor": keeper}
        OperatingChange.objects.create(enterprise=converted, at=_on(today, ago), **given)


def _instalments(closure: Closure, today: date, rows: Sequence[tuple[int, int, int]]) -> None:
    """Due so many days ago, of so much, paid so many days ago; 0 where it has not been paid."""
    for number, (due, amount, paid) in enumerate(rows, 1):
        row = Instalment(closure=closure, due_on=today - timedelta(days=due), amount=Decimal(amount))
        if paid:
            row.paid_on, row.paid, row.proof = today - timedelta(days=paid), row.amount, f"财政直付回单第{number}号"
        row.save()
