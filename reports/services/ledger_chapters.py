"""The chapters of a report that speak of the ledger: 上级反馈, 问题整改, 逾期与重大隐患, 检查发现, 群众信访."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Any

from core.rules.months import Month
from core.rules.numbers import per_cent
from documents import charts
from documents.blocks import Block, Column, Figure, Heading, Number, Paragraph, Run, Table
from inspections.states import SUPERIORS, SourceKind
from reports.services.balance_tables import CATEGORY_GROUP, LEVEL, SEVERAL, SOURCE, UNIT, balance_table, cell
from reports.services.writer import Writer

CHECKED = (SourceKind.COUNTY_CHECK, SourceKind.PARK_PATROL)
TABLES = ((SOURCE, "来源"), (CATEGORY_GROUP, "类别"), (LEVEL, "级别"), (UNIT, "责任单位"))
SUPERIOR = (
    Column("来源", 2.9),
    Column("清单", 3.4),
    Column("问题", 0.9, True),
    Column("已完成", 1.2, True),
    Column("达到序时进度", 2.2, True),
    Column("未达到序时进度", 2.4, True),
    Column("其中阶段性办结", 2.4, True),
)
SUPERIOR_CODES = (("done", "ledger.done"), ("on_schedule", "ledger.on_schedule"), ("behind", "ledger.behind"))
STAGED = ("staged", "ledger.staged")
"""Beside the states: it is one of those that are open. Snapshots of before stages were closed do not know it."""


def standing(writer: Writer) -> Paragraph:
    """How the ledger stood at the cut-off: numerator and denominator before each rate, and what is not yet due."""
    runs: list[Run] = ["累计登记问题", writer.number("ledger.all"), "条"]
    runs += _unassigned(writer)
    runs += ["，已整改", writer.number("ledger.done"), "条", *_rate(writer, "整改率", "ledger.done_rate")]
    runs += ["；已销号", writer.number("ledger.signed_off"), "条", *_rate(writer, "销号率", "ledger.signed_off_rate")]
    runs += ["；未完成整改", writer.number("ledger.not_done"), "条"]
    parts = (
        ("未到期", "ledger.not_due"),
        ("按期申请待复查", "ledger.rechecking"),
        ("无明确期限", "ledger.undated"),
        ("逾期", "ledger.overdue"),
    )
    runs += writer.parts(parts, before="，其中", whole="ledger.not_done")
    late = _rate(writer, "逾期率", "ledger.overdue_rate") if writer.figures["ledger.overdue"] else ["，无逾期问题"]
    return Paragraph((*runs, *late, "。", *writer.without_base()))


def _unassigned(writer: Writer) -> list[Run]:
    rows = [row for row in writer.snapshot["tables"][UNIT.name] if row["key"] is None and row["values"]["ledger.all"]]
    return ["（其中尚未交办", cell(writer, UNIT, rows[0], "ledger.all"), "条）"] if rows else []


def _rate(writer: Writer, name: str, code: str) -> list[Run]:
    """A share after its two counts, with what it is compared to; nothing of nothing."""
    if not writer.counts(code, writer.figures)[1]:
        return []
    return [f"，{name}", writer.share(code), writer.rate_against(code)]


def superior(writer: Writer) -> Iterator[Block]:
    """上级反馈问题整改: by list, in the superior's order and states."""
    lists = writer.snapshot.get("superior", ())
    if not lists:
        return
    told = [name for name, _code in (*SUPERIOR_CODES, STAGED) if name in lists[0]]
    added = {name: sum(each[name] for each in lists) for name in told}
    total = writer.snapshot.get("superior_total", added)
    said: list[Run] = ["上级反馈、交办问题", Number(f"{_all_of(total):,}", "ledger.all"), "条", *_by_state(total)]
    if total.get("staged"):
        said += ["；未完成整改的问题中，阶段性办结", Number(f"{total['staged']:,}", "ledger.staged"), "条"]
    yield Paragraph((*said, f"，见{writer.see_table()}。"))
    lines = [(str(SourceKind(each["kind"]).label), each["list"] or "未列清单", *_states(each)) for each in lists]
    caption, note = writer.caption("上级反馈问题整改情况（单位：条）"), "" if added == total else SEVERAL
    yield _without_noughts(Table(SUPERIOR, (*lines, ("合计", "", *_states(total))), caption, note))
    yield from _by_source(writer)


def _by_source(writer: Writer) -> Iterator[Paragraph]:
    """Of each source above the county how many problems, how many of them are rectified, and the share."""
    rows = {row["key"]: row for row in writer.snapshot["tables"][SOURCE.name]}
    runs: list[Run] = []
    for kind in SUPERIORS:
        row = rows.get(str(kind))
        if row is None or not row["values"].get("ledger.all"):
            continue
        counted = row["values"]["ledger.done"], row["values"]["ledger.all"]
        share = Number(per_cent(*counted), "ledger.done_rate", writer.url("ledger.done_rate", source=str(kind)))
        runs += ["；" if runs else "", str(kind.label), cell(writer, SOURCE, row, "ledger.all")]
        runs += ["条，已整改", cell(writer, SOURCE, row, "ledger.done"), "条，整改率", share]
    if runs:
        yield Paragraph(("累计登记的上级反馈、交办问题按来源计：", *runs, "。"))


