"""导出: the ledger as a workbook, row by row from the database, text always as text."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.states import Reach
from core import clock
from inspections.models import FindingSource
from inspections.states import Level, SourceKind, UndatedKind
from rectification.models import Item
from rectification.rules.deadlines import days_late
from rectification.states import INTERNAL_FIELDS, State, SupervisionLevel

CHUNK = 2000
FORMULA_STARTS = tuple("=+-@\t\r\x00＝＋－＠")
LONGEST_CELL = 32_000


@dataclass(frozen=True)
class Column:
    """A column of the workbook; `path` is where a query finds its value, `names` says codes in words."""

    heading: str | Promise
    path: str
    names: Mapping[str, Any] = field(default_factory=dict)
    width: int = 14


COLUMNS = (
    Column(gettext_lazy("Number"), "number"),
    Column(gettext_lazy("Problem"), "title", width=40),
    Column(gettext_lazy("Description"), "finding__description", width=50),
    Column(gettext_lazy("Level"), "level", dict(Level.choices)),
    Column(gettext_lazy("Category"), "category__name_zh", width=20),
    Column(gettext_lazy("Sources"), "sources", width=24),
    Column(gettext_lazy("Park"), "park__name", width=20),
    Column(gettext_lazy("Enterprise"), "enterprise__name", width=28),
    Column(gettext_lazy("Project"), "project__name", width=20),
    Column(gettext_lazy("Place"), "finding__place"),
    Column(gettext_lazy("Legal basis"), "finding__legal_basis", width=24),
    Column(gettext_lazy("Lead unit"), "lead_organization__name", width=28),
    Column(gettext_lazy("Responsible person"), "responsible_person"),
    Column(gettext_lazy("Requirement"), "requirement", width=30),
    Column(gettext_lazy("Measures"), "measures", width=40),
    Column(gettext_lazy("Found on"), "found_on"),
    Column(gettext_lazy("Deadline"), "deadline"),
    Column(gettext_lazy("Original deadline"), "original_deadline"),
    Column(gettext_lazy("Kind of deadline"), "undated_kind", dict(UndatedKind.choices)),
    Column(gettext_lazy("State"), "state", dict(State.choices)),
    Column(gettext_lazy("Days late"), "days_late"),
    Column(gettext_lazy("Supervision"), "supervision_level", dict(SupervisionLevel.choices)),
    Column(gettext_lazy("Progress as reported"), "progress", width=30),
    Column(gettext_lazy("Work done"), "work_done", width=40),
    Column(gettext_lazy("Funds spent"), "funds_spent"),
    Column(gettext_lazy("Re-inspection asked for on"), "submitted_on"),
    Column(gettext_lazy("Passed on"), "passed_on"),
    Column(gettext_lazy("Signed off"), "closed_at"),
)
FOUND_BESIDE = frozenset({"sources", "progress", "days_late"})
NEEDED = ("finding_id", "state", "deadline", "submitted_on")


def columns_for(user: User) -> list[Column]:
    """All columns; without who is to do what for those who watch the public part (S18)."""
    return [column for column in COLUMNS if user.reach != Reach.PUBLIC or column.path not in INTERNAL_FIELDS]


def workbook_of(rows: QuerySet[Item], columns: Sequence[Column], *, heading: str) -> IO[bytes]:
    """The workbook of exactly these rows, in their order, as a temporary file at its beginning."""
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _Formats(book)
    sheet = book.add_worksheet(_("Ledger"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.write_string(0, 0, heading, formats.title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(1, place, str(column.heading), formats.head)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(1)
    for number, values in enumerate(_values(rows, columns), start=2):
        for place, value in enumerate(values):
            _write(sheet, number, place, value, formats)
    book.close()
    out.seek(0)
    return out


def _values(rows: QuerySet[Item], columns: Sequence[Column]) -> Iterator[list[Any]]:
    """The cells of each row; the sources of some thousand rows are fetched at once."""
    paths = {column.path for column in columns} - FOUND_BESIDE
    found = rows.values(*paths.union(NEEDED)).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        _add_sources(chunk)
        for row in chunk:
            row["days_late"] = _late(row)
            yield [_said(column, row[column.path]) for column in columns]


def _add_sources(chunk: list[dict[str, Any]]) -> None:
    kinds, progress = defaultdict(list), defaultdict(list)
    sources = FindingSource.objects.filter(finding__in=[row["finding_id"] for row in chunk]).order_by("pk")
    for finding, kind, number, told in sources.values_list("finding", "kind", "number", "progress_text"):
        kinds[finding].append(f"{SourceKind(kind).label} {number}".strip())
        progress[finding].append(told)
    for row in chunk:
        row["sources"] = "、".join(kinds[row["finding_id"]])
        row["progress"] = "\n".join(filter(None, progress[row["finding_id"]]))


def _late(row: dict[str, Any]) -> int | None:
    state, deadline, submitted_on = row["state"], row["deadline"], row["submitted_on"]
    return days_late(state=state, deadline=deadline, submitted_on=submitted_on, today=clock.today()) or None


def _said(column: Column, value: Any) -> Any:
    return str(column.names.get(value, "")) if column.names else value


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
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
        sheet.write_number(row, place, value, formats.text)
    else:
        text = str(value)[:LONGEST_CELL]
        sheet.write_string(row, place, text, formats.quoted if text.startswith(FORMULA_STARTS) else formats.text)
