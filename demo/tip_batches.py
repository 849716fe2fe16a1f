"""Two batches that the inspection has sent to the made-up county: one answered, one running; by the services."""

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
from tips.models import Tip, TipBatch
from tips.rules.batches import ANSWER_DAYS
from tips.services.batches import BatchGiven, RowGiven, add_row, open_batch
from tips.services.submitting import TipGiven
from tips.states import Channel, Verdict
from tips.workflow import TIPS

SUPERIOR, ORIGIN = "省生态环境保护督察组", "第三轮省级生态环境保护督察交办信访件"
MORNING, NOON = time(9), time(14)


@dataclass(frozen=True)
class Row:
    """A row of a list: the enterprise at a place among those of the county, and what was told of it."""

    plant: int
    channel: str
    kind: str
    text: str
    where: str


ANSWERED = (
    Row(1, Channel.HOTLINE, "B", "夜间厂区有刺鼻酸味，周边居民不敢开窗。", "厂区西侧"),
    Row(2, Channel.LETTER, "B", "装卸区地面有废油流入雨水口。", "北门装卸区"),
    Row(3, Channel.HOTLINE, "C", "危险品车辆在园区道路旁长时间停放。", "园区东路"),
)
RUNNING = (
    Row(1, Channel.HOTLINE, "B", "污水处理站臭气扰民，白天也能闻到。", "污水处理站附近"),
    Row(4, Channel.WEB, "B", "下雨后厂外水沟发黄，有泡沫。", "厂门口雨水沟"),
    Row(0, Channel.HOTLINE, "C", "二车间检修时吊装作业无人监护。", "二车间"),
    Row(5, Channel.LETTER, "A", "厂内新增储罐未见审批公示。", "罐区东侧"),
)


def enter_two(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """The twelfth batch has been answered row by row; of the thirteenth one repeats, two are checked, one is new."""
    smell, oil, parked = _enter(county, enterprises, ANSWERED, 12, today - timedelta(days=20))
    before = _at(today - timedelta(days=20), MORNING)
    item = Item.objects.filter(enterprise=smell.enterprise, registered_at__lt=before).order_by("-registered_at").first()
    verdict = Verdict.PARTLY if item else Verdict.UNTRUE
    _answer(
        county,
        smell,
        today,
        verdict,
        "ecology",
        "反映的厂区管理问题属实，已列入整改台账督促整改；夜间排放未发现。",
        item=item,
    )
    _answer(county, oil, today, Verdict.UNTRUE, "ecology", "现场检查雨水口及下游三处，未见油污，台账与监控一致。")
    _answer(county, parked, today, Verdict.UNTRUE, "emergency", "调取七日监控，车辆均在专用停车场停放。")
    again, _yellow, lifting, tank = _enter(county, enterprises, RUNNING, 13, today - timedelta(days=4))
    with clock.at(_at(today - timedelta(days=3), MORNING)):
        take(TIPS, again.pk, "repeat", actor=county.logins["coordinator"], version=None, first=smell)
    for tip, unit in ((lifting, "emergency"), (tank, "ecology")):
        _accept(county, tip, unit, today - timedelta(days=3))
    reasons = "查阅作业票和监控，吊装作业有专人监护。"
    with clock.at(_at(today - timedelta(days=1), MORNING)):
        said = {"verdict": Verdict.UNTRUE, "reasons": reasons}
        take(TIPS, lifting.pk, "propose", actor=county.logins["emergency2"], version=None, **said)


def _enter(county: County, enterprises: Sequence[Enterprise], rows: Sequence[Row], number: int, day: date) -> list[Tip]:
    office = county.logins["coordinator"]
    with clock.at(_at(day, MORNING)):
        given = BatchGiven(SUPERIOR, ORIGIN, number, day, day + timedelta(days=ANSWER_DAYS))
        batch = open_batch(given, actor=office)
        return [
            add_row(batch, _given(batch, row, place, enterprises), actor=office) for place, row in enumerate(rows, 1)
        ]


def _given(batch: TipBatch, row: Row, place: int, enterprises: Sequence[Enterprise]) -> RowGiven:
    plant = enterprises[row.plant % len(enterprises)]
    kind = ProblemCategory.objects.filter(pk=row.kind).first()
    told = TipGiven(row.text, row.where, "", kind, None, plant, channel=row.channel)
    return RowGiven(place, told, f"D{batch.number:02d}-{place:03d}")


def _answer(county: County, tip: Tip, today: date, verdict: Verdict, unit: str, words: str, **more: object) -> None:
    """Accepted, judged by two persons and answered within the seven days."""
    day = today - timedelta(days=19)
    _accept(county, tip, unit, day)
    officer, head = county.logins[f"{unit}2"], county.logins[unit]
    given = {"verdict": verdict, "reasons": words, **more}
    with clock.at(_at(day + timedelta(days=3), MORNING)):
        take(TIPS, tip.pk, "propose", actor=officer, version=None, **given)
    with clock.at(_at(day + timedelta(days=3), NOON)):
        take(TIPS, tip.pk, "confirm", actor=head)
    with clock.at(_at(day + timedelta(days=4), MORNING)):
        take(TIPS, tip.pk, "answer", actor=officer, answer=words)


def _accept(county: County, tip: Tip, unit: str, day: date) -> None:
    with clock.at(_at(day, MORNING)):
        organization = county.logins[unit].organization
        take(TIPS, tip.pk, "accept", actor=county.logins["coordinator"], version=None, unit=organization)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, COUNTY_TIME)
