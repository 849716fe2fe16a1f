"""问题清单: overdue and major problems line by line, the same in report, circular and annex."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from documents.blocks import Column, Paragraph, Run, Table, written
from documents.rules.office_words import in_two_lines

Facts = Mapping[str, Any]
NOT_APPLICABLE = "—"
COLUMNS = (
    (Column("序号", 1.15, True), "place_in_list"),
    (Column("编号", 2.25), "number"),
    (Column("单位", 2.75), "unit"),
    (Column("问题", 3.2), "problem"),
    (Column("时限", 2.3), "deadline"),
    (Column("逾期天数", 1.15, True), "days_late"),
    (Column("措施", 3.2), "measures"),
    (Column("进展", 2.4), "progress"),
    (Column("原因", 2.1), "cause"),
    (Column("责任人", 2.05), "person"),
    (Column("包保领导", 2.05), "leader"),
)
"""Six signs of a unit and four of a person go on a line."""
NOBODY = "尚未交办"


def table_of(facts: Sequence[Facts], most: int, count: int = 0) -> list[Table | Paragraph]:
    """A line for each problem; a column of which nothing is on record is left out, and so is what is not known.

    `count` is how many there are where the facts are some of them.
    """
    lines = [_said(place, each) for place, each in enumerate(facts[:most], 1)]
    shown = [(column, name) for column, name in COLUMNS if any(line[name] for line in lines)]
    rows: tuple[tuple[Run, ...], ...] = tuple(tuple(line[name] for _column, name in shown) for line in lines)
    found: list[Table | Paragraph] = [Table(tuple(column for column, _name in shown), rows)]
    count = max(count, len(facts))
    if count > len(lines):
        found.append(Paragraph((f"注：共{count}条，表中按期限先后列出前{len(lines)}条。",), flush=True))
    return found


def _said(place: int, facts: Facts) -> dict[str, str]:
    deadline = facts["deadline"]
    return {
        **{name: str(facts.get(name, "")) for _column, name in COLUMNS},
        "place_in_list": str(place),
        "unit": facts["unit"] or NOBODY,
        "deadline": written(date.fromisoformat(deadline)).replace("年", "年\n") if deadline else NOT_APPLICABLE,
        "person": in_two_lines(str(facts.get("person", ""))),
        "leader": in_two_lines(str(facts.get("leader", ""))),
        "days_late": str(facts["days_late"]) if facts["days_late"] else NOT_APPLICABLE,
    }
