"""The files of a report: Word and PDF from one document, the ledger of the month as a workbook."""

from django.utils.http import content_disposition_header

from core import figures
from core.figures import Moment
from documents.blocks import Document
from documents.pdf import pdf_of
from documents.word import docx_of
from rectification.listings import LEDGER, ON_PAPER
from rectification.services import exporting
from reports.models import MonthlyReport
from reports.services import snapshots
from reports.services.writing import annex_title_of, document_of, title_of
from reports.states import FileKind


def content_of(report: MonthlyReport, kind: FileKind) -> bytes:
    """As it was issued; as it stands now while it is not."""
    kept = report.files.filter(kind=kind).first()
    return bytes(kept.content) if kept else render(report, kind)


def render(report: MonthlyReport, kind: FileKind) -> bytes:
    """The file from the snapshot; the same snapshot gives the same document."""
    return _ledger(report) if kind == FileKind.XLSX else document_file(document_of(report), kind)


def document_file(document: Document, kind: FileKind) -> bytes:
    """A document as Word or PDF."""
    return docx_of(document) if kind == FileKind.DOCX else pdf_of(document)


def name_of(report: MonthlyReport, kind: FileKind) -> str:
    return f"{title_of(report)}.{kind}"


def _ledger(report: MonthlyReport) -> bytes:
    """附件: the items that were open at the beginning of the month or came in it, as they stood at its end."""
    moment = Moment.end_of(report.month.last)
    asked = snapshots.asked_of(report.month, report.county, report.park)
    opening, new = (figures.counted_by(code).rows(asked) for code in ("ledger.opening", "ledger.new"))
    rows = LEDGER.ordered(figures.rows_of(snapshots.LEDGER, asked).filter(opening | new), "")
    heading = annex_title_of(report)
    with exporting.workbook_of(rows, ON_PAPER, heading=heading, moment=moment, without_empty=True) as book:
        return book.read()


def disposition(report: MonthlyReport, kind: FileKind) -> str:
    """The head that names the file for the browser."""
    return content_disposition_header(as_attachment=True, filename=name_of(report, kind)) or "attachment"
