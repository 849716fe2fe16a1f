"""一批之内: a batch is all or nothing. What it names is all still there, or nothing is done and what has gone is named.

Whoever takes many things by their keys asks for them here (`all_of`), or for both parts where a page still has to show
those that are left (`parted`).
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import ngettext, pgettext

from core.errors import StaleError

Row = TypeVar("Row", bound=Model)
MOST_NAMED = 20


class GoneError(StaleError):
    """Something that a batch names isn't there any more as it was seen; it is named unless it is no longer seen."""

    def __init__(self, names: Sequence[str]) -> None:
        said = ngettext(
            "Nothing was done: %(n)s of what was chosen is gone meanwhile.",
            "Nothing was done: %(n)s of what was chosen are gone meanwhile.",
            len(names),
        ) % {"n": len(names)}
        named = [name for name in names if name]
        shown = pgettext("in a list", ", ").join(named[:MOST_NAMED]) + ("…" if len(named) > MOST_NAMED else "")
        super().__init__(f"{said} {shown}" if shown else said)


def parted(rows: QuerySet[Row], names: Mapping[int, str]) -> tuple[list[Row], list[str]]:
    """The rows of these keys, and the names of those that aren't among them; empty for what can't be named any more.

    Whoever asks has narrowed and locked `rows` to what the batch may be done with.
    """
    found = list(rows.filter(pk__in=names))
    missing = names.keys() - {row.pk for row in found}
    return found, [name for key, name in names.items() if key in missing]


def all_of(rows: QuerySet[Row], names: Mapping[int, str]) -> list[Row]:
    """The rows of all these keys, in the order of `rows`. Raises GoneError where one of them isn't among them."""
    found, gone = parted(rows, names)
    if gone:
        raise GoneError(gone)
    return found
