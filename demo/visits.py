"""Visits of the made-up enterprises: paid and rated, of today, to be approved, urgent, not scanned."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.models import User
from capability.models import Supervisor
from checklists.services import records
from checklists.states import Kind
from core import clock
from core.services import calendar, editing
from core.services.acting import take
from demo import annual_plans, checklists
from demo.county import County
from demo.timelines import COUNTY_TIME
from documents.services.issuing import issue_about
from draws.models import DrawnVisit
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.services.recording import SourceGiven
from law.models import Basis
from law.services import citing
from rectification.services import advance
from rectification.services.registration import ItemGiven
from visits.models import Cap, Visit
from visits.services import answering, checking, declaring, entering, findings, visit_papers
from visits.services.drawn import note_of
from visits.services.planning import VisitGiven, bases_on, draft, lines_to_plan, officers_of
from visits.workflow import VISITS

MOST_A_YEAR = 2
ITEMS = {
    "emergency": "重大危险源包保责任落实情况\n动火、受限空间等特殊作业审批情况\n可燃有毒气体报警器完好情况",
    "ecology": "危险废物贮存和台账情况\n污染防治设施运行情况\n自动监测数据传输情况",
}
ANSWERED = {0: Kind.ENVIRONMENT, 1: Kind.SAFETY, 4: Kind.SAFETY}
"""By its place in the row of visits: which checklist was answered there."""
GROUPS = {"emergency": "C", "ecology": "B"}
"""Of which group of problem categories the basis is."""
RESULT = "检查未发现重大隐患，需注意的事项已当场说明；对检查结果有异议的，可向本机关提出。"
RATED = ((5, "检查规范，讲解细致。"), (4, "依据说得清楚。"), (5, ""), (3, "等候时间偏长。"))
COMPLAINT = "检查人员进入罐区前未按规定交存手机，请予提醒。"
WAS_DRAWN = "双随机抽查抽中，按抽查计划实施。"
TITLE = "可燃气体报警器失电"
SHORT = "受限空间作业票审批不全"
MISSING = "污水池清淤作业票缺少气体分析数据和监护人签字。"
FOUND = "罐区东侧可燃气体报警器一处失电，未及时报修。"


@dataclass(frozen=True)
class Body:
    """A department that inspects: who plans, who approves, what it looks at."""

    key: str
    officer: User
    leader: User

    @classmethod
    def of(cls, county: County, key: str, officer: str) -> "Body":
        return cls(key, county.logins[officer], county.logins[key])


def visit_some(county: County, enterprises: list[Enterprise], today: date) -> None:
    safety, ecology = Body.of(county, "emergency", "inspector"), Body.of(county, "ecology", "inspector3")
    for body in (safety, ecology):
        _publish(body, today)
    annual_plans.plan_this_year(county, today)
    checklists.keep(county.logins["coordinator"], county.logins["coordinator2"], today)
    checklists.drawn_up(county.logins["coordinator2"], today)
    paid = max(6, len(enterprises) // 10)
    for place, enterprise in enumerate(enterprises[2 : 2 + paid]):
        _paid(safety if place % 3 else ecology, enterprise, _working(today, 70 - 8 * (place % 8)), place)
    for ago in (60, 40):
        _paid(safety, enterprises[0], _working(today, ago), 0)
    approved(safety, enterprises[3], today, at=time(14, 30), said=today - timedelta(days=1))
    _asked(safety, ecology, enterprises[0], today)
    _urgent(ecology, enterprises[4], today - timedelta(days=6))
    approved(safety, enterprises[5], today - timedelta(days=12))
    _found(safety, enterprises[2], today - timedelta(days=1), county.logins["coordinator"])
    # Last: what a draw brings goes beyond the cap with a reason, what a plan brings does not.
    for body in (safety, ecology):
        _drawn(body)
    annual_plans.draft_next_year(county, enterprises, today)


def _publish(body: Body, today: date) -> None:
    """The cap of the year, in June where that has been."""
    june = date(today.year, 6, 18)
    with clock.at(_at(june, 10) if june < today else _at(today, 8)):
        said = {"year": today.year, "number": MOST_A_YEAR, "published_on": clock.today()}
        cap = Cap(body=body.leader.organization, document=f"{today.year}年度行政检查计划公告", **said)
        editing.add(cap, actor=body.leader, names=[*said, "document"])


def planned(
    body: Body, enterprise: Enterprise, day: date, *, at: time | None = None, is_case: bool = False
) -> Visit | None:
    """Prepared and declared for by the leader, who keeps the files; None where a team of two can't be made."""
    people = _team(body, enterprise, day)
    if len(people) < checking.LEAST_TEAM:
        return None
    nature, kind, source = ("CASE", "UNANNOUNCED", "CLUE") if is_case else ("DAILY", "ROUTINE", "PLAN")
    return _prepared(
        body, VisitGiven(enterprise, nature, kind, source, _basis(body, day), day, ITEMS[body.key], people, at)
    )


