"""What people say to each other at some items, and what they follow; by the real services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from accounts.models import User
from comments.services import commenting, following
from comments.states import Audience
from core import clock
from core.services import calendar
from demo.county import County
from demo.timelines import COUNTY_TIME
from rectification.models import Item
from rectification.states import State


@dataclass(frozen=True)
class Line:
    """What an account says, so many working days ago; `{login}` is that person's name with the unit."""

    login: str
    text: str
    audience: Audience
    ago: int
    is_withdrawn: bool = False


AT_WORK = (
    Line("emergency", "这一项到期前我们去现场看一次。@{inspector} 请排到本周行程。", Audience.INTERNAL, 2),
    Line("emergency", "请说明设备到货时间，并在到期前上传安装后的照片。", Audience.UNIT, 2),
    Line("enterprise", "@{emergency} 合同已签，设备预计下周到货，到货后三天内装完。", Audience.UNIT, 1),
)
LATE = (
    Line("coordinator", "@{emergency2} 这一项已逾期，请说明卡在哪里，调度会上要讲。", Audience.INTERNAL, 1),
    Line("park", "企业反映施工单位未到位，已约负责人面谈。", Audience.INTERNAL, 1),
    Line("coordinator2", "转生态环境分局并案处理。", Audience.INTERNAL, 1, is_withdrawn=True),
)
FOLLOWING = ("superior", "coordinator", "emergency", "park", "enterprise")
MOST_FOLLOWED = 3


def talk(county: County, today: date) -> None:
    """Two conversations: at what the first enterprise works on, and at what is late."""
    plant = county.logins["enterprise"]
    rectifying = Item.objects.filter(state=State.RECTIFYING).order_by("deadline", "pk")
    at_work = rectifying.filter(lead_organization=plant.organization_id, deadline__gte=today)
    late = rectifying.overdue(today).filter(lead_organization__enterprise__isnull=False)
    _say(county, at_work.first(), AT_WORK, today)
    _say(county, late.first(), LATE, today)
    for login in FOLLOWING:
        _follow(county.logins[login], [*at_work[:MOST_FOLLOWED], *late[:MOST_FOLLOWED]])


def _say(county: County, item: Item | None, lines: Iterable[Line], today: date) -> None:
    if item is None:
        return
    names = {login: person.full_label for login, person in county.logins.items()}
    for place, line in enumerate(lines):
        day = calendar.current().working_days_before(today, line.ago)
        with clock.at(_at(day, 9 + place)):
            said = {"text": line.text.format(**names), "audience": line.audience}
            written = commenting.comment(item.pk, actor=county.logins[line.login], **said)
        if line.is_withdrawn:
            with clock.at(_at(day, 10 + place)):
                commenting.withdraw(written.pk, actor=county.logins[line.login])


def _follow(person: User, items: Iterable[Item]) -> None:
    keys = [item.pk for item in items]
    for mine in Item.objects.visible_to(person).filter(pk__in=keys).order_by("pk")[:MOST_FOLLOWED]:
        following.follow(mine.pk, actor=person)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
