"""How the ledger is sorted and which columns it has: what page, print and export share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import figures
from core.fields import reads_everywhere
from core.figures import Asked, Reading
from rectification.models import Item
from rectification.querysets import HAS_ENDED

PAGE_SIZES = (30, 50, 100)


@dataclass(frozen=True)
class Column:
    """A column of the ledger; `path` is where a query finds its value."""

    name: str
    label: str | Promise
    path: str
    sort: str = ""
    usual: bool = True


COLUMNS = {
    column.name: column
    for column in (
        Column("number", _("Number"), "number", sort="pk"),
        Column("title", _("Problem"), "title"),
        Column("place", _("Enterprise or park"), "enterprise__name"),
        Column("category", _("Category"), "category__name_zh", sort="category"),
        Column("lead", _("Lead unit"), "lead_organization__name", sort="lead_organization__name"),
        Column("deadline", _("Deadline"), "deadline", sort="deadline"),
        Column("state", _("State"), "state", sort="state"),
        Column("source", _("Source"), "finding__sources__kind"),
        Column("level", _("Level"), "level", sort="level", usual=False),
        Column("found_on", _("Found on"), "found_on", sort="found_on", usual=False),
        Column("supervision", _("Supervision"), "supervision_level", sort="supervision_level", usual=False),
        Column("person", _("Responsible person"), "responsible_person", usual=False),
    )
}
SUMMARY = ("ledger.open", "ledger.overdue", "ledger.major_open")
SORTS = {column.sort for column in COLUMNS.values() if column.sort}
DEFAULT_SORT = "urgency"


def columns_for(user: User) -> list[Column]:
    """The columns a person may choose: those who watch the public part don't see who is to do what (S18)."""
    return [column for column in COLUMNS.values() if reads_everywhere(Item, column.path, user)]


def columns(offered: Sequence[Column], wanted: Sequence[str]) -> list[Column]:
    """The columns asked for, in their order; the usual ones where nothing sensible was asked."""
    chosen = [column for column in offered if column.name in wanted]
    return chosen or [column for column in offered if column.usual]


def sorted_by(rows: QuerySet[Item], sort: str) -> QuerySet[Item]:
    """Sorted by an offered column, the newest first among equals; items without the value come last.

    Without one by urgency: what is open by its deadline, then what is done.
    """
    name = sort.removeprefix("-")
    if name not in SORTS:
        return rows.order_by(HAS_ENDED.asc(), F("deadline").asc(nulls_last=True), "-pk")
    field: Any = F(name)
    by = field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)
    return rows.order_by(by, "-pk")


def with_lines(page: Any, sort: str) -> Any:
    """A page of the sorted list with what its lines show, which is looked up for the rows of the page alone."""
    rows: Any = sorted_by(page.model._default_manager.filter(pk__in=page.values("pk")), sort)
    return rows.for_list()


def sums(rows: QuerySet[Any], asked: Asked) -> list[Reading]:
    """The summary figures of a list, in one statement; their links are the list's own, narrowed by the figure."""
    counted = [figures.counted_by(code) for code in SUMMARY]
    values = figures.together(rows, counted, asked)
    return [Reading(figure, values[figure.code]) for figure in counted]


@dataclass(frozen=True)
class Neighbour:
    """An item beside another one in a list, and its place there."""

    pk: int
    at: int


def neighbours(rows: QuerySet[Item], *, pk: int, at: int) -> dict[str, Neighbour | None]:
    """What stands before and after an item at a place of a sorted list; it may have left the list meanwhile."""
    start = max(at - 1, 0)
    keys = list(rows.values_list("pk", flat=True)[start : at + 2])
    before = Neighbour(keys[0], start) if at and keys else None
    rest = keys[at - start :]
    step = 1 if rest and rest[0] == pk else 0
    after = Neighbour(rest[step], at + step) if len(rest) > step else None
    return {"before": before, "after": after}
