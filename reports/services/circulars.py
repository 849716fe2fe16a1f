"""通报: who is late with what, drafted from the ledger, approved by a leader, issued with a number."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import Role
from core import clock, figures
from core.documents.blocks import Block, Column, Document, Heading, Number, Paragraph, Table, written
from core.errors import DomainError
from core.figures import Asked
from core.rules.months import Month
from core.rules.numbers import per_cent
from core.services import calendar, series
from rectification.models import Item, SupervisionMeasure
from reports.models import Circular
from reports.rules.ranking import RULE, Standing, ranked
from reports.services.deciding import NotForYouError, StaleReportError
from reports.states import ReportState

MOST_ITEMS = 500
COLUMNS = (
    Column("责任单位", 3),
    Column("编号", 2.2),
    Column("问题", 4.2),
    Column("整改期限", 2.3),
    Column("逾期天数", 1.1, True),
    Column("已采取督办措施", 1.8),
)


@transaction.atomic
def draft(actor: User, *, reply_days: int, with_ranking: bool = False) -> Circular:
    """Draft one of all that is overdue today. Raises DomainError where nothing is."""
    if not actor.is_coordinator or actor.organization.county is None:
        raise NotForYouError(_("The coordinator drafts and issues circulars."))
    county = actor.organization.county
    asked = Asked(county=county, month=Month.of(clock.today()))
    units, total = _units(asked), figures.read(["ledger.overdue"], asked)["ledger.overdue"].value
    if not units:
        raise DomainError(_("Nothing is overdue today."))
    return Circular.objects.create(
        county=county,
        day=clock.today(),
        reply_by=calendar.current().add_working_days(clock.today(), reply_days),
        with_ranking=with_ranking,
        content={"units": units, "total": total, "ranking": _ranking(asked) if with_ranking else []},
        drafted_by=actor,
        drafted_at=clock.now(),
    )


def _units(asked: Asked) -> list[dict[str, Any]]:
    """The late units with their facts, whoever has most first."""
    rows = figures.items("ledger.overdue", asked).exclude(lead_organization=None).select_related("lead_organization")
    late: dict[int, list[Item]] = defaultdict(list)
    for item in rows.order_by("deadline", "pk")[:MOST_ITEMS]:
        late[item.lead_organization_id].append(item)
    keys = [item.pk for items in late.values() for item in items]
    pushed = dict(
        SupervisionMeasure.objects.filter(item__in=keys).values_list("item").annotate(n=Count("pk")).order_by()
    )
    found = [_unit(items, pushed) for items in late.values()]
    return sorted(found, key=lambda unit: (-len(unit["items"]), unit["name"]))


def _unit(items: list[Item], pushed: dict[int, int]) -> dict[str, Any]:
    unit = items[0].lead_organization
    assert unit is not None
    lines = [
        {
            "number": item.number,
            "problem": item.title,
            "deadline": item.deadline.isoformat() if item.deadline else "",
            "days_late": item.days_late,
            "measures": pushed.get(item.pk, 0),
        }
        for item in items
    ]
    return {"unit": unit.pk, "name": unit.name, "items": lines}


def _ranking(asked: Asked) -> list[dict[str, Any]]:
    codes = ("ledger.due_in_month", "ledger.passed_on_time")
    found = figures.read_by("lead_organization", codes, asked)
    names = dict(Organization.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    units = [Standing(names[key], by[codes[0]].value, by[codes[1]].value) for key, by in found.items() if key]
    return [
        {"place": place, "name": unit.name, "due": unit.due, "in_time": unit.in_time} for place, unit in ranked(units)
    ]


def may_approve(circular: Circular, person: User) -> bool:
    leads = person.role == Role.SUPERIOR or (person.is_head and person.assigns)
    return leads and circular.state == ReportState.REVIEWED and person.pk != circular.drafted_by_id


def may_issue(circular: Circular, person: User) -> bool:
    return person.is_coordinator and circular.state == ReportState.APPROVED


@transaction.atomic
def approve(key: int, *, actor: User, version: int) -> Circular:
    circular = _locked(key, actor, version)
    if not may_approve(circular, actor):
        raise NotForYouError(_("A leader who has not drafted it approves a circular."))
    circular.state, circular.approved_by, circular.approved_at = ReportState.APPROVED, actor, clock.now()
    return _saved(circular)


@transaction.atomic
def issue(key: int, *, actor: User, version: int) -> Circular:
    circular = _locked(key, actor, version)
    if not may_issue(circular, actor):
        raise NotForYouError(_("The coordinator drafts and issues circulars."))
    year = clock.today().year
    (given,) = series.take(f"report:{circular.county_id}:{year}", 1)
    circular.number = f"{settings.REPORT_WORD}〔{year}〕{given}号"
    circular.state, circular.issued_at = ReportState.ISSUED, clock.now()
    return _saved(circular)


def _locked(key: int, actor: User, version: int) -> Circular:
    circular = Circular.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=key)
    if circular.version != version:
        raise StaleReportError(_("Somebody has changed this circular since you opened it."), version=circular.version)
    return circular


def _saved(circular: Circular) -> Circular:
    circular.version += 1
    circular.save()
    return circular


def document_of(circular: Circular) -> Document:
    """The circular in the layout of an official document."""
    issued = timezone.localdate(circular.issued_at) if circular.issued_at else None
    return Document(
        title=f"关于{settings.COUNTY_NAME}化工园区问题整改逾期情况的通报",
        blocks=tuple(_blocks(circular)),
        issuer=settings.REPORT_ISSUER,
        number=circular.number,
        addressee="各有关单位",
        signature=settings.REPORT_ISSUER.removesuffix("文件"),
        day=issued,
        draft="" if circular.is_issued else "（未印发）",
        printed_by=settings.REPORT_ISSUER.removesuffix("文件"),
    )


def _blocks(circular: Circular) -> list[Block]:
    rows = tuple(_row(unit["name"], item) for unit in circular.content["units"] for item in unit["items"])
    count = circular.content.get("total", len(rows))
    total = Number(f"{count:,}", "ledger.overdue")
    more = "，其中逾期时间最长的列于下表" if count > len(rows) else ""
    found: list[Block] = [
        Paragraph((f"截至{written(circular.day)}，逾期未完成整改的问题共", total, f"条{more}。现通报如下：")),
        Heading("一、逾期单位及事实"),
        Table(COLUMNS, rows, note="注：按责任单位逾期问题由多到少排列。"),
        Heading("二、有关要求"),
        Paragraph(
            (
                f"上述单位应于{written(circular.reply_by)}前书面反馈逾期原因、整改措施和完成时间；对通报事实有异议的，请在同一期限内提出。",
            )
        ),
    ]
    if circular.content["ranking"]:
        found += [Heading("三、按期整改情况"), _ranking_table(circular.content["ranking"])]
    return found


def _ranking_table(ranking: list[dict[str, Any]]) -> Table:
    columns = (
        Column("名次", 1, True),
        Column("单位", 4),
        Column("当月到期", 1.2, True),
        Column("按期通过", 1.2, True),
        Column("按期整改率", 1.5, True),
    )
    rows = tuple(
        (
            str(line["place"]),
            line["name"],
            str(line["due"]),
            str(line["in_time"]),
            per_cent(line["in_time"], line["due"]),
        )
        for line in ranking
    )
    return Table(columns, rows, note=RULE)


def _row(unit: str, item: dict[str, Any]) -> tuple[str, ...]:
    measures = f"{item['measures']}次" if item["measures"] else "—"
    return (unit, item["number"], item["problem"], item["deadline"] or "—", str(item["days_late"]), measures)
