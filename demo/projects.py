"""The made-up construction projects: each with its whole history; most are lawful, some lack one thing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from core import clock
from core.services.acting import take
from demo.county import County
from demo.texts.enterprises import TRADES
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from enterprises.states import OperatingState as State
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.services.checking import check_all
from projects.states import RecordKind
from projects.workflow import VIOLATIONS
from rectification.services.from_violations import put_on_ledger

SAVED_TOGETHER = 500
NIGHT = time(2, 30)
STATES = (State.OPERATING, State.BUILDING, State.TRIAL, State.BUILDING, State.PLANNED)
AUTHORITY = {
    "PM01": "砚发改备",
    "PM02": "砚自然资地",
    "PM03": "砚自然资规",
    "PM04": "砚环审",
    "PM05": "砚应急危审",
    "PM06": "砚应急设审",
    "PM07": "砚发改能审",
    "PM09": "砚住建消审",
    "PM10": "砚住建施",
    "PM11": "砚住建消验",
    "PM12": "砚应急试",
    "PM13": "砚应急验",
    "PM14": "环保自主验收",
    "PM15": "职防自主验收",
}
BEFORE_BUILDING = ("PM01", "PM02", "PM05", "PM04", "PM07", "PM06", "PM09", "PM03", "PM10")
ACCEPTANCES = ("PM11", "PM15", "PM13", "PM14")
NO_SOIL_PLAN = "征占地不足0.5公顷且挖填方不足1000立方米"
"""Why the soil-and-water plan doesn't apply."""
FLAWS: dict[str, tuple[str, ...]] = {
    State.PLANNED: ("", "unused opinion"),
    State.BUILDING: ("", "", "no PM10", "", "late PM04", "", "no PM06"),
    State.TRIAL: ("", "no PSSR", "", "too long"),
    State.OPERATING: ("", "", "no PM14", "", "late PM13"),
}
"""What the projects of a state lack, one after another."""
LATE = 22
"""By how many days an approval came too late."""


@dataclass(frozen=True)
class Life:
    """A project with the days of its life: what it lacks, and since when it is in which state."""

    project: Project
    flaw: str
    began: dict[str, date]

    def lacks(self, kind: str) -> bool:
        return self.flaw == f"no {kind}"


