"""The made-up enterprises: name, code, people, permits, projects with their approvals."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random

from accounts.models import User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from demo.county import County, engage_all
from demo.texts.enterprises import TRADES, Trade
from demo.texts.names import ENTERPRISE_HEADS, ENTERPRISE_PREFIXES, ROADS
from enterprises.models import Enterprise, Permit, Project, ProjectApproval
from enterprises.rules.credit_code import ALPHABET, check_character
from enterprises.states import OperatingState as State
from parks.models import Park

STATES = (State.OPERATING,) * 8 + (State.TRIAL, State.BUILDING, State.STOPPED, State.OPERATING)
PERMITS = (
    ("PM21", "应急管理局", 1095),
    ("PM24", "登记中心", 1095),
    ("PM25", "生态环境局", 1825),
    ("PM29", "应急管理局", 1095),
)
EXPIRES_IN = (5, 21, 48, 75, 130, 240, 380, 520, 700, -9)
APPROVALS = ("PM01", "PM02", "PM03", "PM04", "PM05", "PM06", "PM09", "PM10")
FIRST_APPROVALS = ("PM01", "PM02")
AUTHORITY = {
    "PM01": "砚发改备",
    "PM02": "砚自然资地",
    "PM03": "砚自然资规",
    "PM04": "砚环审",
    "PM05": "砚应急危审",
    "PM06": "砚应急设审",
    "PM09": "砚住建消审",
    "PM10": "砚住建施",
}
PLACES = ("澜宁", "砚川", "青石", "柳湾", "沙河")
SAVED_TOGETHER = 500


def credit_code(random: Random) -> str:
    """A valid code of a made-up enterprise of the made-up division 629901."""
    body = "91629901MA" + "".join(random.choice(ALPHABET) for _ in range(7))
    return body + check_character(body)


def names() -> Iterator[tuple[str, str, Trade]]:
    """Full and short name and trade: some nine thousand that differ."""
    for shift, place, prefix in product(range(len(TRADES)), PLACES, ENTERPRISE_PREFIXES):
        for number, head in enumerate(ENTERPRISE_HEADS):
            trade = TRADES[(number + shift) % len(TRADES)]
            yield f"{place}{prefix}{head}{trade.word}有限公司", f"{prefix}{head}{trade.word}", trade


def found_enterprises(county: County, parks: list[Park], count: int, today: date) -> list[Enterprise]:
    """Found so many enterprises, spread over the parks, with people, permits and projects."""
    drawn = zip(names(), range(count), strict=False)
    enterprises = [_enterprise(county, parks[number % len(parks)], found, number) for found, number in drawn]
    Enterprise.objects.bulk_create(enterprises, batch_size=SAVED_TOGETHER)
    engage_all(county, [_representative(county, enterprise, n) for n, enterprise in enumerate(enterprises, 1)])
    Permit.objects.bulk_create(
        [permit for enterprise in enterprises for permit in _permits(county.random, enterprise, today)],
        batch_size=SAVED_TOGETHER,
    )
    _found_projects(county.random, enterprises, today)
    return enterprises


def trade_of(enterprise: Enterprise) -> Trade:
    """The line of business an enterprise was founded with."""
    return next(trade for trade in TRADES if trade.kind == enterprise.kind)


def _enterprise(county: County, park: Park, found: tuple[str, str, Trade], number: int) -> Enterprise:
    (name, short, trade), random = found, county.random
    code = credit_code(random)
    unit = create_organization(
        name=name,
        kind=OrganizationKind.ENTERPRISE,
        parent=county.government,
        short_name=short,
        credit_code=code,
        protocol_order=200,
    )
    return Enterprise(
        name=name,
        short_name=short,
        credit_code=code,
        county=county.government,
        organization=unit,
        park=park,
        kind=trade.kind,
        state=STATES[number % len(STATES)],
        address=f"{park.name}{random.choice(ROADS)}{random.randint(1, 98)}号",
        products=trade.products,
        employees=random.randint(60, 780),
        principal_name=county.person_name(),
        principal_phone=f"0990-556{random.randint(1000, 9999)}",
        safety_manager_name=county.person_name(),
        safety_manager_phone=f"0990-557{random.randint(1000, 9999)}",
        linked_leader=county.logins["superior"] if number % 5 == 0 else None,
        linked_organization=county.units[("emergency", "ecology", "industry", "development")[number % 4]],
        has_key_process=random.random() < 0.6,
        has_key_chemical=random.random() < 0.8,
        has_major_hazard_source=random.random() < 0.5,
    )


def _representative(county: County, enterprise: Enterprise, number: int) -> User:
    login = "enterprise" if number == 1 else f"enterprise{number}"
    return county.person(
        login, enterprise.safety_manager_name, enterprise.organization, Role.ENTERPRISE, post="安全总监"
    )


def _permits(random: Random, enterprise: Enterprise, today: date) -> Iterator[Permit]:
    for kind, authority, validity in PERMITS:
        expires = today + timedelta(days=random.choice(EXPIRES_IN) + random.randint(0, 6))
        yield Permit(
            enterprise=enterprise,
            kind_id=kind,
            number=f"(澜){kind[2:]}〔{(expires - timedelta(days=validity)).year}〕{random.randint(1, 9999):04d}",
            issued_on=expires - timedelta(days=validity),
            valid_until=expires,
            authority=f"澜宁市{authority}",
        )


def _found_projects(random: Random, enterprises: list[Enterprise], today: date) -> None:
    projects = [
        _project(random, enterprise, name, today)
        for number, enterprise in enumerate(enterprises)
        for name in trade_of(enterprise).projects[: number % 3]
    ]
    Project.objects.bulk_create(projects, batch_size=SAVED_TOGETHER)
    ProjectApproval.objects.bulk_create(
        [approval for project in projects for approval in _approvals(random, project)], batch_size=SAVED_TOGETHER
    )


def _project(random: Random, enterprise: Enterprise, name: str, today: date) -> Project:
    state = random.choice((State.PLANNED, State.BUILDING, State.BUILDING, State.TRIAL, State.OPERATING))
    started = today - timedelta(days=random.randint(200, 700))
    is_building, is_built = state == State.BUILDING, state in (State.TRIAL, State.OPERATING)
    completed = started + timedelta(days=150) if is_built else None
    return Project(
        enterprise=enterprise,
        name=name,
        state=state,
        state_since=completed or (started if is_building else today - timedelta(days=90)),
        content=f"新建生产线1条及配套公辅设施，{name}。",
        investment=Decimal(random.randint(800, 26000)),
        planned_start=started - timedelta(days=15),
        planned_completion=started + timedelta(days=random.randint(300, 540)),
        started_on=started if is_building or is_built else None,
        completed_on=completed,
    )


def _approvals(random: Random, project: Project) -> Iterator[ProjectApproval]:
    """All that came before the start, but for one that some projects lack."""
    assert project.planned_start is not None
    missing = random.choice((None, None, "PM04", "PM10", "PM06"))
    day = project.planned_start - timedelta(days=240)
    for kind in APPROVALS:
        day += timedelta(days=random.randint(12, 28))
        if kind in FIRST_APPROVALS or (kind != missing and project.state != State.PLANNED):
            number = f"{AUTHORITY[kind]}〔{day.year}〕{random.randint(1, 240)}号"
            yield ProjectApproval(project=project, kind_id=kind, number=number, approved_on=day)
