"""导出: the ledger as a workbook, row by row from the database, text always as text."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db.models import Case, F, Model, QuerySet, When
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from accounts.models import User
from core import clock
from core.figures import Moment
from core.listing import Column, Value
from core.services import workbooks
from inspections.models import FindingSource
from inspections.services.citing import cited_among
from rectification.models import Item, Standing
from rectification.services import editing
from rectification.services.past import words_at
from rectification.states import State

CHUNK = 2000
LONGEST_CELL = 32_000
BESIDE = ("day", "sources", "progress", "bases")
"""What each row has beside the values of its paths."""
OF_THE_ROW = frozenset({"closed_at", "group_key"})
"""What a standing has itself, though it is none of its columns."""
NEEDED = frozenset({"finding_id", "state"})
STOOD = frozenset(field.name for field in Standing._meta.concrete_fields)
Values = dict[str, Any]
"""A row of the ledger as a query gives it: by path; beside that `day`, `sources`, their `progress`, cited `bases`."""


@dataclass(frozen=True)
class LedgerColumn(Column):
    """A column of the ledger: page, sorting, print and workbook read nothing else, so no class of it has a default.

    `path` leads a query to its value and says who reads it: empty for what is `computed` from the values at `needs`.
    `by` is the path by which lists sort and the word by which links ask for that, `at` its place on the page, `width`
    that in the workbook: empty or 0 where it has none. `names` says codes in words, `screen` is its usual width in the
    grid, in pixels, `latin` that where the words are in letters, `pick` what finds the rows with the value of a row: a
    path or a function that give what a link says.
    """

    by: str = field(kw_only=True)
    path: str = field(kw_only=True)
    width: int = field(kw_only=True)
    at: int = field(kw_only=True)
    usual: bool = field(kw_only=True)
    names: Mapping[object, object] = field(default_factory=dict)
    screen: int = 120
    latin: int = 0
    pick: Value = ""
    computed: Callable[[Values], object] | None = None
    needs: tuple[str, ...] = ()
    edit: str = ""
    """What of an item is corrected in its cells (`rectification.services.editing`); empty where nothing is."""
    on_page: bool = field(init=False)
    on_paper: bool = field(init=False)

    def __post_init__(self) -> None:
        if self.width and not (self.path or self.computed):
            raise ValueError(f"{self.name}: no path and nothing computed for the workbook")
        if self.at and self.cell == Column.cell and not self.value:
            raise ValueError(f"{self.name}: no value and no cell of its own for the page")
        object.__setattr__(self, "on_page", bool(self.at))
        object.__setattr__(self, "on_paper", bool(self.width))

    @property
    def sort(self) -> str:
        return self.by

    @property
    def usual_width(self) -> int:
        """How wide it is in the grid as long as nobody has drawn it: words in letters need other places than signs."""
        return self.latin if self.latin and (get_language() or "").startswith("en") else self.screen

    def edit_of(self, item: Item, user: User) -> str:
        """The field that this person may correct in this cell of an item; empty where there is none."""
        return self.edit if editing.is_open(item, user, self.edit) else ""

    @property
    def is_text(self) -> bool:
        """Whether its cells show their text and nothing else."""
        return self.cell == Column.cell

    @property
    def asks_for(self) -> tuple[str, ...]:
        """The paths of the values that a query has to bring for the workbook."""
        return self.needs if self.computed else (self.path,)

    def _needed(self, values: Values) -> Values:
        """Only what the column says that it needs, so that none lives on what another one has brought."""
        return {name: values[name] for name in (*self.needs, *BESIDE)}

    def said_of(self, values: Values) -> object:
        """What the workbook says of a row."""
        value = self.computed(self._needed(values)) if self.computed else values[self.path]
        return str(self.names.get(value, "")) if self.names else value


def workbook_of(
    rows: QuerySet[Model],
    columns: Sequence[LedgerColumn],
    *,
    heading: str,
    moment: Moment | None = None,
    without_empty: bool = False,
    heads: Mapping[object, str] | None = None,
) -> IO[bytes]:
    """The workbook of exactly these rows, in their order, as a temporary file at its beginning.

    `rows` are items, or standings with the `moment` at which they stood. A paper is `without_empty` columns:
    they are there, folded away. `heads` are the lines over the groups in which the rows come, by their keys.
    """
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = workbooks.new_book(out)
    formats = _Formats(book)
    sheet = book.add_worksheet(_("Ledger"))
    sheet.write_string(0, 0, heading, formats.title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(1, place, str(column.label), formats.head)
    sheet.freeze_panes(2, 1)
    widths, number, filled = [column.width for column in columns], 1, set()
    for number, values in enumerate(_values(rows, columns, moment, heads or {}), start=2):
        if isinstance(values, str):
            sheet.write_string(number, 0, values, formats.group)
            continue
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


def _values(
    rows: QuerySet[Model], columns: Sequence[LedgerColumn], moment: Moment | None, heads: Mapping[object, str]
) -> Iterator[list[object] | str]:
    """The cells of each row, and before the first of a group its head.

    What stands beside the rows is fetched for some thousand at once.
    """
    paths = NEEDED.union(*(column.asks_for for column in columns), {"group_key"} if heads else ())
    group: object = heads
    found = _by_path(rows, paths, moment).iterator(chunk_size=CHUNK)
    day = moment.day if moment else clock.today()
    while chunk := list(islice(found, CHUNK)):
        _add_sources(chunk, moment)
        _add_bases(chunk, moment)
        if moment:
            _take_back(chunk, moment)
        for row in chunk:
            row["day"] = day
            if heads and row["group_key"] != group:
                group = row["group_key"]
                yield heads[group]
            yield [column.said_of(row) for column in columns]


def _by_path(rows: QuerySet[Model], paths: Iterable[str], moment: Moment | None) -> QuerySet[Model, Values]:
    """The values by the paths that lead from an item, also where the rows are standings."""
    if moment is None:
        return rows.values(*paths)
    closed = Case(When(state=State.CLOSED, then=F("ended_at")), default=None)
    lead_from_item = {path for path in paths if path.split("__")[0].removesuffix("_id") not in STOOD} - OF_THE_ROW
    beside = {path: F(f"item__{path}") for path in lead_from_item}
    own = set(paths) - lead_from_item - {"closed_at"}
    return rows.values(*own, "item_id", **beside, closed_at=closed)


def _take_back(chunk: list[Values], moment: Moment) -> None:
    """The words that have been changed since, as they stood; a unit that was only proposed answers for nothing."""
    words = words_at(moment, [row["item_id"] for row in chunk])
    for row in chunk:
        then = words.get(row["item_id"], {})
        row.update({name: value for name, value in then.items() if name in row})
        if row["state"] == State.PENDING and "lead_organization__name" in row:
            row["lead_organization__name"] = _("Not yet assigned")


def _add_sources(chunk: list[Values], moment: Moment | None) -> None:
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


def _add_bases(chunk: list[Values], moment: Moment | None) -> None:
    """What each cites, in force on the day of its own act."""
    cited = cited_among([row["finding_id"] for row in chunk], moment)
    for row in chunk:
        row["bases"] = "；".join(cited.get(row["finding_id"], ()))


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.group = book.add_format({"bold": True, "bg_color": "#EEF1F5"})
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
