"""The chapters of a report that speak of the files of parks, enterprises and projects, as of the day of building."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from core.documents.blocks import Block, Column, Paragraph, Run, Table, written
from core.rules import expiry
from parks.states import InfrastructureStatus
from reports.services.ledger_chapters import balance_table, not_kept, standing
from reports.services.writer import Writer

LEGALITY = "A"
"""The group of categories of the legal order of projects (合法合规性审查)."""
FACILITIES = (
    Column("园区", 2.6),
    Column("项目", 4.4),
    Column("状态", 2),
    Column("进度（%）", 1.5, True),
    Column("计划完成", 2.3),
    Column("逾期天数", 1.1, True),
)


def overview(writer: Writer) -> Iterator[Block]:
    """一: parks, enterprises and projects on file; then the ledger as it stood."""
    yield Paragraph((f"截至{_built_on(writer)}，", *_parks(writer), *_enterprises(writer), *_projects(writer)))
    yield standing(writer)
    yield not_kept("重大危险源分级和园区监管力量")


def _built_on(writer: Writer) -> str:
    return written(date.fromisoformat(writer.report.profile["built_on"]))


def _parks(writer: Writer) -> tuple[Run, ...]:
    if writer.report.park_id:
        grade = writer.report.profile.get("grade")
        return (f"园区安全风险等级为{grade}级，" if grade else "园区安全风险等级未评定，",)
    graded: list[Run] = []
    for grade in "ABCD":
        graded += ["、" if graded else "", f"{grade}级", writer.filed(f"parks.grade_{grade.lower()}"), "个"]
    return ("有化工园区", writer.filed("parks.all"), "个，其中安全风险等级", *graded, "；")


def _enterprises(writer: Writer) -> tuple[Run, ...]:
    return (
        "在册企业",
        writer.filed("enterprises.all"),
        "家，其中正常生产",
        writer.filed("enterprises.operating"),
        "家、停产",
        writer.filed("enterprises.stopped"),
        "家，涉及重大危险源企业",
        writer.filed("enterprises.hazard"),
        "家；",
    )


def _projects(writer: Writer) -> tuple[Run, ...]:
    if writer.filed("projects.all").text == "0":
        return ("无在册建设项目。",)
    return (
        "建设项目",
        writer.filed("projects.all"),
        "个，其中筹建",
        writer.filed("projects.planned"),
        "个、在建",
        writer.filed("projects.building"),
        "个、建成未投产",
        writer.filed("projects.built"),
        "个、试生产",
        writer.filed("projects.trial"),
        "个、正式生产",
        writer.filed("projects.operating"),
        "个、停产",
        writer.filed("projects.stopped"),
        "个。",
    )


def projects(writer: Writer) -> Iterator[Block]:
    """五: what the ledger holds of the legal order of projects, by kind of violation."""
    names = writer.names["category"]
    rows = [row for row in writer.snapshot["tables"]["category"] if str(row["key"]).startswith(LEGALITY)]
    if rows:
        yield Paragraph((f"台账中{names.get(LEGALITY, '合法合规')}类问题按违规类别列表如下。",))
        yield balance_table(writer, "category", rows, "合法合规类问题")
    else:
        yield Paragraph(("台账中无合法合规类问题。",))
    yield not_kept("项目审批手续缺项的逐项核查")


def infrastructure(writer: Writer) -> Iterator[Block]:
    """六: facilities that are not in use yet, with their progress and delay."""
    facilities = writer.report.profile.get("facilities", [])
    if not facilities:
        yield Paragraph(("档案中无未投用的基础设施项目。",))
        return
    yield Paragraph((f"截至{_built_on(writer)}，未投用的基础设施项目列表如下。",))
    yield Table(FACILITIES, tuple(_facility(each) for each in facilities), writer.caption("未投用的基础设施"))


def _facility(each: dict[str, Any]) -> tuple[Run, ...]:
    return (
        each["park"],
        each["name"],
        str(InfrastructureStatus(each["status"]).label),
        str(each["progress"]),
        each["planned"] or "—",
        str(each["days_late"] or "—"),
    )


def permits(writer: Writer) -> Iterator[Block]:
    """七: permits that have run out or soon will."""
    runs: tuple[Run, ...] = (
        "有证照已过期的企业",
        writer.filed("enterprises.permits_expired"),
        f"家，{expiry.SOON_DAYS}日内有证照到期的企业",
        writer.filed("enterprises.permits_90"),
        "家。",
    )
    yield Paragraph(runs)
    yield not_kept("应急预案和演练情况")
