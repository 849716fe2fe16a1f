"""A list as data: its rows, columns, filters, order, acts and export; one page, one table and one workbook read it.

`core.views.listing` opens it as a page; an app declares its lists in the room `listings`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_filters import FilterSet

from core.rules.numbers import amount

if TYPE_CHECKING:
    from accounts.models import User
    from core.forms import UnsearchedListForm

Words = str | Promise
Value = str | Callable[[Any], Any]
"""Where a cell finds what it shows: a path of attributes from the row, or a function of the row."""
PAGE_SIZE = 30
NO_ROWS = "core/_no_rows.html"
NOTHING_YET, NOT_APPLICABLE = "—", "/"
SHOWS_THE_SIGN = {f"components/cells/{cell}.html" for cell in ("text", "prose", "number", "day", "full_day", "moment")}
"""Cells that say where there is no value only what their column says there, or the sign for nothing."""


def anybody(user: "User") -> bool:
    return True


def value_at(row: object, value: Value) -> Any:
    """What stands at a path of attributes, methods called, None as soon as there is nothing; without one the row."""
    if callable(value):
        return value(row)
    found = row
    for name in filter(None, value.split(".")):
        found = getattr(found, name, None)
        if callable(found):
            found = found()
    return found


@dataclass(frozen=True)
class Column:
    """A column: `by` is the path in the database by which it sorts, `word` what the link calls that if not `name`.

    `cell` is the template of its cells: a name of `components/cells/`, or the path of an app's own, as is `head` of
    what stands over them instead of the label. A list for phones has no heads: `labelled` puts the column's label
    before the value there. In the workbook it has a `width` and may say something else (`exported`); `on_paper` False
    keeps it out of there, `on_page` False out of the page. `empty` is said where there is no value. `path` is where a
    query finds the value: whoever doesn't read what stands there has no such column. Where a link picks the columns,
    those come without one that are `usual`. `at` is the place on the page where it isn't that among the others.
    """

    name: str
    label: Words
    value: Value = ""
    cell: str = "text"
    by: str = ""
    word: str = ""
    head: str = ""
    empty: Words = ""
    style: str | Callable[[Any], str] = ""
    head_style: str = ""
    labelled: bool | Callable[[Any], bool] = False
    width: int = 0
    exported: Value = ""
    on_page: bool = True
    on_paper: bool = True
    path: str = ""
    usual: bool = True
    at: int = 0

    @property
    def sort(self) -> str:
        """The word of the link that sorts by it; empty where nothing does."""
        return (self.word or self.name) if self.by else ""

    @property
    def alignment(self) -> str:
        """Numbers stand one below the other, right-aligned, and so does what heads them."""
        return "number" if self.cell == "number" else ""

    @property
    def template(self) -> str:
        return self.cell if "/" in self.cell else f"components/cells/{self.cell}.html"

    def in_workbook(self, row: object) -> object:
        """What the workbook says of a row; yes and no in words."""
        value = value_at(row, self.exported or self.value)
        return (_("yes") if value else _("no")) if isinstance(value, bool) else value


AnyColumn = TypeVar("AnyColumn", bound=Column)


@dataclass(frozen=True)
class Cell:
    """What a row shows in a column."""

    column: Column
    row: object

    @property
    def template(self) -> str:
        return self.column.template

    @property
    def value(self) -> object:
        return value_at(self.row, self.column.value)

    @property
    def text(self) -> object:
        """The value, or the words for nothing; an amount without the zeros that only fill its places."""
        value = self.value
        if isinstance(value, Decimal):
            return amount(value)
        return self.column.empty if value in (None, "") else value

    @property
    def is_empty(self) -> bool:
        """Whether it shows the sign for nothing alone: on a phone, where no label says of what, it is left out."""
        return self.template in SHOWS_THE_SIGN and not self.label and self.text in ("", NOTHING_YET, NOT_APPLICABLE)

    @property
    def style(self) -> str:
        style = self.column.style or self.column.alignment
        return style(self.row) if callable(style) else style

    @property
    def label(self) -> Words:
        """What stands before the value on a phone; empty for what explains itself."""
        labelled = self.column.labelled
        return self.column.label if (labelled(self.row) if callable(labelled) else labelled) else ""


@dataclass(frozen=True)
class Head:
    """The head of a column, in a list that is sorted by `sort`; pressed again it turns the order round."""

    column: Column
    sort: str

    @property
    def direction(self) -> str:
        """How the list is sorted by this column: the word of `aria-sort`, empty where it is not."""
        word = self.column.sort
        return {word: "ascending", f"-{word}": "descending"}.get(self.sort, "") if word else ""

    @property
    def arrow(self) -> str:
        return {"ascending": " ↑", "descending": " ↓"}.get(self.direction, "")

    @property
    def next_sort(self) -> str:
        return f"-{self.column.sort}" if self.direction == "ascending" else self.column.sort


@dataclass(frozen=True)
class Table:
    """Rows under columns, as `components/table.html` shows them."""

    label: Words
    columns: Sequence[Column]
    rows: Iterable[object]
    sort: str = ""

    def heads(self) -> Iterator["Head"]:
        yield from (Head(column, self.sort) for column in self.columns)

    def lines(self) -> Iterator[list[Cell]]:
        for row in self.rows:
            yield [Cell(column, row) for column in self.columns]


def picked(offered: Sequence[AnyColumn], wanted: Sequence[str]) -> list[AnyColumn]:
    """The columns that a link asks for, in their order; the usual ones where it asks for none that there is."""
    named = [column for column in offered if column.name in wanted]
    return named or [column for column in offered if column.usual]


def facts_of(row: object, columns: Iterable[Column]) -> list[Cell]:
    """What one row shows its reader in these columns, one below the other: `components/facts.html`.

    What the reader does not read is left out: it would look as if nobody had filled it in.
    """
    return [Cell(column, row) for column in columns if not _is_withheld(row, column.path or column.value)]


@runtime_checkable
class Veiled(Protocol):
    """A row that was found for a reader (`core.fields.Read`, which is there only once the tables are)."""

    def hides(self, name: str) -> bool: ...


def _is_withheld(row: object, value: Value) -> bool:
    if not isinstance(row, Veiled) or callable(value):
        return False
    return row.hides(value.partition(".")[0].removeprefix("get_").removesuffix("_display"))


@dataclass(frozen=True)
class Act:
    """What can be done from the head of a list: a link, for whom it is there.

    What `adds` a row is the one act that a list is opened for; the others lead on, in a menu if they are many.
    """

    label: Words
    url_name: str
    allowed: Callable[["User"], bool] = anybody
    adds: bool = False


@dataclass(frozen=True)
class Export:
    """How a list leaves as a workbook: the address, what its button says, its title, and what an unfiltered one is."""

    url_name: str
    button: Words
    title: Words
    file_name: Words
    unfiltered: Words = ""


@dataclass(frozen=True)
class Listing:
    """A list. `rows` starts from `visible_to(user)`; `open_to` says for whom there is such a page at all.

    Others are sent `elsewhere`, or it isn't there. `count` has one number in it, `n`. `heading` is said where the
    title is not, `label` names the table. `beside` gives what the templates `lead`, above the filters, and
    `more_acts`, in the head, show besides; `body` shows the rows and the pager where they stand in no plain table.
    Sorts that stand in no column are `more_sorts`; without any, and without `filters`, the rows come in an order of
    their own. Where the usual order is that of no column, `usual_order` gives it to the word `usual_sort`; rows that
    are equal stand by `ties`. `sizes` are the numbers of lines that a link may ask for, `link_words` what it may say
    besides filters. `grouped` puts rows together as the link asks, within their order; `template` is the page. `bar`
    shows the `form`, each of whose fields is one of the `filters`. Every column of a list that leaves as a workbook
    says its width there, or that it is not `on_paper`. `empty` is said where nobody has asked for anything and there
    are no rows: what will stand here and how it comes here.
    """

    title: Words
    rows: Callable[["User"], Any]
    columns: Sequence[Column] = ()
    filters: type[FilterSet] | None = None
    count: Any = ""
    form: "type[UnsearchedListForm] | None" = None
    usual_sort: str = ""
    usual_order: Sequence[OrderBy] = ()
    ties: str = "pk"
    more_sorts: Mapping[str, str] = field(default_factory=dict)
    acts: Sequence[Act] = ()
    export: Export | None = None
    is_printed: bool = False
    open_to: Callable[["User"], bool] = anybody
    elsewhere: str = ""
    shows_persons: bool = False
    label: Words = ""
    heading: Words = ""
    back: tuple[Words, str] | None = None
    lead: str = ""
    beside: Callable[["User"], Mapping[str, object]] = lambda user: {}
    more_acts: str = ""
    body: str = "components/paged_table.html"
    nothing: str = NO_ROWS
    empty: Words = ""
    is_narrow: bool = False
    page_size: int = PAGE_SIZE
    sizes: Sequence[int] = ()
    link_words: Collection[str] = ()
    bar: str = "components/filter_bar.html"
    grouped: "Callable[[QuerySet[Model], Mapping[str, str]], QuerySet[Model]]" = lambda rows, asked: rows
    template: str = "core/listing.html"
    styles: Sequence[str] = ()

    def __post_init__(self) -> None:
        unsaid = [column.name for column in self.columns if bool(column.width) != column.on_paper]
        if self.export and unsaid:
            raise ValueError(f"{self.title}: each has a `width`, or is not `on_paper`: {unsaid}")
        fields = set(getattr(self.form, "base_fields", ())) - {"q"}
        if asked_in_vain := sorted(fields.difference(getattr(self.filters, "base_filters", ()))):
            raise ValueError(f"{self.title}: the form asks what no filter answers: {asked_in_vain}")

    @property
    def shown(self) -> list[Column]:
        return sorted((column for column in self.columns if column.on_page), key=attrgetter("at"))

    @property
    def leaving(self) -> list[Column]:
        """The columns of the workbook."""
        return [column for column in self.columns if column.on_paper]

    @property
    def sorts(self) -> dict[str, str]:
        return {**{column.sort: column.by for column in self.columns if column.sort}, **self.more_sorts}

    @property
    def picks_columns(self) -> bool:
        """Whether a link says which columns it shows (`cols`)."""
        return not all(column.usual for column in self.columns)

    @property
    def is_searched(self) -> bool:
        return "q" in getattr(self.form, "base_fields", ())

    def ordered(self, rows: Any, asked: str) -> Any:
        """Sorted as asked, rows without the value last; as usual where the list has no such order."""
        if not self.sorts:
            return rows
        if asked.removeprefix("-") not in self.sorts:
            if self.usual_order:
                return rows.order_by(*self.usual_order)
            asked = self.usual_sort
        path = F(self.sorts[asked.removeprefix("-")])
        by = path.desc(nulls_last=True) if asked.startswith("-") else path.asc(nulls_last=True)
        return rows.order_by(by, self.ties)

    def counted(self, number: int) -> str:
        """How many rows there are, in words."""
        return str(self.count % {"n": number})
