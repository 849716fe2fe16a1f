"""The report as an official document: chapters in official wording, every number a registered figure.

The text is Chinese whatever the language of the page: it is the document that leaves the house.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils import timezone, translation

from core.documents.blocks import Block, Document, Heading, Paragraph
from reports.models import MonthlyReport
from reports.services import filed_chapters, ledger_chapters
from reports.services.writer import Writer
from reports.states import ReportState

CHAPTERS: tuple[tuple[str, Callable[[Writer], Iterator[Block]]], ...] = (
    ("一、总体情况", filed_chapters.overview),
    ("二、检查执法", ledger_chapters.inspections),
    ("三、问题整改", ledger_chapters.rectification),
    ("四、重大隐患与挂牌督办", ledger_chapters.major),
    ("五、项目合法合规与“三同时”", filed_chapters.projects),
    ("六、基础设施", filed_chapters.infrastructure),
    ("七、证照与预案", filed_chapters.permits),
    ("八、群众信访与满意度", ledger_chapters.complaints),
    ("九、存在问题", lambda writer: _written(writer.report, writer.report.problems)),
    ("十、下步工作", lambda writer: _written(writer.report, writer.report.next_steps)),
)
"""The chapters of documents.md section 4, in its order."""
TO_BE_WRITTEN = "（待填写）"


def document_of(report: MonthlyReport) -> Document:
    """The report as it is printed."""
    writer = Writer(report)
    with translation.override("zh-hans"):
        blocks = tuple(_blocks(writer))
        draft = "" if report.is_issued else f"（{ReportState(report.state).label}，未印发）"
    issued = timezone.localdate(report.issued_at) if report.issued_at else None
    return Document(
        title=title_of(report),
        blocks=blocks,
        issuer=settings.REPORT_ISSUER,
        number=report.number,
        addressee=settings.REPORT_ADDRESSEE,
        attachments=(f"{annex_title_of(report)}（电子表格）",),
        signature=settings.REPORT_ISSUER.removesuffix("文件"),
        day=issued,
        draft=draft,
        printed_by=settings.REPORT_ISSUER.removesuffix("文件"),
    )


def title_of(report: MonthlyReport) -> str:
    again = f"（更正第{report.edition - 1}版）" if report.edition > 1 else ""
    return f"关于{_scope(report)}安全环保监管情况的报告{again}"


def annex_title_of(report: MonthlyReport) -> str:
    """附件: the ledger of the month."""
    return f"{_scope(report)}整改台账"


def _scope(report: MonthlyReport) -> str:
    place = report.park.name if report.park else f"{settings.COUNTY_NAME}化工园区"
    return f"{place}{report.month.year}年{report.month.number}月"


def _blocks(writer: Writer) -> Iterator[Block]:
    if writer.report.correction_reason:
        yield Paragraph((f"本期为更正版，更正原因：{writer.report.correction_reason}",))
    for heading, chapter in CHAPTERS:
        yield Heading(heading)
        yield from chapter(writer)


def _written(report: MonthlyReport, text: str) -> Iterator[Block]:
    """What people have written, line by line."""
    for line in text.splitlines() or [TO_BE_WRITTEN if report.is_draft else "无。"]:
        if line.strip():
            yield Paragraph((line.strip(),))
