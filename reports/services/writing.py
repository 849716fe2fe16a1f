"""The report as an official document: chapters in official wording, every number a registered figure.

The text is Chinese whatever the language of the page: it is the document that leaves the house.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils import timezone, translation

from documents.blocks import Annex, Block, Document, Heading, Paragraph, written
from documents.models import IssuedDocument
from documents.rules.numbering import numeral
from documents.services import files
from documents.services.issuing import contact_of
from reports.models import MonthlyReport
from reports.services import capability_chapter, filed_chapters, ledger_chapters, wording
from reports.services.item_tables import table_of
from reports.services.writer import ANNEXED, Writer
from reports.states import ReportState

Chapter = Callable[[Writer], Iterator[Block]]
CHAPTERS: tuple[tuple[str, Chapter], ...] = (
    ("总体情况", filed_chapters.overview),
    ("上级反馈问题整改", ledger_chapters.superior),
    ("问题整改", ledger_chapters.rectification),
    ("逾期、重大隐患与挂牌督办", ledger_chapters.pushed),
    ("检查执法", ledger_chapters.inspections),
    ("队伍和装备", capability_chapter.people_and_equipment),
    ("项目合法合规与“三同时”、基础设施", filed_chapters.projects_and_facilities),
    ("证照与群众信访", filed_chapters.permits_and_complaints),
    ("存在问题", lambda writer: _written(writer.report.problems)),
    ("下步工作", lambda writer: _written(writer.report.next_steps)),
)
"""The chapters of documents.md section 4, in its order; one without content is left out, the numbering runs on."""
BY_HAND = frozenset({"存在问题", "下步工作"})
"""Chapters that people have written: they are printed as they stand."""
ANNEX_TITLES = {"overdue": "逾期未完成整改问题清单", "major": "未销号重大隐患清单"}
MOST_LINES = 60


def document_of(report: MonthlyReport) -> Document:
    """The report as it is printed; as it was issued once it has been."""
    paper = report.document
    return files.document_of(paper) if paper and paper.content else worded(report, paper)


def worded(report: MonthlyReport, paper: IssuedDocument | None = None) -> Document:
    """The report in its words, with the number and day of the paper that it becomes; a draft without one."""
    writer, office = Writer(report), settings.REPORT_ISSUER.removesuffix("文件")
    with translation.override("zh-hans"):
        blocks = tuple(_blocks(writer))
        draft = "" if paper else f"{ReportState(report.state).label}，未印发"
    return Document(
        title=title_of(report),
        blocks=blocks,
        issuer=settings.REPORT_ISSUER,
        number=paper.number if paper else "",
        addressee=settings.REPORT_ADDRESSEE,
        attachments=(f"{annex_title_of(report)}（电子表格）",),
        annexes=tuple(_annexes(writer)),
        signature=office,
        day=timezone.localdate(paper.issued_at) if paper else None,
        contact=contact_of((paper and paper.issued_by) or report.reviewed_by),
        draft=draft,
        printed_by=office,
        is_upward=True,
        signer=report.approved_by.name if report.approved_by else "",
    )


def title_of(report: MonthlyReport) -> str:
    times = report.edition - 1
    again = "" if times < 1 else "（更正）" if times == 1 else f"（第{times}次更正）"
    return f"关于{_scope(report)}安全环保监管情况的报告{again}"


def annex_title_of(report: MonthlyReport) -> str:
    """附件: the ledger of the month."""
    return f"{_scope(report)}整改台账"


def _scope(report: MonthlyReport) -> str:
    place = report.park.name if report.park else f"{settings.COUNTY_NAME}化工园区"
    return f"{place}{report.month.year}年{report.month.number}月"


def _blocks(writer: Writer) -> Iterator[Block]:
    report = writer.report
    until = f"截至{written(report.month.last)}24时"
    yield Paragraph((f"现将{_scope(report)}安全环保监管情况（数据{until}）报告如下：",))
    if report.correction_reason:
        yield Paragraph(
            (f"{_corrected(report)}更正原因：{report.correction_reason.rstrip('。')}。原报告同时停止使用。",)
        )
    place, words = 0, report.profile.get("wordings", wording.NO_WORDS)
    for heading, chapter in CHAPTERS:
        if found := list(chapter(writer)):
            place += 1
            yield wording.block_in(Heading(f"{numeral(place)}、{heading}"), words)
            yield from found if heading in BY_HAND else (wording.block_in(block, words) for block in found)
    yield Paragraph(("特此报告。",))


def _corrected(report: MonthlyReport) -> str:
    """Which report a correction stands for, by number and day."""
    rows = MonthlyReport.objects.filter(county=report.county_id, park=report.park_id, period=report.period)
    of_before = rows.filter(edition=report.edition - 1).exclude(document=None).values_list("document", flat=True)
    before = IssuedDocument.objects.filter(pk__in=of_before).only("number", "issued_at").first()
    if before is None:
        return "本报告为更正件，"
    return f"本报告更正{written(timezone.localdate(before.issued_at))}印发的{before.number}报告，"


def _annexes(writer: Writer) -> Iterator[Annex]:
    for name in ANNEXED:
        if lines := writer.snapshot["lists"][name]:
            yield Annex(ANNEX_TITLES[name], tuple(table_of(ledger_chapters.facts_of(writer, lines), MOST_LINES)))


def _written(text: str) -> Iterator[Block]:
    """What the office has written, line by line."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph((line.strip(),))
