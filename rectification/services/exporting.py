"""导出: the ledger as a workbook, row by row from the database, text always as text."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db.models import Case, F, Model, QuerySet, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.worksheet import Worksheet

from accounts.models import User
from core import clock
from core.fields import reads_everywhere
from core.figures import Moment
from core.services import workbooks
from inspections.models import FindingSource
from inspections.states import Level, UndatedKind
from rectification.models import Item
from rectification.rules.deadlines import days_late
from rectification.services.past import words_at
from rectification.states import State, SupervisionLevel

CHUNK = 2000
LONGEST_CELL = 32_000


@dataclass(frozen=True)
class Column:
    """A column of the workbook; `path` is where a query finds its value, `names` says codes in words."""

    heading: str | Promise
    path: str
    names: Mapping[object, object] = field(default_factory=dict)
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
    Column(gettext_lazy("Signed off on"), "closed_at"),
)
OF_ITEM_ALONE = frozenset(
    {"number", "title", "responsible_person", "requirement", "measures", "work_done", "funds_spent"}
)
"""Paths that lead from an item and not from how it stood."""
FOUND_BESIDE = frozenset({"sources", "progress", "days_late"})
NEEDED = ("finding_id", "state", "deadline", "submitted_on")


def columns_for(user: User) -> list[Column]:
    """All columns; without who is to do what for those who watch the public part (S18)."""
    return [column for column in COLUMNS if column.path in FOUND_BESIDE or reads_everywhere(Item, column.path, user)]


def workbook_of(
    rows: QuerySet[Model],
    columns: Sequence[Column],
    *,
    heading: str,
    moment: Moment | None = None,
    without_empty: bool = False,
) -> IO[bytes]:
    """The workbook of exactly these rows, in their order, as a temporary file at its beginning.

    `rows` are items, or standings with the `moment` at which they stood. A paper is `without_empty` columns:
    they are there, folded away.
    """
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _Formats(book)
    sheet = book.add_worksheet(_("Ledger"))
    sheet.write_string(0, 0, heading, formats.title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(1, place, str(column.heading), formats.head)
    sheet.freeze_panes(2, 1)
    widths, number, filled = [column.width for column in columns], 1, set()
    for number, values in enumerate(_values(rows, columns, moment), start=2):
        sheet.set_row(number, workbooks.row_height(values, widths))
        for place, value in enumerate(values):
            if _write(sheet, number, place, value, formats):
                filled.add(place)
    if without_empty:
        _fold(sheet, set(range(len(columns))) - filled)
    workbooks.for_paper(sheet, heading, last=(number, len(columns) - 1), pages_across=2)
    book.close()
    out.seek(0)
    return out


def _fold(sheet: Worksheet, places: Iterable[int]) -> None:
    for place in places:
        sheet.set_column(place, place, None, None, {"hidden": True})


def _values(rows: QuerySet[Model], columns: Sequence[Column], moment: Moment | None) -> Iterator[list[object]]:
    """The cells of each row; what stands beside the rows is fetched for some thousand at once."""
    paths = {column.path for column in columns} - FOUND_BESIDE
    found = _by_path(rows, paths.union(NEEDED), moment).iterator(chunk_size=CHUNK)
    day = moment.day if moment else clock.today()
    while chunk := list(islice(found, CHUNK)):
        _add_sources(chunk, moment)
        if moment:
            _take_back(chunk, moment)
        for row in chunk:
            row["days_late"] = _late(row, day)
            yield [_said(column, row[column.path]) for column in columns]


def _by_path(rows: QuerySet[Model], paths: Iterable[str], moment: Moment | None) -> QuerySet[Model, dict[str, Any]]:
    """The values by the paths that lead from an item, also where the rows are standings."""
    if moment is None:
        return rows.values(*paths)
    beside = {path: F(f"item__{path}") for path in paths if path in OF_ITEM_ALONE}
    closed = Case(When(state=State.CLOSED, then=F("ended_at")), default=None)
    own = set(paths) - beside.keys() - {"closed_at"}
    return rows.values(*own, "item_id", **beside, closed_at=closed)


def _take_back(chunk: list[dict[str, Any]], moment: Moment) -> None:
    """The words that have been changed since, as they stood; a unit that was only proposed answers for nothing."""
    words = words_at(moment, [row["item_id"] for row in chunk])
    for row in chunk:
        then = words.get(row["item_id"], {})
        row.update({name: value for name, value in then.items() if name in row})
        if row["state"] == State.PENDING and "lead_organization__name" in row:
            row["lead_organization__name"] = _("Not yet assigned")


def _add_sources(chunk: list[dict[str, Any]], moment: Moment | None) -> None:
    kinds, progress = defaultdict(list), defaultdict(list)
    sources = FindingSource.objects.filter(finding__in=[row["finding_id"] for row in chunk]).order_by("pk")
    if moment:
        sources = sources.filter(added_at__lt=moment.at)
    for source in sources.only("finding", "kind", "number", "progress_text"):
        kinds[source.finding_id].append(source.named_outside)
        progress[source.finding_id].append(source.progress_text)
    for row in chunk:
        row["sources"] = "、".join(kinds[row["finding_id"]])
        row["progress"] = "\n".join(filter(None, progress[row["finding_id"]]))


def _late(row: dict[str, Any], day: date) -> int | None:
    state, deadline, submitted_on = row["state"], row["deadline"], row["submitted_on"]
    return days_late(state=state, deadline=deadline, submitted_on=submitted_on, today=day) or None


def _said(column: Column, value: object) -> object:
    return str(column.names.get(value, "")) if column.names else value


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # The quote prefix keeps a text that begins like a formula a text when the cell is edited.
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})


def _write(sheet: Worksheet, row: int, place: int, value: object, formats: _Formats) -> bool:
    """Whether there was something to write."""
    if value is None or value == "":
        return False
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, formats.date)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, formats.text)
    else:
        text = str(value)[:LONGEST_CELL]
        quoted = text.startswith(workbooks.FORMULA_STARTS)
        sheet.write_string(row, place, text, formats.quoted if quoted else formats.text)
    return True
