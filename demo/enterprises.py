"""The made-up enterprises: name, code, people, permits."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

from accounts.models import User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from demo.county import County, engage_all
from demo.permits import issue_permits
from demo.texts.enterprises import TRADES, Trade
from demo.texts.names import ENTERPRISE_HEADS, ENTERPRISE_PREFIXES, ROADS
from demo.timelines import entered
from enterprises.models import Enterprise, OperatingChange
from enterprises.rules.credit_code import ALPHABET, check_character
from enterprises.states import OperatingState as State
from parks.models import Park

STATES = (State.OPERATING,) * 8 + (State.TRIAL, State.BUILDING, State.STOPPED, State.OPERATING)
RISE = (State.BUILDING, State.TRIAL, State.OPERATING)
"""What a plant goes through until it produces."""
STAND = {State.STOPPED: State.OPERATING}
RISEN = (
    (2600, "项目开工建设", "", False),
    (1700, "竣工后试生产", "砚试备〔{year}〕7号", False),
    (1420, "通过竣工验收，正式投产", "砚验〔{year}〕15号", False),
)
HALTS = (
    (),
    (
        (State.STOPPED, (1010, "重大隐患未消除，责令停产停业整顿", "砚应急罚〔{year}〕31号", True)),
        (State.OPERATING, (930, "整改验收合格，恢复生产", "砚应急复〔{year}〕12号", False)),
    ),
    (),
    (
        (State.STOPPED, (420, "装置大修", "", False)),
        (State.OPERATING, (385, "检修完成，恢复生产", "", False)),
    ),
    (),
)
MOVED = 1100
"""What lies so many days back differs from plant to plant."""
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
    """Found so many enterprises, spread over the parks, with people and permits."""
    drawn = zip(names(), range(count), strict=False)
    enterprises = [_enterprise(county, parks[number % len(parks)], found, number) for found, number in drawn]
    Enterprise.objects.bulk_create(enterprises, batch_size=SAVED_TOGETHER)
    keeper = county.logins["coordinator"]
    OperatingChange.objects.bulk_create(
        (change for n, each in enumerate(enterprises, 1) for change in _past_of(each, n, keeper, today)),
        batch_size=SAVED_TOGETHER,
    )
    engage_all(county, [_representative(county, enterprise, n) for n, enterprise in enumerate(enterprises, 1)])
    issue_permits(county, enterprises, today)
    return enterprises


def _past_of(enterprise: Enterprise, number: int, keeper: User, today: date) -> Iterator[OperatingChange]:
    """The states that it has been in, its days by its number; the last one is that of the file."""
    state = State(enterprise.state)
    shift, until = timedelta(days=number % 11 * 23), RISE.index(STAND.get(state, state))
    halted = HALTS[number % len(HALTS)] if state == State.OPERATING else ()
    steps = [*list(zip(RISE, RISEN, strict=True))[: until + 1], *halted]
    if state == State.STOPPED:
        steps.append((State.STOPPED, (140, "市场原因，企业申请停产检修", "", False)))
    for into, (ago, reason, document, by_order) in steps:
        day = today - timedelta(days=ago) - (shift if ago > MOVED else timedelta())
        yield OperatingChange(
            enterprise=enterprise,
            state=into,
            since=day,
            reason=reason,
            document=document.format(year=day.year),
            by_order=by_order,
            actor=keeper,
            at=entered(day),
        )


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
