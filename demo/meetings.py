"""The last two dispatch meetings and what they decided: done, overdue, still open; by the real services."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.models import User
from core import clock
from core.services import calendar
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from meetings.models import Duty, Meeting
from meetings.services import minutes
from meetings.services.holding import DutyGiven, MeetingGiven, decide, hold
from meetings.workflow import DUTIES
from parks.models import Park


@dataclass(frozen=True)
class Story:
    """A decision: whose account's unit, by how many working days after the meeting, what the unit has reported."""

    login: str
    text: str
    days: int
    report: str = ""
    is_confirmed: bool = False


FIRST = (
    Story(
        "emergency",
        "对逾期的重大隐患逐条约谈责任企业，明确到场复核时间",
        3,
        "已约谈相关企业，复核时间已逐条排定。",
        True,
    ),
    Story("park", "完成事故应急池液位计更换并恢复在线监测", 4),
    Story("enterprise", "报送可燃气体报警器整改的采购合同和到货时间", 9, "合同已签订，设备预计下周到货。"),
)
SECOND = (
    Story("ecology", "牵头核对在线监测站房采样管线整改情况，形成书面意见", 8),
    Story("industry", "提出落后工艺设备淘汰清单及时限", 10),
)
"""Of the first meeting one is confirmed, one overdue, one waits to be confirmed; those of the second are under way."""


OF_PARK = (
    Story("enterprise", "三日内清理装置区动火点周边可燃物，报送清理前后照片", 3, "已清理完毕，照片已报园区。"),
    Story("park", "排定冬季防冻防凝检查次序，逐家通知", 5),
)
"""Of the park's own meeting one waits to be confirmed by the committee; the other is its own."""
ATTENDEES = "县应急管理局\n县生态环境局\n园区管理委员会\n有关企业负责人"
OF_THE_PARK = "园区管理委员会\n园区企业安全环保负责人"


def meet_twice(county: County, today: date) -> None:
    """The two last meetings, eight and three working days ago, of the first the minutes are issued; one of a park."""
    for title, ago, stories in (("安全环保周调度会", 8, FIRST), ("安全环保周调度会", 3, SECOND)):
        day = calendar.current().working_days_before(today, ago)
        with clock.at(_at(day, 9)):
            given = MeetingGiven(title, clock.now(), "县政府分管领导", "县政府三楼会议室", ATTENDEES)
            meeting = hold(given, actor=county.logins["coordinator"])
        for story in stories:
            _play(county, meeting, story, day)
        if stories is FIRST:
            with clock.at(_at(day + timedelta(days=1), 9)):
                minutes.issue(meeting, actor=county.logins["coordinator"])
    _meet_in_park(county, calendar.current().working_days_before(today, 2))


def _meet_in_park(county: County, day: date) -> None:
    """The committee's own weekly meeting."""
    officer = county.logins["park"]
    park = Park.objects.visible_to(officer).order_by("pk").first()
    with clock.at(_at(day, 9)):
        given = MeetingGiven("园区周调度会", clock.now(), officer.name, "管委会会议室", OF_THE_PARK, park)
        meeting = hold(given, actor=officer)
    for story in OF_PARK:
        _play(county, meeting, story, day)


def _play(county: County, meeting: Meeting, story: Story, day: date) -> None:
    owner = county.logins[story.login]
    due = calendar.current().add_working_days(day, story.days)
    with clock.at(_at(day, 10)):
        duty = decide(meeting, DutyGiven(story.text, owner.organization, due), actor=meeting.opened_by)
    if story.report:
        with clock.at(_at(day + timedelta(days=1), 15)):
            duty = take(DUTIES, duty.pk, "report", actor=owner, version=duty.version, report=story.report)
    if story.is_confirmed:
        _confirm(duty, county.logins["coordinator"], day)


def _confirm(duty: Duty, actor: User, day: date) -> None:
    with clock.at(_at(day + timedelta(days=1), 17)):
        take(DUTIES, duty.pk, "confirm", actor=actor, version=duty.version, answer="已核实。")


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