def _prepared(body: Body, asked: VisitGiven) -> Visit:
    planned = asked.source == "PLAN" and asked.drawn is None
    origin = annual_plans.of_plan(body.officer, asked.enterprise, asked.planned_on) if planned else None
    made = draft(asked, actor=body.officer, origin=origin)
    for officer in made.officers.select_related("visit", "person"):
        declaring.declare_none(officer, actor=body.leader)
    return made


def approved(
    body: Body, enterprise: Enterprise, day: date, *, at: time | None = None, said: date | None = None
) -> Visit | None:
    """Prepared, proposed and approved some days before."""
    before = said or day - timedelta(days=2)
    with clock.at(_at(before, 9)):
        made = planned(body, enterprise, day, at=at)
        if made is None:
            return None
        take(VISITS, made.pk, "propose", actor=body.officer)
    with clock.at(_at(before, 15)):
        return take(VISITS, made.pk, "approve", actor=body.leader, opinion="同意，注意廉洁纪律。")


def _paid(body: Body, enterprise: Enterprise, day: date, place: int) -> None:
    visit = approved(body, enterprise, day)
    if visit is not None:
        _pay(body, visit, day, place)


def _drawn(body: Body) -> None:
    """What was drawn for the body, on the first working day of the draw; who goes himself approves nothing."""
    for place, line in enumerate(list(lines_to_plan(body.officer).exclude(team__account=body.leader))):
        day, before = (
            calendar.current().next_working_day(line.draw.first_day),
            line.draw.first_day - timedelta(days=2),
        )
        with clock.at(_at(before, 9)):
            visit = _prepared(body, _by_draw(body, line, day))
            take(VISITS, visit.pk, "propose", actor=body.officer)
        with clock.at(_at(before, 15)):
            take(VISITS, visit.pk, "approve", actor=body.leader, opinion="同意。", over_cap_reason=WAS_DRAWN)
        _pay(body, visit, day, place)


def _by_draw(body: Body, line: DrawnVisit, day: date) -> VisitGiven:
    return VisitGiven(
        enterprise=line.enterprise,
        nature="DAILY",
        kind="RANDOM",
        source="PLAN",
        source_note=note_of(line),
        drawn=line,
        basis=_basis(body, day),
        planned_on=day,
        items=ITEMS[body.key],
        team=list(line.team.all()),
    )


def _pay(body: Body, visit: Visit, day: date, place: int) -> None:
    visit.refresh_from_db()
    with clock.at(_at(day, 9)):
        entering.enter(visit)
    if place in ANSWERED:
        with clock.at(_at(day, 10)):
            checklists.answer(Visit.objects.get(pk=visit.pk), ANSWERED[place], body.officer)
    with clock.at(_at(day, 11)):
        left = entering.leave(visit)
    stars, words = RATED[place % len(RATED)]
    with clock.at(_at(day, 14)):
        answering.rate(left, stars=stars, words=words)
        if place == 3:
            answering.complain(left, words=COMPLAINT)
    with clock.at(_at(day, 17)):
        closed = take(VISITS, visit.pk, "close", actor=body.officer, result=RESULT)
        if place in ANSWERED:
            issue_about(records.PAPER.kind.code, closed, actor=body.officer)


