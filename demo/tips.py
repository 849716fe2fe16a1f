"""What people have told the made-up county: accepted, checked, answered, handed over, told twice; by the services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from rectification.models import Item
from tips.models import Tip
from tips.services.following import reply, say_satisfied
from tips.services.submitting import TipGiven, submit
from tips.states import Verdict
from tips.workflow import TIPS


@dataclass(frozen=True)
class Told:
    """Something that somebody told so many days ago about the enterprise at a place in the list."""

    ago: int
    place: int
    kind: str
    text: str
    where: str
    when: str = ""
    name: str = ""
    phone: str = ""


SMELL = Told(
    34, 1, "B", "每天晚上十点以后厂区西侧飘来刺鼻的酸味，开窗睡不着觉，已经有一个多星期了。", "厂区西侧围墙外",
    "夜里十点以后", "刘大爷", "13800001111",
)  # fmt: skip
TOLD = (
    Told(52, 4, "B", "下雨天厂门口的雨水沟里流黄色的水，有泡沫。", "厂门口雨水沟", "上周二下雨时"),
    SMELL,
    Told(30, 1, "B", "厂里晚上排臭气，小区住户都闻到了。", "化工厂旁边的小区", "夜里"),
    Told(21, 2, "C", "装卸区有人在装车的时候抽烟，旁边就是储罐。", "北门装卸区", "前天下午", "陈师傅", "13900002222"),
    Told(12, 0, "C", "厂里动火没看见有人看着，焊渣掉到管沟里。", "二车间", "昨天上午"),
    Told(6, 3, "A", "新盖的厂房已经在装设备，没看到公示牌。", "园区东路南侧"),
    Told(3, 5, "", "公交站改道以后工人上下班不方便。", "园区公交站"),
    Told(1, 2, "B", "凌晨有罐车往河边倒东西，味道很大。", "园区东边河堤", "今天凌晨三点左右"),
)
OPINION = "经现场核查，情况与反映内容一致。"


def tell_some(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """Eight tips: two about one matter, and one for each way that a tip can go."""
    told = [_submit(each, enterprises, today) for each in TOLD]
    water, smell, again, smoking, welding, building, bus, _fresh = told
    _answer_water(county, water, today)
    _stage_smell(county, smell, today)
    _take(county, again, "repeat", "coordinator", today - timedelta(days=29), first=smell)
    _judge(county, smoking, today - timedelta(days=14), "emergency", Verdict.UNTRUE)
    _accept(county, welding, "emergency", today - timedelta(days=10))
    _ask_and_hear(county, welding, today)
    _accept(county, building, "ecology", today - timedelta(days=4))
    answer = "公交线路由县交通运输局负责，已转请该局研究，可拨打该局值班电话询问。"
    _take(county, bus, "hand-over", "coordinator", today - timedelta(days=2), handed_to="县交通运输局", answer=answer)


def _submit(told: Told, enterprises: Sequence[Enterprise], today: date) -> Tip:
    plant = enterprises[told.place % len(enterprises)]
    kind = ProblemCategory.objects.filter(pk=told.kind).first() if told.kind else None
    given = TipGiven(told.text, told.where, told.when, kind, None, plant, told.name, told.phone)
    with clock.at(_at(today - timedelta(days=told.ago), 20)):
        return submit(given, form=f"demo-{today}-{told.ago}", address=f"demo-{told.ago}").tip


def _answer_water(county: County, tip: Tip, today: date) -> None:
    """True, put on the ledger, answered, and the reporter is satisfied."""
    problem = {
        "problem_title": "雨水沟混入生产废水",
        "problem_text": "厂门口雨水沟晴天有积水，取样检测化学需氧量偏高，初期雨水切换阀未关闭。",
        "problem_place": "厂区大门雨水沟",
        "problem_category": ProblemCategory.objects.filter(pk="B02").first(),
    }
    _judge(county, tip, today - timedelta(days=40), "ecology", Verdict.TRUE, **problem)
    answer = "您反映的情况属实，切换阀已责令关闭并列入整改台账，整改完成前每周检查一次。感谢您的监督。"
    last = _last_registered()
    with clock.at(last + timedelta(minutes=5)):
        take(TIPS, tip.pk, "answer", actor=county.logins["ecology2"], answer=answer)
    with clock.at(last + timedelta(minutes=30)):
        say_satisfied(Tip.objects.get(pk=tip.pk), is_satisfied=True, why="水不黄了，谢谢。", address="demo")


def _stage_smell(county: County, tip: Tip, today: date) -> None:
    """Partly true; one stage is done, the rest has its next date."""
    problem = {
        "problem_title": "污水处理站调节池未密闭",
        "problem_text": "调节池敞口运行，厂界下风向可闻到异味；夜间排放异味气体未发现。",
        "problem_place": "污水处理站",
        "problem_category": ProblemCategory.objects.filter(pk="B03").first(),
    }
    _judge(county, tip, today - timedelta(days=20), "ecology", Verdict.PARTLY, **problem)
    done = {"stage_text": "调节池已加盖，废气收集管道正在施工。", "stage_share": 60}
    given = {"stage_next": today + timedelta(days=20), **done}
    with clock.at(_last_registered() + timedelta(minutes=5)):
        take(TIPS, tip.pk, "stage", actor=county.logins["ecology2"], version=None, **given)


def _ask_and_hear(county: County, tip: Tip, today: date) -> None:
    _take(
        county, tip, "ask", "emergency2", today - timedelta(days=9), text="请问动火的位置在车间内还是车间外？大概几点？"
    )
    with clock.at(_at(today - timedelta(days=8), 21)):
        text = "在二车间北墙外面，上午十点左右。"
        reply(Tip.objects.get(pk=tip.pk), text, (), form=f"demo-{today}-reply", address="demo")


def _judge(county: County, tip: Tip, day: date, unit: str, verdict: Verdict, **problem: object) -> None:
    """Accepted four days before, proposed the day before, confirmed by the head on the day, or now if it is true."""
    _accept(county, tip, unit, day - timedelta(days=4))
    reasons = OPINION if verdict != Verdict.UNTRUE else "调取装卸区近七日监控并询问当班人员，未发现吸烟行为。"
    given = {"verdict": verdict, "reasons": reasons, **problem}
    _take(county, tip, "propose", f"{unit}2", day - timedelta(days=1), **given)
    # What is true gets the next number of the ledger: after all that stands on it.
    moment = _at(day, 10) if verdict == Verdict.UNTRUE else _last_registered() + timedelta(minutes=1)
    with clock.at(moment):
        take(TIPS, tip.pk, "confirm", actor=county.logins[unit])


def _last_registered() -> datetime:
    """When the newest item came onto the ledger."""
    return Item.objects.order_by("-registered_at").values_list("registered_at", flat=True)[0]


def _accept(county: County, tip: Tip, unit: str, day: date) -> None:
    _take(county, tip, "accept", "coordinator", day, unit=county.logins[unit].organization)


def _take(county: County, tip: Tip, name: str, login: str, day: date, **given: object) -> None:
    with clock.at(_at(day, 10)):
        take(TIPS, tip.pk, name, actor=county.logins[login], version=None, **given)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
