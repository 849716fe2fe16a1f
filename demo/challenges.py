"""What the made-up enterprises dispute of what was found: on every rung, one deadline stood still; by real services."""

from datetime import date, datetime, time, timedelta

from accounts.models import User
from accounts.states import Role
from challenges.models import Challenge
from challenges.services.answering import act
from challenges.services.climbing import climb_all
from challenges.services.people import who_answer
from challenges.services.raising import ChallengeGiven, challenge_finding, last_day_of, may_challenge
from core import clock
from core.services import calendar
from demo.county import County
from demo.timelines import COUNTY_TIME
from rectification.models import Item
from rectification.states import State

Step = tuple[str, str]
STORIES: tuple[tuple[Step, ...], ...] = (
    (),
    (("uphold", "经核对检查记录和照片，认定属实，维持。"), ("go-on", "答复未回应申请理由，请复核。")),
    (
        ("uphold", "经核对检查记录和照片，认定属实，维持。"),
        ("go-on", "答复未回应申请理由，请复核。"),
        ("suspend", "待核实申请理由。"),
    ),
    (
        ("change", "原描述未写明检查当日情况，予以补充。"),
        ("go-on", "补充后仍与事实不符，请再核。"),
        ("uphold", "补充后的描述与检查记录一致，维持变更后的认定。"),
    ),
    (),
)
"""What follows a challenge: a step with its words, each on a working day after."""
DISPUTES = {
    "A10": ("所引限值为旧版排污许可证的限值", "许可证已于检查前变更，认定未引用新版限值。"),
    "A": ("所列手续在检查前已受理，不属于未办理", "主管部门的受理日期早于检查日，认定未予写明。"),
    "B07": ("监测频次按自行监测方案执行，未减少", "方案规定的频次与认定所引的不同。"),
    "B06": ("井口损坏系汛期外力所致，且已报告园区，不属于失管", "报告日期早于检查日，认定未予写明。"),
    "B08": ("所引许可量为旧版排污许可证的许可量", "许可证已于检查前变更，认定未引用新版许可量。"),
    "C01": ("职责文件检查时已印发，不属于未落实", "文件印发日期早于检查日，检查人员未调阅。"),
    "C02": ("所列人员检查时已任命，不属于配备不足", "任命日期早于检查日，检查人员未调阅。"),
    "C03": ("所列人员检查前已参加培训，不属于未培训", "培训记录存于总部，检查人员未调阅。"),
    "C06": ("所列部位检查当日正在停用检修，不属于失管", "检修工单的开具时间在检查之前，认定未予写明。"),
    "C07": ("所列作业检查时尚未开始，不属于无票作业", "作业票正在会签，现场仅在做准备。"),
}
"""What is disputed and why, by the category of the finding: the longest code that fits."""
IN_GENERAL = ("问题描述与检查当日现场情况不符", "检查记录未写明具体部位和时间，与当班记录不一致。")


def _disputed(item: Item) -> ChallengeGiven:
    code = item.category.code if item.category else ""
    fitting = (said for start, said in DISPUTES.items() if code.startswith(start))
    return ChallengeGiven(*next(fitting, IN_GENERAL))


def challenge_some(county: County, today: date) -> None:
    """Play them at the items that were assigned last and have had nothing done since their acceptance."""
    found = _items(county)
    for story, item in zip(STORIES, found, strict=False):
        _play(county, story, item, today)


def _items(county: County) -> list[Item]:
    """Of enterprises that answer for themselves, quiet since the days to challenge; not those of the tour."""
    tour = county.logins["enterprise"].organization_id
    rows = Item.objects.filter(state__in=(State.ASSIGNED, State.RECTIFYING)).exclude(assigned_at=None)
    rows = rows.exclude(enterprise=None).exclude(lead_organization=tour)
    rows = rows.select_related("enterprise", "lead_organization").order_by("-assigned_at", "-pk")
    return [item for item in rows if _is_quiet(item)]


def _is_quiet(item: Item) -> bool:
    last, until = item.history.last(), last_day_of(item)
    is_own = item.enterprise is not None and item.enterprise.organization_id == item.lead_organization_id
    if last is None or until is None or not is_own or last.transition not in ("assign", "accept"):
        return False
    return calendar.current().add_working_days(last.at.astimezone(COUNTY_TIME).date(), 1) <= until


def _play(county: County, story: tuple[Step, ...], item: Item, today: date) -> None:
    last = item.history.last()
    assert last is not None
    day = calendar.current().add_working_days(last.at.astimezone(COUNTY_TIME).date(), 1)
    plant = _own(county, item)
    if day >= today:
        return
    with clock.at(_at(day, 9)):
        if plant is None or not may_challenge(item, plant):
            return
        made = challenge_finding(item.pk, _disputed(item), actor=plant)
    for step, words in story:
        day = calendar.current().add_working_days(day, 2)
        if day >= today:
            break
        with clock.at(_at(day, 15)):
            _take(made, step, words, plant)
    _run_the_mornings(made, today)


def _take(made: Challenge, step: str, words: str, plant: User) -> None:
    made.refresh_from_db()
    given: dict[str, object] = {"reason": words}
    if step == "suspend":
        given["since"] = clock.today()
    if step == "change":
        given["values"] = {"description": f"{made.item.finding.description}企业称：{made.wrong}。"}
    actor = plant if step == "go-on" else who_answer(made).order_by("pk").first()
    if actor is not None:
        act(made.pk, step, actor=actor, version=made.version, **given)


def _run_the_mornings(made: Challenge, today: date) -> None:
    """What the job has done on the mornings since."""
    made.refresh_from_db()
    while made.is_open and made.due < today:
        morning = made.due + timedelta(days=1)
        with clock.at(_at(morning, 6)):
            climb_all(morning)
        made.refresh_from_db()


def _own(county: County, item: Item) -> User | None:
    people = county.people[item.lead_organization_id or 0]
    return next((person for person in people if person.role == Role.ENTERPRISE), None)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