def _asked(safety: Body, ecology: Body, enterprise: Enterprise, today: date) -> None:
    """Both bodies want to go to the same plant next week: one waits for approval beyond the cap, one is approved."""
    monday = today + timedelta(days=7 - today.weekday())
    approved(ecology, enterprise, monday + timedelta(days=2), said=today - timedelta(days=1))
    with clock.at(_at(today - timedelta(days=1), 16)):
        made = planned(safety, enterprise, monday, at=time(9))
        if made is not None:
            take(VISITS, made.pk, "propose", actor=safety.officer)


def _urgent(body: Body, enterprise: Enterprise, day: date) -> None:
    """Begun at once, entered and left; nobody has approved it since."""
    with clock.at(_at(day, 20)):
        made = planned(body, enterprise, day, is_case=True)
        if made is None:
            return
        reason = "园区在线监测显示厂界异味指标突升，须立即到场。"
        visit = take(VISITS, made.pk, "begin", actor=body.officer, urgent_reason=reason)
        entering.enter(visit)
    with clock.at(_at(day, 22)):
        entering.leave(visit)


def _found(body: Body, enterprise: Enterprise, day: date, coordinator: User) -> None:
    """The last thing of yesterday: one problem was assigned and ordered to be mended, one has the latest number."""
    visit = approved(body, enterprise, day)
    if visit is None:
        return
    with clock.at(_at(day, 21)):
        entering.enter(visit)
    with clock.at(_at(day, 22)):
        visit.refresh_from_db()
        ordered = findings.register(
            visit, _problem(enterprise, day, SHORT, MISSING, _carrying(body, day)), actor=body.officer
        )
        until, led = day + timedelta(days=20), enterprise.organization
        advance(ordered.pk, "assign", actor=coordinator, version=ordered.version, lead_organization=led, deadline=until)
        findings.register(visit, _problem(enterprise, day, TITLE, FOUND, []), actor=body.officer)
    with clock.at(_at(day, 23)):
        left = entering.leave(visit)
        issue_about(visit_papers.ORDER.kind.code, left, actor=body.officer)


def _problem(enterprise: Enterprise, day: date, title: str, said: str, bases: list[Basis]) -> ItemGiven:
    source = SourceGiven(kind="COUNTY_CHECK", wording=said, found_on=day)
    category = ProblemCategory.objects.get(pk=bases[0].subject_code) if bases else None
    return ItemGiven(
        title=title,
        description=said,
        found_on=day,
        category=category,
        bases=bases,
        sources=(source,),
        enterprise=enterprise,
    )


def _carrying(body: Body, day: date) -> list[Basis]:
    """What an order of the body can rest on."""
    rows = (each for each in bases_on(day) if each.is_reviewed and each.penalty_article)
    return [
        next(each for each in rows if each.subject_code.startswith(GROUPS[body.key]) and citing.may_carry_order([each]))
    ]


def _team(body: Body, enterprise: Enterprise, day: date) -> list[Supervisor]:
    """Two who are certified on the day and not bound to the plant; those with an account of an officer first."""
    people = officers_of(body.officer).in_post(day).exclude(certificate_until__lt=day)
    people = people.exclude(interests__enterprise=enterprise).exclude(account__role="DEPARTMENT")
    found = sorted(people.distinct(), key=lambda person: (person.account_id != body.officer.pk, person.pk))
    return found[: checking.LEAST_TEAM]


def _basis(body: Body, day: date) -> Basis:
    rows = [each for each in bases_on(day) if each.is_reviewed]
    return next((each for each in rows if each.subject_code.startswith(GROUPS[body.key])), rows[0])


def _working(today: date, ago: int) -> date:
    """So many days ago, or on the next working day."""
    return calendar.current().next_working_day(today - timedelta(days=ago))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
