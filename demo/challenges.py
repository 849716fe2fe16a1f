"""What the made-up enterprises dispute of what was found: on every rung, one deadline stood still; by real services."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Story:
    """What is disputed, why, and what follows: a step, by whom, with which words; each on a working day after."""

    wrong: str
    reason: str
    steps: tuple[tuple[str, str], ...] = ()


STORIES = (
    Story("检查当日设备已报检修，不属于失管", "附检修工单。"),
    Story(
        "井口损坏系汛期外力所致，且已报告园区", "附报告单。",
        (("uphold", "报告后未采取临时措施，维持认定。"), ("go-on", "已设警示并上报，请复核。")),
    ),
    Story(
        "限值引用的是旧版许可证", "附新版排污许可证。",
        (("uphold", "新版许可证自下月起执行，维持认定。"), ("go-on", "执行日期以许可证载明为准。"),
         ("suspend", "待核实许可证执行日期。")),
    ),
    Story(
        "频次按自行监测方案执行，未减少", "附监测方案和台账。",
        (("change", "系监测记录不全，不属于频次不足。"), ("go-on", "记录齐全，请再核。"),
         ("uphold", "台账缺三次记录，维持变更后的认定。")),
    ),
    Story("防爆区划分图与现场不符", "附设计单位说明。"),
)  # fmt: skip


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


def _play(county: County, story: Story, item: Item, today: date) -> None:
    last = item.history.last()
    assert last is not None
    day = calendar.current().add_working_days(last.at.astimezone(COUNTY_TIME).date(), 1)
    plant = _own(county, item)
    if day >= today:
        return
    with clock.at(_at(day, 9)):
        if plant is None or not may_challenge(item, plant):
            return
        made = challenge_finding(item.pk, ChallengeGiven(story.wrong, story.reason), actor=plant)
    for step, words in story.steps:
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
        given["values"] = {"description": f"{made.item.finding.description}（经复核：{words}）"}
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
