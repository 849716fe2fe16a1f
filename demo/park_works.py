"""The works of the made-up parks: how each facility came on month by month, and what the quota was given to."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from accounts.models import User
from core import clock
from core.rules.months import add_months
from core.states import AttachmentKind
from demo.files import hand_in
from demo.timelines import COUNTY_TIME
from parks.models import Infrastructure, InfrastructureProgress, Park, QuotaAccount, QuotaPosting, StopNotice
from parks.rules.milestones import days_late
from parks.rules.quota import effect_of
from parks.states import InfrastructureStatus as Status
from parks.states import PostingKind as Kind

PHOTOS = 2
QUOTA = (("COD", "186.5"), ("NH3N", "18.6"), ("SO2", "92"), ("NOX", "120.4"), ("VOCS", "64"))
# fmt: off
POSTINGS = (
    # kind, share of the quota, month, document, project; a use names the project that had reserved
    (Kind.GRANTED,    "1",     1, "澜环总量〔{year}〕7号",   ""),
    (Kind.RESERVED,   "0.22",  2, "砚环总量〔{year}〕3号",   "年产5000吨医药中间体项目"),
    (Kind.RESERVED,   "0.31",  3, "砚环总量〔{year}〕5号",   "氯碱装置技术改造项目"),
    (Kind.USED,       "0.22",  5, "排污许可证变更〔{year}〕2号", "年产5000吨医药中间体项目"),
    (Kind.REDUCED,    "0.08",  6, "砚环减排核〔{year}〕1号", "染料中间体企业中水回用"),
    (Kind.TRADED_OUT, "0.12",  7, "澜排污权交〔{year}〕19号", ""),
    (Kind.RESERVED,   "0.18",  8, "砚环总量〔{year}〕11号",  "废酸资源化利用项目"),
    (Kind.USED,       "0.31", 10, "排污许可证变更〔{year}〕6号", "氯碱装置技术改造项目"),
)
# fmt: on


def go_on(parks: Sequence[Park], keepers: Sequence[User], today: date) -> None:
    """Let the works of each park come on until today."""
    for number, (park, keeper) in enumerate(zip(parks, keepers, strict=True)):
        facilities = list(Infrastructure.objects.filter(park=park))
        rows = [row for facility in facilities for row in _months(facility, keeper, today)]
        InfrastructureProgress.objects.bulk_create(rows, batch_size=500)
        _keep_accounts(park, keeper, today)
        if number == 0:
            _photograph(facilities, keeper, today)
            _stop(park, today)


def _months(facility: Infrastructure, keeper: User, today: date) -> Iterator[InfrastructureProgress]:
    """A row each month while it is being built, one when it is built, one when it comes into use."""
    begun, built = facility.started_on, facility.completed_on
    if begun is None:
        yield _row(facility, keeper, min(facility.planned_start or today, today), 0, facility.status)
        return
    last, goal = built or today, 100 if built else facility.progress
    day = begun
    while day < last:
        percent = round(goal * (day - begun).days / max((last - begun).days, 1))
        yield _row(facility, keeper, day, percent, Status.BUILDING)
        day = add_months(day, 1)
    if built is None:
        yield _row(facility, keeper, today - timedelta(days=3), facility.progress, facility.status, facility.note)
        return
    yield _row(facility, keeper, built, 100, Status.BUILT_UNUSED, facility.note)
    if facility.in_use_since:
        yield _row(facility, keeper, facility.in_use_since, 100, Status.IN_USE)


def _row(
    facility: Infrastructure, keeper: User, day: date, percent: int, status: str, note: str = ""
) -> InfrastructureProgress:
    return InfrastructureProgress(
        facility=facility,
        day=day,
        percent=percent,
        status=status,
        note=note,
        recorded_by=keeper,
        recorded_at=_noon(day),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), COUNTY_TIME)


def _photograph(facilities: Sequence[Infrastructure], keeper: User, today: date) -> None:
    """The last progress of what is behind its plan comes with photos."""
    late = [each for each in facilities if days_late(each.planned_completion, each.status, today)][:PHOTOS]
    for number, facility in enumerate(late):
        last = InfrastructureProgress.objects.filter(facility=facility).order_by("-day", "-pk")[0]
        with clock.at(_noon(last.day)):
            photo = hand_in(AttachmentKind.DOCUMENT, facility.kind_id, keeper, 70 + number, clock.now())
            last.photos.add(photo)


def _keep_accounts(park: Park, keeper: User, today: date) -> None:
    years = (today.year - 1, today.year)
    accounts = [QuotaAccount(park=park, pollutant=code, year=year) for year in years for code, _granted in QUOTA]
    granted = dict(QUOTA)
    for account in QuotaAccount.objects.bulk_create(accounts):
        _post(account, Decimal(granted[account.pollutant]), keeper, today)


def _post(account: QuotaAccount, whole: Decimal, keeper: User, today: date) -> None:
    """The postings of a year in two goes: what is used names the reservation it is taken from."""
    rows = [row for row in POSTINGS if date(account.year, row[2], 15) <= today]
    made: dict[str, QuotaPosting] = {}
    for kinds in (frozenset(Kind) - {Kind.USED}, {Kind.USED}):
        some = [_posting(account, whole, keeper, row, made) for row in rows if row[0] in kinds]
        for posting in QuotaPosting.objects.bulk_create(some):
            made[posting.project_name] = posting


def _posting(
    account: QuotaAccount,
    whole: Decimal,
    keeper: User,
    row: tuple[Kind, str, int, str, str],
    made: dict[str, QuotaPosting],
) -> QuotaPosting:
    kind, share, month, document, project = row
    day, amount = date(account.year, month, 15), round(whole * Decimal(share), 4)
    return QuotaPosting(
        account=account,
        kind=kind,
        amount=amount,
        effect=effect_of(kind, amount),
        day=day,
        document=document.format(year=account.year),
        project_name=project,
        reservation=made[project] if kind == Kind.USED else None,
        posted_by=keeper,
        posted_at=_noon(day),
    )


def _stop(park: Park, today: date) -> None:
    """One stop that has been lifted, and one that holds."""
    known = {"park": park, "authority": "澜江省生态环境厅", "region": "砚川县"}
    StopNotice.objects.bulk_create(
        [
            StopNotice(
                pollutant="NH3N",
                document=f"澜环函〔{today.year - 1}〕88号",
                since=today - timedelta(days=420),
                until=today - timedelta(days=240),
                lifted_by=f"澜环函〔{today.year}〕21号",
                reason="出境断面氨氮年均值超标",
                **known,
            ),
            StopNotice(
                pollutant="VOCS",
                document=f"澜环函〔{today.year}〕146号",
                since=today - timedelta(days=46),
                reason="挥发性有机物减排目标未完成",
                **known,
            ),
        ]
    )
