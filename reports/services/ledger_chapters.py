"""The chapters of a report that speak of the ledger: 检查发现, 问题整改, 重大隐患, 群众信访."""

from collections.abc import Iterator, Sequence
from typing import Any

from core import charts
from core.documents.blocks import Block, Column, Figure, Heading, Number, Paragraph, Run, Table, written
from inspections.states import Level, SourceKind
from rectification.states import State, SupervisionLevel
from reports.rules.reconciliation import BALANCE
from reports.services.writer import Writer

MOST_LINES, MOST_UNITS = 30, 20
BALANCE_HEADS = ("期初", "新增", "销号", "作废", "期末")
TABLES = (
    ("source", "按问题来源", "注：同一问题有多个来源的，在各来源分别计入，合计以总数为准。"),
    ("category_group", "按问题类别", ""),
    ("level", "按隐患级别", ""),
    ("lead_organization", "按责任单位", f"注：按期末未销号数由多到少，列出前{MOST_UNITS}个单位。"),
)
CHECKED = (SourceKind.COUNTY_CHECK, SourceKind.PARK_PATROL)


def not_kept(subject: str) -> Paragraph:
    """An honest word on what no register is kept of yet."""
    return Paragraph((f"{subject}本平台尚未建立台账，本期不列。",))


def inspections(writer: Writer) -> Iterator[Block]:
    """二: what inspections have brought onto the ledger; visits, orders and penalties are not kept."""
    rows = {row["key"]: row for row in writer.snapshot["tables"]["source"]}
    runs: list[Run] = ["当月经检查发现并登记的问题："]
    for kind in CHECKED:
        count = rows[kind]["values"]["ledger.new"] if kind in rows else 0
        found = Number(f"{count:,}", "ledger.new", writer.url("ledger.new", source=kind.value))
        runs += [f"{kind.label}", found, "条", "。" if kind == CHECKED[-1] else "，"]
    yield Paragraph(tuple(runs))
    yield not_kept("检查次数、覆盖企业、执法文书和处罚情况")


def standing(writer: Writer) -> Paragraph:
    """How the ledger stood at the end of the month: both rates, and what is not yet due (R10)."""
    runs: tuple[Run, ...] = (
        f"截至{written(writer.month.last)}24时，台账共有问题",
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
    return Paragraph(runs)


def rectification(writer: Writer) -> Iterator[Block]:
    """三: the balance of the month, its course, its parts, and what is overdue."""
    yield Heading("（一）增减情况", 2)
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
        yield balance_table(writer, dimension, writer.snapshot["tables"][dimension], caption, note)
    yield Heading("（二）逾期情况", 2)
    yield from _overdue(writer)


def balance_table(writer: Writer, dimension: str, rows: Sequence[Any], caption: str, note: str = "") -> Table:
    """The balance of the month for each value of a dimension."""
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
    return Table(columns, lines, writer.caption(caption), note)


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
        yield _list(writer, lines, "逾期问题")
        yield from _more(lines)


def major(writer: Writer) -> Iterator[Block]:
    """四: each major hazard that is open, with its unit, limit and progress."""
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
        yield _list(writer, lines, "未销号重大隐患")
        yield from _more(lines)


def _more(lines: Sequence[Any]) -> Iterator[Block]:
    if len(lines) > MOST_LINES:
        yield Paragraph((f"表中按期限先后列出前{MOST_LINES}条，其余见附件。",), flush=True)


def _list(writer: Writer, lines: Sequence[dict[str, Any]], caption: str) -> Table:
    columns = (
        Column("编号", 2.2),
        Column("问题", 4.4),
        Column("责任单位", 3),
        Column("整改期限", 2.3),
        Column("逾期天数", 1.2, True),
        Column("状态", 2),
    )
    return Table(columns, tuple(_line(writer, line) for line in lines[:MOST_LINES]), writer.caption(caption))


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


def complaints(writer: Writer) -> Iterator[Block]:
    """八: what people have reported; no survey is kept."""
    yield from _complaints(writer)
    yield not_kept("满意度调查")


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
