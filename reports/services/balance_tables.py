"""增减表: the balance of the month for each value of a dimension, with what stands in the first column at its head."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.blocks import Column, Number, Run, Table
from inspections.states import OUTSIDE, Level, SourceKind
from reports.rules.reconciliation import BALANCE, Row
from reports.services.writer import Writer

MOST_UNITS = 20
HEADS = {
    **dict(zip(BALANCE, ("期初", "新增", "销号", "作废", "期末"), strict=True)),
    "ledger.overdue": "逾期",
}
OTHER = {"X": "其他"}
"""What documents call the category that the catalog names at length."""
SEVERAL = "注：同一问题有多个来源的，在各来源分别计入，合计按问题条数计。"


@dataclass(frozen=True)
class Dimension:
    """A way to divide the ledger: the head of its column, what a row without a value is called, how a link names it."""

    name: str
    head: str
    without: str
    parameter: str


SOURCE = Dimension("source", "来源", "来源未登记", "source")
CATEGORY_GROUP = Dimension("category_group", "类别", "未分类", "category")
CATEGORY = Dimension("category", "类别", "未分类", "category_is")
LEVEL = Dimension("level", "级别", "未定级", "level")
UNIT = Dimension("lead_organization", "单位", "尚未交办", "lead_organization")
S = SourceKind
RANKED: dict[str, tuple[str, ...]] = {
    SOURCE.name: (
        *(S.INSPECTORATE, S.PROV_FEEDBACK, S.CITY_ASSIGNED, S.COUNTY_CHECK, S.PARK_PATROL),
        *(S.SELF, S.COMPLAINT, S.SYSTEM, S.PLAN),
    ),
    LEVEL.name: (Level.MAJOR, Level.GENERAL),
}
"""Who stands first on paper: the higher body, the graver hazard."""


def balance_table(writer: Writer, dimension: Dimension, caption: str, rows: Sequence[Row] | None = None) -> Table:
    """Rows and columns without a number are left out; the last row is 合计, as the text has it.

    `rows` are some of the dimension's; their 合计 is their own sum.
    """
    counted = [row for row in (writer.snapshot["tables"][dimension.name] if rows is None else rows) if _counts(row)]
    codes = _codes_in(counted)
    lines = [_line(writer, dimension, row, codes) for row in _first(counted, dimension)]
    lines += _others(counted, dimension, codes)
    added = _added(counted, codes)
    total = added if rows is not None else {code: writer.figures[code] for code in codes}
    lines.append(("合计", *(_total(writer, code, total[code], is_whole=rows is None) for code in codes)))
    columns = (Column(dimension.head, 3), *(Column(HEADS[code], 1, True) for code in codes))
    return Table(columns, tuple(lines), writer.caption(caption), "" if added == total else SEVERAL)


def _counts(row: Row) -> bool:
    """Whether any of its numbers is not nought."""
    return any(row["values"][code] for code in HEADS)


def _codes_in(rows: Sequence[Row]) -> list[str]:
    """The columns in which any row has a number."""
    return [code for code in HEADS if any(row["values"][code] for row in rows)]


def _added(rows: Sequence[Row], codes: Sequence[str]) -> dict[str, int]:
    return {code: sum(row["values"][code] for row in rows) for code in codes}


def _first(rows: Sequence[Row], dimension: Dimension) -> list[Row]:
    """In their own order; units by what they have open, the largest first, what nobody answers for last."""
    if dimension.name in RANKED:
        rank = {key: place for place, key in enumerate(RANKED[dimension.name])}
        return sorted(rows, key=lambda row: rank.get(str(row["key"]), len(rank)))
    if dimension != UNIT:
        return list(rows)
    by_open = sorted(rows, key=lambda row: (row["key"] is None, -row["values"]["ledger.closing"]))
    units = [row for row in by_open if row["key"] is not None]
    return units[:MOST_UNITS] + [row for row in by_open if row["key"] is None]


def _others(rows: Sequence[Row], dimension: Dimension, codes: Sequence[str]) -> list[tuple[Run, ...]]:
    shown = [row["key"] for row in _first(rows, dimension)]
    rest = [row for row in rows if row["key"] not in shown]
    if not rest:
        return []
    values = (Number(f"{value:,}", code) for code, value in _added(rest, codes).items())
    return [(f"其余{len(rest)}个单位", *values)]


def _line(writer: Writer, dimension: Dimension, row: Row, codes: Sequence[str]) -> tuple[Run, ...]:
    name = dimension.without if row["key"] is None else _names(writer, dimension).get(str(row["key"]), str(row["key"]))
    return (name, *(cell(writer, dimension, row, code) for code in codes))


def cell(writer: Writer, dimension: Dimension, row: Row, code: str) -> Number:
    """A figure of one value of a dimension, with the way to its items."""
    key = "none" if row["key"] is None else row["key"]
    return Number(f"{row['values'][code]:,}", code, writer.url(code, **{dimension.parameter: key}))


def _total(writer: Writer, code: str, value: int, *, is_whole: bool) -> Number:
    return Number(f"{value:,}", code, writer.url(code) if is_whole else "")


def _names(writer: Writer, dimension: Dimension) -> dict[str, str]:
    if dimension == SOURCE:
        return {kind.value: OUTSIDE.get(kind) or str(kind.label) for kind in SourceKind}
    if dimension == LEVEL:
        return {level.value: str(level.label) for level in Level}
    known: dict[str, str] = writer.names["category" if dimension.name.startswith("category") else dimension.name]
    return {**known, **OTHER} if dimension != UNIT else known
