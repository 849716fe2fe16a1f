"""The chapters of a report that speak of the files of parks, enterprises and projects, at the report's cut-off."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from core.rules import expiry
from documents.blocks import Block, Column, Paragraph, Run, Table, written
from enterprises.states import OperatingState
from parks.states import InfrastructureStatus
from reports.services.balance_tables import CATEGORY, balance_table
from reports.services.batches_chapter import batches
from reports.services.item_tables import NOT_APPLICABLE
from reports.services.ledger_chapters import complaints, standing
from reports.services.writer import Writer

LEGALITY = "A"
"""The group of categories of the legal order of projects (合法合规性审查)."""
FACILITIES = (
    Column("园区", 2.6),
    Column("设施", 4.4),
    Column("建设状态", 2.3),
    Column("进度（%）", 1.5, True),
    Column("计划完成时间", 3.1),
    Column("延误（天）", 1.5, True),
)
ENTERPRISE_STATES = (
    ("筹建", OperatingState.PLANNED),
    ("在建", OperatingState.BUILDING),
    ("建成未投产", OperatingState.BUILT),
    ("试生产", OperatingState.TRIAL),
    ("正常生产", OperatingState.OPERATING),
    ("停产", OperatingState.STOPPED),
    ("关闭退出", OperatingState.CLOSED),
)


def overview(writer: Writer) -> Iterator[Block]:
    """总体情况: the ledger as it stood; then parks, enterprises and projects on file."""
    yield standing(writer)
    runs = [*_parks(writer), *_enterprises(writer), *_projects(writer)]
    if runs:
        yield Paragraph((*runs, "。"))


def _parks(writer: Writer) -> list[Run]:
    if writer.report.park_id:
        grade = writer.report.profile.get("grade")
        return [f"园区安全风险等级为{grade}级"] if grade else []
    grades = tuple((f"{grade}级", f"parks.grade_{grade.lower()}") for grade in "ABCD")
    parts = _shared_grade(writer, grades) or writer.filed_parts(grades, "个", before="，其中安全风险等级")
    return [*writer.filed_parts((("全县有化工园区", "parks.all"),), "个"), *parts]


def _shared_grade(writer: Writer, grades: Iterable[tuple[str, str]]) -> list[Run]:
    """The grade that all parks have; nothing where they differ."""
    values = writer.report.profile["figures"]
    same = [grade for grade, code in grades if values.get(code) and values[code] == values["parks.all"]]
    if not same:
        return []
    both = "均" if values["parks.all"] > 1 else ""
    return [f"，安全风险等级{both}为{same[0]}"]


def _enterprises(writer: Writer) -> list[Run]:
    parts = [(word, f"enterprises.{state.lower()}") for word, state in ENTERPRISE_STATES]
    runs = writer.filed_parts((("在册企业", "enterprises.all"),), "家", before="；")
    runs += writer.filed_parts(parts, "家", before="，其中", whole="enterprises.all") if runs else []
    return runs + writer.filed_parts((("涉及重大危险源的企业", "enterprises.hazard"),), "家", before="；")


def _projects(writer: Writer) -> list[Run]:
    words = {**{state: word for word, state in ENTERPRISE_STATES}, OperatingState.OPERATING: "正式生产"}
    parts = [(words[state], f"projects.{state.lower()}") for _word, state in ENTERPRISE_STATES]
    runs = writer.filed_parts((("建设项目", "projects.all"),), "个", before="；")
    return [*runs, *writer.filed_parts(parts, "个", before="，其中", whole="projects.all")] if runs else []


def projects_and_facilities(writer: Writer) -> Iterator[Block]:
    """项目合法合规与“三同时”、基础设施: problems by kind of violation; facilities not in use, with their delay."""
    rows = [row for row in writer.snapshot["tables"]["category"] if str(row["key"]).startswith(LEGALITY)]
    if any(row["values"]["ledger.new"] or row["values"]["ledger.opening"] for row in rows):
        yield Paragraph((f"项目合法合规方面的问题按违规类别列于{writer.see_table()}。",))
        yield balance_table(writer, CATEGORY, "项目合法合规问题（单位：条）", rows)
    facilities = writer.report.profile.get("facilities", [])
    if facilities:
        yield Paragraph((f"尚未投用的园区基础设施{len(facilities)}项，见{writer.see_table()}。",))
        skipped = int(len({each["park"] for each in facilities}) == 1)
        rows_of = tuple(_facility(each)[skipped:] for each in facilities)
        yield Table(FACILITIES[skipped:], rows_of, writer.caption("尚未投用的园区基础设施"))


def _facility(each: dict[str, Any]) -> tuple[Run, ...]:
    return (
        each["park"],
        each["name"],
        str(InfrastructureStatus(each["status"]).label),
        str(each["progress"]),
        written(date.fromisoformat(each["planned"])) if each["planned"] else NOT_APPLICABLE,
        str(each["days_late"] or NOT_APPLICABLE),
    )


def permits_and_complaints(writer: Writer) -> Iterator[Block]:
    """证照、信访: permits that had run out or soon would; what people have reported."""
    parts = (
        ("证照已过期的企业", "enterprises.permits_expired"),
        (f"证照将于{expiry.SOON_DAYS}日内到期的企业", "enterprises.permits_90"),
    )
    runs = writer.filed_parts(parts, "家")
    if runs:
        yield Paragraph((*runs, "。"))
    yield from complaints(writer)
    yield from batches(writer)
