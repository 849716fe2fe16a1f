"""The files of a report: Word and PDF from one document, the ledger of the month as a workbook."""

from functools import partial

from core import figures
from core.figures import Moment
from documents.services import files
from documents.services.files import Leaving
from documents.states import FileKind
from rectification.listings import LEDGER, ON_PAPER
from rectification.services import exporting
from reports.models import MonthlyReport
from reports.services import snapshots
from reports.services.writing import annex_title_of, document_of, title_of


def leaving(report: MonthlyReport) -> Leaving:
    """The report under its title."""
    return Leaving(title_of(report), partial(content_of, report))


def content_of(report: MonthlyReport, kind: FileKind) -> bytes:
    """As it was issued; as it stands now while it is not."""
    return files.content_of(report.document, kind) if report.document else render(report, kind)


def render(report: MonthlyReport, kind: FileKind) -> bytes:
    """The file from the snapshot; the same snapshot gives the same document."""
    return ledger(report) if kind == FileKind.XLSX else files.rendered(document_of(report), kind)


def name_of(report: MonthlyReport, kind: FileKind) -> str:
    return f"{title_of(report)}.{kind}"


def ledger(report: MonthlyReport) -> bytes:
    """附件: the items that were open at the beginning of the month or came in it, as they stood at its end."""
    moment = Moment.end_of(report.month.last)
    asked = snapshots.asked_of(report.month, report.county, report.park)
    opening, new = (figures.counted_by(code).rows(asked) for code in ("ledger.opening", "ledger.new"))
    rows = LEDGER.ordered(figures.rows_of(snapshots.LEDGER, asked).filter(opening | new), "")
    heading = annex_title_of(report)
    with exporting.workbook_of(rows, ON_PAPER, heading=heading, moment=moment, without_empty=True) as book:
        return book.read()
