"""资料旁的标记: what apps say beside a datum of a file, be it a sign or a small link, without the page knowing whose.

A mark stands beside a fact of a file, or behind the first cell of a row in a table of it. Offered by the config of
the app that has something to say; a source asks the database once a page at most.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise

from core.listing import Cell

if TYPE_CHECKING:
    from core.requests import SignedInRequest


@dataclass(frozen=True)
class Mark:
    """What is said beside a datum, with the page behind it; `about` says to a screen reader of which datum."""

    text: str | Promise
    url: str
    style: str = ""
    about: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a mark can stand: on the page of a `file`, at a row, at one `field` of it or, empty, at the whole row."""

    file: models.Model
    row: models.Model
    field: str = ""


Source = Callable[["SignedInRequest", Spot], Iterator[Mark]]
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Let an app say something beside data; called by its config."""
    if source not in _sources:
        _sources.append(source)


def at(request: "SignedInRequest", spot: Spot) -> Iterator[Mark]:
    """What is said there."""
    for source in _sources:
        yield from source(request, spot)


def spot_of(file: object, cell: Cell, *, whole: bool) -> Spot | None:
    """The place of a cell on the page of a file: its row, or the column that it shows; None where it shows none.

    A row that judges another one `stands_for` that.
    """
    row = getattr(cell.row, "stands_for", cell.row)
    if not (isinstance(file, models.Model) and isinstance(row, models.Model)):
        return None
    name = "" if whole else _column(row, cell.column.value)
    return Spot(file, row, name) if whole or name else None


def _column(row: models.Model, value: object) -> str:
    """The name of the column that a cell shows; empty for what is put together."""
    if not isinstance(value, str):
        return ""
    name = value.partition(".")[0].removeprefix("get_").removesuffix("_display")
    try:
        return row._meta.get_field(name).name
    except FieldDoesNotExist:
        return ""
