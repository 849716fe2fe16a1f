"""导出: the ledger as a workbook, row by row from the database, text always as text."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from inspections.models import FindingSource
from inspections.states import Level, SourceKind, UndatedKind
from rectification.models import Item
from rectification.rules.deadlines import days_late
from rectification.states import State, SupervisionLevel

CHUNK = 2000
FORMULA_STARTS = tuple("=+-@\t\r\x00＝＋－＠")
PATHS = (
    "number", "title", "finding__description", "level", "category__name_zh", "first_source", "park__name",
    "enterprise__name", "project__name", "lead_organization__name", "responsible_person", "measures", "requirement",
    "found_on", "deadline", "original_deadline", "undated_kind", "state", "submitted_on", "supervision_level",
    "work_done", "funds_spent", "passed_on", "closed_at",
)  # fmt: skip
NAMES = {
    "level": dict(Level.choices),
    "first_source": dict(SourceKind.choices),
    "undated_kind": dict(UndatedKind.choices),
    "state": dict(State.choices),
    "supervision_level": dict(SupervisionLevel.choices),
}


def headings() -> list[str]:
    return [
        _("Number"), _("Problem"), _("Description"), _("Level"), _("Category"), _("Source"), _("Park"), _("Enterprise"),
        _("Project"), _("Lead unit"), _("Responsible person"), _("Measures"), _("Requirement"), _("Found on"),
        _("Deadline"), _("Original deadline"), _("Kind of deadline"), _("State"), _("Days late"), _("Supervision"),
        _("Work done"), _("Funds spent"), _("Passed on"), _("Signed off"),
    ]  # fmt: skip


def workbook_of(rows: QuerySet[Item], *, heading: str) -> IO[bytes]:
    """The workbook of exactly these rows, in their order, as a temporary file at its beginning."""
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _Formats(book)
    sheet = book.add_worksheet(_("Ledger"))
    sheet.set_column(1, 2, 40)
    sheet.set_column(3, len(PATHS), 14)
    sheet.write_string(0, 0, heading, formats.title)
    for place, text in enumerate(headings()):
        sheet.write_string(1, place, text, formats.head)
    sheet.freeze_panes(2, 1)
    for number, values in enumerate(_values(rows), start=2):
        for place, value in enumerate(values):
            _write(sheet, number, place, value, formats)
    book.close()
    out.seek(0)
    return out


def _values(rows: QuerySet[Item]) -> Iterator[list[Any]]:
    first = FindingSource.objects.filter(finding=OuterRef("finding")).order_by("pk").values("kind")[:1]
    today = clock.today()
    for values in rows.annotate(first_source=Subquery(first)).values(*PATHS).iterator(chunk_size=CHUNK):
        late = days_late(
            state=values["state"], deadline=values["deadline"], submitted_on=values["submitted_on"], today=today
        )
        values["submitted_on"] = late or None
        yield [NAMES[path].get(values[path], "") if path in NAMES else values[path] for path in PATHS]


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # The quote prefix keeps a text that begins like a formula a text when the cell is edited.
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})


def _write(sheet: Any, row: int, place: int, value: Any, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value).date()
    if hasattr(value, "year"):
        sheet.write_datetime(row, place, value, formats.date)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    else:
        text = str(value)
        sheet.write_string(row, place, text, formats.quoted if text.startswith(FORMULA_STARTS) else formats.text)
