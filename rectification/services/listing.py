"""How the ledger is summed up, and what stands beside an item in it."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from core import figures
from core.figures import Asked, Reading
from rectification.models import Item

SUMMARY = ("ledger.open", "ledger.overdue", "ledger.major_open")


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