def _all_of(counts: dict[str, int]) -> int:
    """The problems of all states; one with a stage closed is among them."""
    return sum(counts[name] for name, _code in SUPERIOR_CODES)


def _by_state(total: dict[str, int]) -> list[Run]:
    """，已完成21条，达到序时进度4条; ，均已完成 where one state is that of all."""
    words = (("done", "已完成"), ("on_schedule", "达到序时进度"), ("behind", "未达到序时进度"))
    codes, counted = dict(SUPERIOR_CODES), [(name, word) for name, word in words if total[name]]
    if len(counted) == 1 and total[counted[0][0]] > 1:
        return [f"，均{counted[0][1]}"]
    return [run for name, word in counted for run in (f"，{word}", Number(f"{total[name]:,}", codes[name]), "条")]


def _states(each: dict[str, Any]) -> tuple[Run, ...]:
    counts = [(each.get(name, 0), code) for name, code in (*SUPERIOR_CODES, STAGED)]
    return tuple(Number(f"{count:,}", code) for count, code in ((_all_of(each), "ledger.all"), *counts))


def _without_noughts(table: Table) -> Table:
    """Without the columns in which nothing but 0 stands."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if not column.is_number or any(getattr(row[place], "text", "") != "0" for row in table.rows)
    ]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Table(tuple(table.columns[place] for place in kept), rows, table.caption, table.note)


def rectification(writer: Writer) -> Iterator[Block]:
    """问题整改: the balance of the month, its course and its parts."""
    runs: tuple[Run, ...] = (
        "期初未销号",
        writer.number("ledger.opening"),
        "条，当月新增",
        writer.number("ledger.new"),
        f"条{writer.against('ledger.new')}，销号",
        writer.number("ledger.closed"),
        f"条{writer.against('ledger.closed')}",
        *writer.parts((("作废", "ledger.void"),), before="，"),
        "，期末未销号",
        writer.number("ledger.closing"),
        f"条{writer.against('ledger.closing')}。",
    )
    yield Paragraph(runs)
    drawn = any(point["new"] or point["closing"] for point in writer.snapshot["trend"])
    told = [(dimension, word) for dimension, word in TABLES if writer.snapshot["tables"][dimension.name]]
    yield from _closure(writer)
    yield Paragraph((*_course(writer), *_where_it_stands(writer, [word for _each, word in told], drawn=drawn)))
    if drawn:
        yield _trend(writer)
    for dimension, word in told:
        yield balance_table(writer, dimension, f"问题增减情况（按{word}，单位：条）")


def _closure(writer: Writer) -> Iterator[Paragraph]:
    """治本率 and what it leaves out; 暂停 and 阶段性办结, which are open; the look-backs of the month.

    Snapshots of before these were counted say nothing of them.
    """
    if "ledger.cured" not in writer.figures:
        return
    if writer.figures["ledger.signed_off"]:
        yield Paragraph((*_cured(writer), "。"))
    parts = (("阶段性办结", "ledger.staged"), ("仅作暂停处理、未计入已整改", "ledger.stopped"))
    if open_ones := writer.parts(parts, before="未完成整改的问题中，"):
        yield Paragraph((*open_ones, "。"))
    if writer.figures["ledger.look_back"] or writer.figures["ledger.look_back_new"]:
        yield Paragraph(tuple(_look_backs(writer)))


def _cured(writer: Writer) -> list[Run]:
    """治本率 with its two counts; no rate where of nothing it is on file how it was rectified."""
    runs: list[Run] = ["已销号的", writer.number("ledger.signed_off")]
    if writer.figures["ledger.mode_unknown"] == writer.figures["ledger.signed_off"]:
        runs += ["条均未载明整改方式"]
    else:
        runs += ["条中，以消除、永久隔断或拆除、工程方式整改的", writer.number("ledger.cured"), "条"]
        runs += _rate(writer, "治本率", "ledger.root_cure_rate")
        runs += writer.parts((("未载明整改方式", "ledger.mode_unknown"),), before="；其中")
    runs += writer.parts((("清单导入时已办结的历史问题", "ledger.closed_before"),), before="；另有")
    return [*runs, "，不计入"] if writer.figures["ledger.closed_before"] else runs


def _look_backs(writer: Writer) -> Iterator[Run]:
    """需整改、已整改、未整改、新发现, as they are published."""
    named = (
        ("当月开展回头看，需整改", "ledger.look_back"),
        ("条，已整改", "ledger.look_back_kept"),
        ("条，未整改", "ledger.look_back_rebound"),
        ("条；新发现", "ledger.look_back_new"),
    )
    for word, code in named:
        yield from (word, writer.number(code))
    yield "条。"


def _where_it_stands(writer: Writer, words: Sequence[str], *, drawn: bool) -> Iterator[str]:
    """Which chart and which tables the text speaks of."""
    if drawn:
        yield "变化趋势见图1。" if not words else "变化趋势见图1，"
    if words:
        first, last = writer.see_table(), writer.see_table(len(words))
        yield f"按{'、'.join(words)}的增减情况见{first if first == last else f'{first}至{last}'}。"


def _course(writer: Writer) -> list[Run]:
    if not writer.figures["ledger.due_in_month"]:
        runs: list[Run] = ["当月无到期问题"]
    else:
        runs = ["当月到期", writer.number("ledger.due_in_month"), "条，按期通过复查"]
        runs += [writer.number("ledger.passed_on_time"), "条", *_rate(writer, "按期整改率", "ledger.on_time_rate")]
    parts = (
        ("已批准延期", "ledger.extended"),
        ("复查未通过仍在整改", "ledger.failed_review"),
        ("当月反弹", "ledger.rebound_in_month"),
    )
    return [*runs, *writer.parts(parts, before="；"), "。"]


def _trend(writer: Writer) -> Figure:
    """From the first month of which anything is on record: before it there is nothing, not nought."""
    values = ("new", "closed", "closing")
    points = list(dropwhile(lambda point: not any(point[name] for name in values), writer.snapshot["trend"]))
    title = f"近{len(points)}个月新增、销号和期末未销号"
    drawn = charts.lines(
        [
            {"month": _month(point["month"]), "series": name, "value": point[field]}
            for field, name in (("new", "新增"), ("closed", "销号"), ("closing", "期末未销号"))
            for point in points
        ],
        title=title,
    )
    return Figure(drawn.spec, drawn.alt, f"图1　{title}")


def _month(text: str) -> str:
    month = Month.parse(text)
    return f"{month.year}年{month.number}月"


def pushed(writer: Writer) -> Iterator[Block]:
    """逾期、重大隐患与挂牌督办: how many and how long; line by line in the annexes."""
    lists = writer.snapshot["lists"]
    yield Heading("（一）逾期问题", 2)
    if lists["overdue"]:
        ageing = (
            ("1—7天", "ledger.overdue_1_7"),
            ("8—30天", "ledger.overdue_8_30"),
            ("31—90天", "ledger.overdue_31_90"),
            ("90天以上", "ledger.overdue_over_90"),
        )
        parts = writer.parts(ageing, before="，其中逾期", whole="ledger.overdue")
        yield Paragraph(("逾期未完成整改", writer.number("ledger.overdue"), "条", *parts, writer.see("overdue")))
    else:
        yield Paragraph(("无逾期未完成整改的问题。",))
    yield Heading("（二）重大隐患与挂牌督办", 2)
    if not lists["major"]:
        yield Paragraph(("无未销号的重大隐患。",))
        return
    named = (("逾期", "ledger.major_overdue"), ("处于挂牌督办", "ledger.listed"))
    parts = writer.parts(named, before="，其中", whole="ledger.major_open")
    yield Paragraph(("未销号重大隐患", writer.number("ledger.major_open"), "条", *parts, writer.see("major")))


def inspections(writer: Writer) -> Iterator[Block]:
    """检查执法: what inspections have brought onto the ledger in the month."""
    rows = [row for row in writer.snapshot["tables"]["source"] if row["key"] in CHECKED and row["values"]["ledger.new"]]
    runs: list[Run] = []
    for row in rows:
        label = str(SourceKind(row["key"]).label).removesuffix("发现")
        runs += ["、" if runs else "当月登记", f"{label}发现问题"]
        runs += [cell(writer, SOURCE, row, "ledger.new"), "条"]
    if runs:
        yield Paragraph((*runs, "。"))


def complaints(writer: Writer) -> Iterator[Block]:
    """群众信访: what people have reported; nothing where nothing has been."""
    rows = [row for row in writer.snapshot["tables"]["source"] if row["key"] == SourceKind.COMPLAINT]
    parts = (
        ("当月新增", "ledger.new"),
        ("销号", "ledger.closed"),
        ("期末未销号", "ledger.closing"),
        ("逾期", "ledger.overdue"),
    )
    runs: list[Run] = []
    for word, code in parts:
        if rows and rows[0]["values"][code]:
            runs += ["，" if runs else "群众信访反映的问题", word, cell(writer, SOURCE, rows[0], code), "条"]
    if runs:
        yield Paragraph((*runs, "。"))


def facts_of(writer: Writer, lines: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    """What the tables say of the items of a list; of reports of before their numbers and titles are known alone."""
    known: dict[str, Any] = writer.report.profile.get("facts", {})
    return [{**_of_before(writer, line), **known.get(str(line["item"]), {})} for line in lines]


def _of_before(writer: Writer, line: dict[str, object]) -> dict[str, object]:
    number, title, _place = writer.names["item"][str(line["item"])]
    unit = writer.names["lead_organization"].get(str(line["unit"]), "")
    told = {"number": number, "problem": title, "unit": unit}
    return {**told, "deadline": line["deadline"] or "", "days_late": line["days_late"]}
