"""The report as an official document: chapters in official wording, every number a registered figure.

The text is Chinese whatever the language of the page: it is the document that leaves the house.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from core import charts, figures
from core.documents.blocks import Block, Column, Document, Figure, Heading, Number, Paragraph, Run, Table
from core.figures import Asked, Moment
from core.rules.numbers import per_cent
from inspections.states import Level, SourceKind
from rectification.states import State, SupervisionLevel
from reports.models import MonthlyReport
from reports.rules.reconciliation import BALANCE
from reports.rules.wording import MONTH, YEAR, compared, compared_rates
from reports.states import ReportState

MOST_LINES, MOST_UNITS = 30, 20
RATES = ("ledger.done_rate", "ledger.signed_off_rate", "ledger.on_time_rate", "ledger.overdue_rate")
BALANCE_HEADS = ("期初", "新增", "销号", "作废", "期末")
TABLES = (
    ("source", "表1　按问题来源", "注：同一问题有多个来源的，在各来源分别计入，合计以总数为准。"),
    ("category_group", "表2　按问题类别", ""),
    ("level", "表3　按隐患级别", ""),
    ("lead_organization", "表4　按责任单位", "注：按期末未销号数由多到少，列出前20个单位。"),
)
NOT_KEPT = "本平台尚未建立本项台账，本月无数据。"


class Writer:
    """Writes one report; `number` prints a figure of its snapshot with the way to the items it counts."""

    def __init__(self, report: MonthlyReport) -> None:
        self.report, self.snapshot = report, report.snapshot
        self.names = report.profile["names"]
        self.month, self.figures = report.month, self.snapshot["figures"]
        part = {"park": str(report.park_id)} if report.park_id else {}
        self.asked = Asked(month=self.month, as_of=Moment.end_of(self.month.last), part=part)

    def number(self, code: str) -> Number:
        return Number(f"{self.figures[code]:,}", code, self.url(code))

    def url(self, code: str, **part: Any) -> str:
        query = {"figure": figures.counted_by(code).code, **self.asked.of(**part).link()}
        return f"{reverse('rectification:item-list')}?{urlencode(query)}"

    def share(self, code: str) -> Number:
        return Number(per_cent(*self.counts(code, self.figures)), code, self.url(code))

    def counts(self, code: str, values: dict[str, int]) -> tuple[int, int]:
        rate = figures.named(code)
        assert isinstance(rate, figures.Rate)
        return values[rate.part], values[rate.whole]

    def against(self, code: str) -> str:
        """环比 and 同比 of a count."""
        now, before, year = (each[code] for each in self._three())
        return f"{compared(MONTH, now, before)}，{compared(YEAR, now, year)}"

    def rate_against(self, code: str) -> str:
        now, before, year = (self.counts(code, each) for each in self._three())
        return f"{compared_rates(MONTH, now, before)}，{compared_rates(YEAR, now, year)}"

    def _three(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        return self.figures, self.snapshot["month_before"], self.snapshot["year_before"]

    def filed(self, code: str) -> Number:
        """A figure of the files, as of the day of the building."""
        return Number(f"{self.report.profile['figures'][code]:,}", code)


def document_of(report: MonthlyReport) -> Document:
    """The report as it is printed."""
    writer = Writer(report)
    with translation.override("zh-hans"):
        blocks = tuple(_chapters(writer))
        draft = "" if report.is_issued else f"（{ReportState(report.state).label}，未印发）"
    issued = timezone.localdate(report.issued_at) if report.issued_at else None
    return Document(
        title=title_of(report),
        blocks=blocks,
        issuer=settings.REPORT_ISSUER,
        number=report.number,
        addressee=settings.REPORT_ADDRESSEE,
        attachments=("整改台账（电子表格）",),
        signature=settings.REPORT_ISSUER.removesuffix("文件"),
        day=issued,
        draft=draft,
    )


def title_of(report: MonthlyReport) -> str:
    scope = report.park.name if report.park else f"{settings.COUNTY_NAME}化工园区"
    again = f"（更正第{report.edition - 1}版）" if report.edition > 1 else ""
    return f"关于{scope}{report.month.year}年{report.month.number}月安全环保监管情况的报告{again}"


def _chapters(writer: Writer) -> Iterator[Block]:
    if writer.report.correction_reason:
        yield Paragraph((f"本期为更正版，更正原因：{writer.report.correction_reason}",))
    yield from _overview(writer)
    yield Heading("二、检查执法")
    yield Paragraph((NOT_KEPT,))
    yield from _rectification(writer)
    yield from _major(writer)
    yield from _permits(writer)
    yield Heading("六、群众信访")
    yield from _complaints(writer)
    yield Heading("七、存在问题")
    yield from _written(writer.report.problems, "无。")
    yield Heading("八、下步工作")
    yield from _written(writer.report.next_steps, "继续抓好问题整改，逐条销号。")


def _overview(writer: Writer) -> Iterator[Block]:
    built = date.fromisoformat(writer.report.profile["built_on"])
    yield Heading("一、总体情况")
    runs: tuple[Run, ...] = (
        f"截至{built.month}月{built.day}日，在册企业",
        writer.filed("enterprises.all"),
        "家，其中正常生产",
        writer.filed("enterprises.operating"),
        "家、停产",
        writer.filed("enterprises.stopped"),
        "家，涉及重大危险源企业",
        writer.filed("enterprises.hazard"),
        "家。",
    )
    yield Paragraph(runs)
    runs = (
        f"截至{_day(writer.month.last)}24时，台账共有问题",
        writer.number("ledger.all"),
        "条，已整改",
        writer.number("ledger.done"),
        "条，整改率",
        writer.share("ledger.done_rate"),
        f"（{writer.rate_against('ledger.done_rate')}）；已销号",
        writer.number("ledger.signed_off"),
        "条，销号率",
        writer.share("ledger.signed_off_rate"),
        "；未完成整改",
        writer.number("ledger.not_done"),
        "条，其中未到期",
        writer.number("ledger.not_due"),
        "条、按期申请待复查",
        writer.number("ledger.rechecking"),
        "条、无明确期限",
        writer.number("ledger.undated"),
        "条、逾期",
        writer.number("ledger.overdue"),
        "条，逾期率",
        writer.share("ledger.overdue_rate"),
        f"（{writer.rate_against('ledger.overdue_rate')}）。",
    )
    yield Paragraph(runs)


def _rectification(writer: Writer) -> Iterator[Block]:
    yield Heading("三、问题整改")
    yield Heading("（一）收支情况", 2)
    runs: tuple[Run, ...] = (
        "期初未销号",
        writer.number("ledger.opening"),
        "条，当月新增",
        writer.number("ledger.new"),
        f"条（{writer.against('ledger.new')}），销号",
        writer.number("ledger.closed"),
        f"条（{writer.against('ledger.closed')}），作废",
        writer.number("ledger.void"),
        "条，期末未销号",
        writer.number("ledger.closing"),
        f"条（{writer.against('ledger.closing')}）。",
    )
    yield Paragraph(runs)
    runs = (
        "当月到期",
        writer.number("ledger.due_in_month"),
        "条，按期通过复查",
        writer.number("ledger.passed_on_time"),
        "条，按期整改率",
        writer.share("ledger.on_time_rate"),
        f"（{writer.rate_against('ledger.on_time_rate')}）；已批准延期",
        writer.number("ledger.extended"),
        "条；复查未通过、仍在整改",
        writer.number("ledger.failed_review"),
        "条；当月反弹",
        writer.number("ledger.rebound_in_month"),
        "条。",
    )
    yield Paragraph(runs)
    trend = writer.snapshot["trend"]
    drawn = charts.lines(
        [
            {"month": point["month"], "series": name, "value": point[field]}
            for field, name in (("new", "新增"), ("closed", "销号"), ("closing", "期末未销号"))
            for point in trend
        ],
        title="近24个月新增、销号和期末未销号",
    )
    yield Figure(drawn.spec, drawn.alt, "图1　近24个月新增、销号和期末未销号")
    for dimension, caption, note in TABLES:
        yield _table(writer, dimension, caption, note)
    yield Heading("（二）逾期情况", 2)
    yield from _overdue(writer)


def _table(writer: Writer, dimension: str, caption: str, note: str) -> Table:
    rows = writer.snapshot["tables"][dimension]
    if dimension == "lead_organization":
        rows = sorted(rows, key=lambda row: -row["values"]["ledger.closing"])[:MOST_UNITS]
    names = _names(writer, dimension)
    name = {"category_group": "category", "category": "category_is"}.get(dimension, dimension)
    columns = (Column("项目", 3), *(Column(head, 1, True) for head in BALANCE_HEADS), Column("逾期", 1, True))
    codes = (*BALANCE, "ledger.overdue")
    lines: tuple[tuple[Run, ...], ...] = tuple(
        (
            names.get(str(row["key"]), "未填报"),
            *(_cell(writer, row, code, {name: row["key"] if row["key"] is not None else "none"}) for code in codes),
        )
        for row in rows
    )
    return Table(columns, lines, caption, note)


def _cell(writer: Writer, row: dict[str, Any], code: str, part: dict[str, Any]) -> Number:
    return Number(f"{row['values'][code]:,}", code, writer.url(code, **part))


def _names(writer: Writer, dimension: str) -> dict[str, str]:
    if dimension == "source":
        return {kind.value: str(kind.label) for kind in SourceKind}
    if dimension == "level":
        return {level.value: str(level.label) for level in Level}
    known: dict[str, str] = writer.names["category" if dimension.startswith("category") else dimension]
    return known


def _overdue(writer: Writer) -> Iterator[Block]:
    runs: tuple[Run, ...] = (
        "逾期",
        writer.number("ledger.overdue"),
        "条，其中逾期1—7天",
        writer.number("ledger.overdue_1_7"),
        "条、8—30天",
        writer.number("ledger.overdue_8_30"),
        "条、31—90天",
        writer.number("ledger.overdue_31_90"),
        "条、90天以上",
        writer.number("ledger.overdue_over_90"),
        "条。",
    )
    yield Paragraph(runs)
    lines = writer.snapshot["lists"]["overdue"]
    if lines:
        yield _list(writer, lines, "表5　逾期问题")
        yield from _more(lines)


def _major(writer: Writer) -> Iterator[Block]:
    yield Heading("四、重大隐患与挂牌督办")
    runs: tuple[Run, ...] = (
        "重大隐患未销号",
        writer.number("ledger.major_open"),
        "条，其中逾期",
        writer.number("ledger.major_overdue"),
        "条；挂牌督办",
        writer.number("ledger.listed"),
        "条。",
    )
    yield Paragraph(runs)
    lines = writer.snapshot["lists"]["major"]
    if lines:
        yield _list(writer, lines, "表6　未销号重大隐患")
        yield from _more(lines)


def _more(lines: Sequence[Any]) -> Iterator[Block]:
    if len(lines) > MOST_LINES:
        yield Paragraph(("表中按期限先后列出前部，全部事项见附件。",), flush=True)


def _list(writer: Writer, lines: Sequence[dict[str, Any]], caption: str) -> Table:
    columns = (
        Column("编号", 2),
        Column("问题", 5),
        Column("责任单位", 3),
        Column("期限", 2),
        Column("逾期天数", 1, True),
        Column("状态", 2),
    )
    return Table(columns, tuple(_line(writer, line) for line in lines[:MOST_LINES]), caption)


def _line(writer: Writer, line: dict[str, Any]) -> tuple[Run, ...]:
    number, title, _place = writer.names["item"][str(line["item"])]
    pushed = f"（{SupervisionLevel(line['supervision']).label}）" if line["supervision"] else ""
    return (
        number,
        title,
        writer.names["lead_organization"].get(str(line["unit"]), "—"),
        line["deadline"] or "—",
        str(line["days_late"] or "—"),
        f"{State(line['state']).label}{pushed}",
    )


def _permits(writer: Writer) -> Iterator[Block]:
    yield Heading("五、证照情况")
    runs: tuple[Run, ...] = (
        "有证照已过期的企业",
        writer.filed("enterprises.permits_expired"),
        "家，90日内有证照到期的企业",
        writer.filed("enterprises.permits_90"),
        "家。",
    )
    yield Paragraph(runs)


def _complaints(writer: Writer) -> Iterator[Block]:
    rows = [row for row in writer.snapshot["tables"]["source"] if row["key"] == SourceKind.COMPLAINT]
    if not rows:
        yield Paragraph(("本月台账中无群众信访类问题。",))
        return
    part = {"source": SourceKind.COMPLAINT.value}
    runs: tuple[Run, ...] = (
        "群众信访类问题当月新增",
        _cell(writer, rows[0], "ledger.new", part),
        "条，销号",
        _cell(writer, rows[0], "ledger.closed", part),
        "条，期末未销号",
        _cell(writer, rows[0], "ledger.closing", part),
        "条，逾期",
        _cell(writer, rows[0], "ledger.overdue", part),
        "条。",
    )
    yield Paragraph(runs)


def _written(text: str, nothing: str) -> Iterator[Block]:
    for line in text.splitlines() or [nothing]:
        if line.strip():
            yield Paragraph((line.strip(),))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