def found_projects(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """Found the projects of the enterprises, with states, approvals and records."""
    random = Random(len(enterprises))  # noqa: S311 - a made-up past has to be repeatable
    lives = list(_lives(random, enterprises, today))
    signer = county.logins["coordinator"]
    Project.objects.bulk_create([life.project for life in lives], batch_size=SAVED_TOGETHER)
    _save(ProjectStateSpell, (row for life in lives for row in _spells(life)))
    _save(ProjectApproval, (row for life in lives for row in _approvals(random, life, signer)))
    _save(ProjectRecord, (row for life in lives for row in _records(life)))


def propose(day: date) -> None:
    """Let the compliance engine look at them, as its job does in the night of a day."""
    with clock.at(datetime.combine(day, NIGHT, COUNTY_TIME)):
        check_all(day)


def decide_some(county: County) -> None:
    """One proposal has become a problem, another one was dismissed; the rest waits."""
    officer = county.logins["emergency"]
    first, second = VIOLATIONS.waiting_for(officer).order_by("code", "pk")[:2]
    put_on_ledger(first.pk, actor=officer, version=first.version)
    take(VIOLATIONS, second.pk, "dismiss", actor=officer, reason="原件存主管部门档案室，已核对无误，待补录扫描件。")


def _save(model: type, rows: Iterable) -> None:
    model.objects.bulk_create(list(rows), batch_size=SAVED_TOGETHER)  # type: ignore[attr-defined] # a table


def _lives(random: Random, enterprises: Sequence[Enterprise], today: date) -> Iterator[Life]:
    had = dict.fromkeys(State, 0)
    count = 0
    for number, enterprise in enumerate(enterprises):
        trade = next(trade for trade in TRADES if trade.kind == enterprise.kind)
        for name in trade.projects[: number % 3]:
            state = STATES[count % len(STATES)]
            flaws = FLAWS[state]
            yield _life(random, enterprise, name, state, flaws[had[state] % len(flaws)], today)
            had[state] += 1
            count += 1


def _life(random: Random, enterprise: Enterprise, name: str, state: State, flaw: str, today: date) -> Life:
    began = _days(random, state, flaw, today)
    started, built = began.get(State.BUILDING), began.get(State.BUILT)
    planned = started or today + timedelta(days=120)
    project = Project(
        enterprise=enterprise,
        name=name,
        state=state,
        state_since=began[state],
        content=f"新建生产线1条及配套公辅设施，{name}。",
        investment=Decimal(random.randint(800, 26000)),
        planned_start=planned - timedelta(days=15),
        planned_completion=planned + timedelta(days=random.randint(300, 540)),
        started_on=started,
        completed_on=built,
    )
    return Life(project, flaw, began)


def _days(random: Random, state: State, flaw: str, today: date) -> dict[str, date]:
    """On which days the states began that a project in this one has been through."""
    ago = lambda days: today - timedelta(days=days + random.randint(0, 20))  # noqa: E731 - a day, some time ago
    if state == State.PLANNED:
        return {State.PLANNED: ago(900 if flaw else 200)}
    if state == State.BUILDING:
        return {State.PLANNED: ago(620), State.BUILDING: ago(110)}
    if state == State.TRIAL:
        tried = 420 if flaw == "too long" else 25
        days = {State.PLANNED: 1200, State.BUILDING: 700, State.BUILT: tried + 60, State.TRIAL: tried}
    else:
        days = {State.PLANNED: 1500, State.BUILDING: 950, State.BUILT: 500, State.TRIAL: 420, State.OPERATING: 150}
    return {name: ago(count) for name, count in days.items()}


def _spells(life: Life) -> Iterator[ProjectStateSpell]:
    for state, day in life.began.items():
        yield ProjectStateSpell(project=life.project, state=state, began_on=day, recorded_on=day)


def _approvals(random: Random, life: Life, signer: User) -> Iterator[ProjectApproval]:
    yield ProjectApproval(
        project=life.project, kind_id="PM08", not_applicable_reason=NO_SOIL_PLAN, not_applicable_by=signer
    )
    for kind, day in _approved(random, life):
        if not life.lacks(kind):
            number = f"{AUTHORITY[kind]}〔{day.year}〕{random.randint(1, 240)}号"
            yield ProjectApproval(project=life.project, kind_id=kind, number=number, approved_on=day)


def _approved(random: Random, life: Life) -> Iterator[tuple[str, date]]:
    """Which approvals came on which days, those that came too late among them."""
    started = life.began.get(State.BUILDING)
    day = life.began[State.PLANNED] + timedelta(days=random.randint(5, 20))
    for kind in BEFORE_BUILDING if started else BEFORE_BUILDING[:3]:
        late = started if life.flaw == f"late {kind}" else None
        yield kind, late + timedelta(days=LATE) if late else day
        day += timedelta(days=random.randint(12, 28))
    if tried := life.began.get(State.TRIAL):
        yield "PM12", tried - timedelta(days=random.randint(12, 20))
    if produced := life.began.get(State.OPERATING):
        for kind in ACCEPTANCES:
            is_late = life.flaw == f"late {kind}"
            yield kind, produced + timedelta(days=LATE if is_late else -random.randint(10, 30))


def _records(life: Life) -> Iterator[ProjectRecord]:
    day = life.began[State.PLANNED] + timedelta(days=3)
    yield _record(life, RecordKind.ADMISSION, day, "园区管委会准入评审会", "同意入园，符合产业规划和禁限控目录。")
    if State.BUILDING in life.began:
        day = life.began[State.BUILDING] - timedelta(days=90)
        yield _record(life, RecordKind.PREASSESSMENT, day, "评价机构", "职业病危害严重，防护措施可行。")
    if tried := life.began.get(State.TRIAL):
        found = "设计漏项1项、施工质量隐患4项、未完工程2项，均已定任务、定人员、定时间、定措施。"
        yield _record(life, RecordKind.PUNCH_LIST, tried - timedelta(days=12), "建设、设计、施工、监理", found, 7)
        if not life.lacks("PSSR"):
            yield _record(life, RecordKind.PSSR, tried - timedelta(days=8), "企业PSSR工作组", "必改项全部完成。", 3)


def _record(
    life: Life, kind: RecordKind, day: date, led_by: str, content: str, defects: int | None = None
) -> ProjectRecord:
    settled = day + timedelta(days=5) if defects else day
    return ProjectRecord(
        project=life.project,
        kind=kind,
        held_on=day,
        led_by=led_by,
        content=content,
        defects=defects,
        settled_on=settled,
    )
