"""How the ledger is sorted and summed up: what page, print and export share."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet

from core import figures
from core.figures import Asked, Reading
from rectification.models import Item
from rectification.querysets import HAS_ENDED

PAGE_SIZES = (30, 50, 100)


SUMMARY = ("ledger.open", "ledger.overdue", "ledger.major_open")
SORTS = frozenset(
    {"pk", "category", "lead_organization__name", "deadline", "state", "level", "found_on", "supervision_level"}
)
"""The columns by which the ledger sorts, in the words of the link."""
DEFAULT_SORT = "urgency"


def sorted_by(rows: QuerySet[Item], sort: str) -> QuerySet[Item]:
    """Sorted by an offered column, the newest first among equals; items without the value come last.

    Without one by urgency: what is open by its deadline, then what is done.
    """
    name = sort.removeprefix("-")
    if name not in SORTS:
        return rows.order_by(HAS_ENDED.asc(), F("deadline").asc(nulls_last=True), "-pk")
    field = F(name)
    by = field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)
    return rows.order_by(by, "-pk")


def with_lines(page: Any, sort: str) -> Any:
    """A page of the sorted list with what its lines show, which is looked up for the rows of the page alone."""
    rows: Any = sorted_by(page.model._default_manager.filter(pk__in=page.values("pk")), sort)
    return rows.for_list()


def sums(rows: QuerySet[Model], asked: Asked) -> list[Reading]:
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
