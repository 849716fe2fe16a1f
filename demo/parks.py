# ruff: noqa: E501 - the facilities read as one table
"""The made-up parks, each with committee, watching group, people and infrastructure."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from demo.county import County
from demo.texts.names import PARK_DIRECTIONS, PARK_NAMES, PARK_VILLAGES
from parks.models import Infrastructure, Park
from parks.states import InfrastructureStatus as Status


@dataclass(frozen=True)
class Facility:
    """A facility of the plan: its days are counted from today, negative in the past."""

    kind: str
    name: str
    status: Status
    progress: int
    start: int
    completion: int
    investment: int
    note: str = ""


# fmt: off
FACILITIES = (
    Facility("INF01", "园区污水处理厂(一期2万吨/日)",   Status.IN_USE,       100, -1600, -900, 21800),
    Facility("INF01", "园区污水处理厂配套事故池",        Status.BUILDING,      62,  -240,  -12,  3200, "基础施工完成，池壁浇筑中，较计划滞后。"),
    Facility("INF02", "园区特勤消防站",                 Status.BUILT_UNUSED, 100,  -700,  -95,  4600, "主体完工，人员编制待批，尚未执勤。"),
    Facility("INF03", "一般固废填埋场",                 Status.IN_USE,       100, -1400, -800,  5100),
    Facility("INF04", "集中供汽站(2×75吨锅炉)",        Status.IN_USE,       100, -1500, -760, 16500),
    Facility("INF05", "公共管廊二期",                   Status.BUILDING,      45,  -150,  160,  7300),
    Facility("INF07", "110千伏双回路变电站",            Status.IN_USE,       100, -1300, -650,  9800),
    Facility("INF08", "一企一管明管输送工程",           Status.BUILDING,      78,  -320,   40,  6400),
    Facility("INF09", "公共事故应急池(三级防控)",       Status.PLANNED,        0,    35,  300,  2900),
    Facility("INF10", "危险货物运输车辆专用停车场",     Status.BUILDING,      30,  -120,   25,  1850, "土方完成，路面未施工。"),
    Facility("INF11", "封闭化管理卡口",                 Status.BUILT_UNUSED, 100,  -400,  -60,  1200, "卡口已建成，未与平台联网。"),
    Facility("INF12", "安全风险智能化管控平台",         Status.IN_USE,       100,  -600, -210,  2600),
    Facility("INF14", "气防站",                         Status.NOT_PLANNED,    0,     0,    0,     0),
    Facility("INF18", "出境断面水质自动监测站",         Status.IN_USE,       100,  -900, -500,   780),
)
# fmt: on


def found_parks(county: County, count: int, today: date) -> list[Park]:
    """Found so many parks, each with its committee and the group that watches it."""
    return [_found_park(county, number, today) for number in range(1, count + 1)]


def _park_name(number: int) -> str:
    if number <= len(PARK_NAMES):
        return PARK_NAMES[number - 1]
    village, direction = divmod(number - 1, len(PARK_DIRECTIONS))
    return f"{PARK_VILLAGES[village]}{PARK_DIRECTIONS[direction]}区化工园区"


def _found_park(county: County, number: int, today: date) -> Park:
    name = _park_name(number)
    committee = _committee(county, number, name)
    park = Park.objects.create(
        code=f"YC{number:02d}",
        name=name,
        short_name=name.removesuffix("化工园区") + "园区",
        county=county.government,
        committee=committee,
        linked_leader=county.logins["superior"],
        area_hectares=Decimal(420 + 37 * number),
        boundary="东至环园东路，西至沙河左岸，南至纬七路，北至兴化大道",
        industries="医药中间体、染料中间体、氯碱、现代煤化工",
        recognition_document=f"澜江化认〔{today.year - 3}〕{6 + number}号",
        recognized_on=today - timedelta(days=1100),
        recognition_valid_until=today + timedelta(days=725),
        plan_approved_on=today - timedelta(days=1500),
        contact_name=county.people[committee.pk][0].name,
        contact_phone=f"0990-555{1000 + number}",
    )
    park.supervision_groups.add(_watching_group(county, number, name))
    Infrastructure.objects.bulk_create(_facility(park, plan, today) for plan in FACILITIES)
    return park


def _committee(county: County, number: int, name: str) -> Organization:
    key, login = f"park{number}", "park" if number == 1 else f"park_{number}"
    kind = OrganizationKind.PARK_COMMITTEE
    short = name.removesuffix("化工园区") + "园区管委会"
    county.found(key, f"{name}管理委员会", kind, county.government, short_name=short, protocol_order=50)
    unit = county.units[key]
    for username, person, is_head in ((login, "马志强" if number == 1 else "", True), (f"{login}_b", "", False)):
        post = "主任" if is_head else "安全环保部部长"
        member = county.person(username, person or county.person_name(), unit, Role.PARK, is_head=is_head, post=post)
        member.save()
        county.engage(member)
    return unit


def _watching_group(county: County, number: int, name: str) -> Organization:
    kind = OrganizationKind.SUPERVISION_GROUP
    county.found(f"group{number}", f"{name}民主监督小组", kind, county.government, protocol_order=70)
    unit = county.units[f"group{number}"]
    username = "observer" if number == 1 else f"observer_{number}"
    watcher = county.person(username, "白桂芳" if number == 1 else county.person_name(), unit, Role.OBSERVER)
    watcher.save()
    county.engage(watcher)
    return unit


def _facility(park: Park, plan: Facility, today: date) -> Infrastructure:
    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    planned = plan.status != Status.NOT_PLANNED
    built = plan.progress == 100
    return Infrastructure(
        park=park,
        kind_id=plan.kind,
        name=plan.name,
        status=plan.status,
        progress=plan.progress,
        planned_start=day(plan.start) if planned else None,
        planned_completion=day(plan.completion) if planned else None,
        planned_use=day(plan.completion + 30) if planned else None,
        started_on=day(plan.start + 20) if plan.progress else None,
        completed_on=day(plan.completion + 15) if built else None,
        in_use_since=day(plan.completion + 60) if plan.status == Status.IN_USE else None,
        investment=Decimal(plan.investment) if planned else None,
        note=plan.note,
    )
