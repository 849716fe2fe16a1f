"""The made-up permits: some lapse, some are being renewed, some were renewed before, one is suspended."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from core import clock
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise, Permit, PermitChange, PermitKind
from enterprises.states import PermitState
from notices.services import clock_notices

KINDS = (
    ("PM21", "应急管理局", 1095),
    ("PM24", "登记中心", 1095),
    ("PM25", "生态环境局", 1825),
    ("PM29", "应急管理局", 1095),
)
EXPIRES_IN = (5, 21, 48, 75, 130, 240, 380, 520, 700, -9)
RENEWED = "PM24"
"""The kind of which the permit before the present one is on file as well."""
ASKED_AHEAD, EVERY = 100, 2
"""Of the permits that end within so many days, every second has been asked to be renewed."""
SUSPENDED_EVERY, SUSPENDED_SINCE = 40, 20
REASON = "现场核查发现安全设施未按期检测，暂扣期间不得从事许可范围内的活动。"
SAVED_TOGETHER = 500


def issue_permits(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """Issue the permits of the enterprises, with what was before them."""
    kinds = PermitKind.objects.in_bulk([code for code, _authority, _validity in KINDS])
    present = [each for enterprise in enterprises for each in _permits(county.random, enterprise, today)]
    for number, permit in enumerate(present):
        permit.kind = kinds[permit.kind_id]
        permit.clean()
        _ask_for_renewal(permit, number, today)
    before = [_before(permit) for permit in present if permit.kind_id == RENEWED]
    Permit.objects.bulk_create(before, batch_size=SAVED_TOGETHER)
    Permit.objects.bulk_create(present, batch_size=SAVED_TOGETHER)
    _suspend(county, [permit for permit in present if permit.kind_id == "PM29"], today)


def remind(today: date) -> None:
    """Tell what comes to its last day, as the job of the morning does."""
    with clock.at(datetime.combine(today, time(7, 50), COUNTY_TIME)):
        clock_notices.mind(today)


def _permits(random: Random, enterprise: Enterprise, today: date) -> Iterator[Permit]:
    for kind, authority, validity in KINDS:
        expires = today + timedelta(days=random.choice(EXPIRES_IN) + random.randint(0, 6))
        yield Permit(
            enterprise=enterprise,
            kind_id=kind,
            number=f"(澜){kind[2:]}〔{(expires - timedelta(days=validity)).year}〕{random.randint(1, 9999):04d}",
            issued_on=expires - timedelta(days=validity),
            first_issued_on=expires - timedelta(days=2 * validity),
            valid_until=expires,
            authority=f"澜宁市{authority}",
        )


def _ask_for_renewal(permit: Permit, number: int, today: date) -> None:
    """Some have been asked to be renewed, most of them in time."""
    assert permit.valid_until is not None
    is_near = today <= permit.valid_until <= today + timedelta(days=ASKED_AHEAD)
    if is_near and number % EVERY:
        permit.asked_on = min(permit.apply_by or today, today) - timedelta(days=number % 9)


def _before(permit: Permit) -> Permit:
    """The permit that this one has renewed; it was valid up to the day before."""
    assert permit.issued_on is not None
    old = Permit(
        enterprise=permit.enterprise,
        kind=permit.kind,
        number=f"{permit.number}（原证）",
        issued_on=permit.first_issued_on,
        first_issued_on=permit.first_issued_on,
        valid_until=permit.issued_on - timedelta(days=1),
        authority=permit.authority,
    )
    old.clean()
    permit.follows = old
    return old


def _suspend(county: County, permits: Sequence[Permit], today: date) -> None:
    """One in forty is suspended, with the day and the reason."""
    since, actor = today - timedelta(days=SUSPENDED_SINCE), county.logins["emergency"]
    at = datetime.combine(since, time(10), COUNTY_TIME)
    chosen = permits[3::SUSPENDED_EVERY]
    PermitChange.objects.bulk_create(
        PermitChange(permit=permit, state=PermitState.SUSPENDED, since=since, reason=REASON, actor=actor, at=at)
        for permit in chosen
    )
    Permit.objects.filter(pk__in=[permit.pk for permit in chosen]).update(state=PermitState.SUSPENDED)
