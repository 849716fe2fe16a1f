"""What the made-up enterprises object to in their files: answered, moved up, still open; by the real services."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model

from accounts.models import User
from accounts.states import Role
from core import clock
from core.services import calendar
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from objections.models import Objection
from objections.services.climbing import climb_late
from objections.services.raising import ObjectionGiven, object_to
from objections.workflow import OBJECTIONS
from safety.models import Drill

HIRED = 12
"""So many people more than on file has an enterprise that objects to their number."""


@dataclass(frozen=True)
class Story:
    """An objection of the enterprise at a place in the list: how many working days ago, to what, what came of it."""

    place: int
    ago: int
    field: str
    wrong: str
    proposed: str
    reason: str
    step: str = ""
    answer: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


STORIES = (
    Story(
        0, 42, "products", "主要产品漏列", "医药中间体、电子级溶剂", "2026年已取得新增品种的安全生产许可。",
        "accept", "已核对许可证副本，予以更正。", {"products": "医药中间体、电子级溶剂"},
    ),
    Story(
        1, 31, "employees", "从业人数未含今年新招人员", "", "附三季度社保缴纳名册。",
        "partly", "劳务派遣人员不计入从业人数，按社保名册更正。",
    ),
    Story(
        2, 24, "address", "门牌号与营业执照不一致", "园区纬三路18号", "以营业执照住所为准。",
        "reject", "档案登记的是生产场所地址，与营业执照住所可以不同，不予更正。",
    ),
    Story(3, 8, "employees", "从业人数有误", "", "以社保缴纳名册为准。"),
    Story(0, 2, "drill", "参演人数少计", "26", "演练签到表共列两页，第二页未录入。"),
    Story(4, 16, "safety_manager_name", "安全管理人员已更换", "", "任命文件附后。", "withdraw"),
)  # fmt: skip
"""The fourth is silent for so long that it has been moved up."""


def object_to_some(county: County, enterprises: list[Enterprise], today: date) -> None:
    """Play them in the order of time, with what the morning's job has done between."""
    raised: list[Objection] = []
    for story in sorted(STORIES, key=lambda story: -story.ago):
        if story.place < len(enterprises):
            day = calendar.current().working_days_before(today, story.ago)
            raised.append(_play(county, enterprises[story.place], story, day))
    for made in raised:
        made.refresh_from_db()
        if made.is_open and made.due < today:
            with clock.at(_at(made.due + timedelta(days=1), 6)):
                climb_late(made.due + timedelta(days=1))


def _play(county: County, enterprise: Enterprise, story: Story, day: date) -> Objection:
    enterprise.refresh_from_db()
    row, name = _datum(enterprise, story)
    own = next(person for person in county.people[enterprise.organization_id] if person.role == Role.ENTERPRISE)
    given = ObjectionGiven(name, story.wrong, story.proposed, story.reason)
    with clock.at(_at(day, 10)):
        made = object_to(row, enterprise, given, actor=own)
    if story.step:
        with clock.at(_at(calendar.current().add_working_days(day, 2), 15)):
            _answer(county, made, row, story, own)
    return made


def _answer(county: County, made: Objection, row: Model, story: Story, own: User) -> None:
    actor = own if story.step == "withdraw" else county.logins["coordinator"]
    values = dict(story.values)
    if story.step == "partly" and isinstance(row, Enterprise):
        values = {"employees": (row.employees or 0) + HIRED}
    given = {"answer": story.answer, "values": values, "row_version": getattr(row, "version", 1)}
    take(OBJECTIONS, made.pk, story.step, actor=actor, version=made.version, **given)


def _datum(enterprise: Enterprise, story: Story) -> tuple[Model, str]:
    """The row and column that a story is about."""
    if story.field == "drill":
        drill = Drill.objects.filter(enterprise=enterprise).first()
        return (drill, "participants") if drill else (enterprise, "products")
    return enterprise, story.field


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
