"""依据库工作簿: the catalogue as a workbook of three sheets, to be changed and brought back; its words both ways."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import IO

from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from core.services.workbooks import Sheet, workbook_of_sheets
from law.querysets import holds
from law.services import shelves
from law.services.shelves import KEPT
from law.states import Shelf

LANGUAGES = ("zh-hans", "en")
CODE = "code"


def workbook(on: date | None = None) -> IO[bytes]:
    """All rows of the catalogue, or those in force on a day."""
    return workbook_of_sheets(_sheet(shelf, on) for shelf in Shelf)


def heading(shelf: str, name: str) -> str:
    """What a column is called."""
    return str(_("Number") if name == CODE else shelves.field_of(shelf, name).verbose_name)


def columns(shelf: str) -> tuple[str, ...]:
    """The columns of a sheet, in their order."""
    return (CODE, *KEPT[Shelf(shelf)].columns)


def by_words(shelf: str) -> dict[str, str]:
    """The columns of a sheet by what they are called, in both languages."""
    return _in_both(lambda: {heading(shelf, name): name for name in columns(shelf)})


def sheets_by_words() -> dict[str, str]:
    """The tables by the names of their sheets, in both languages."""
    return _in_both(lambda: {str(shelf.label): str(shelf.value) for shelf in Shelf})


def choices_by_words(shelf: str, name: str) -> dict[str, str]:
    """The values of a column with choices by their labels in both languages, and by themselves; else none."""
    if name == CODE:
        return {}
    pairs = list(shelves.field_of(shelf, name).flatchoices or ())
    values = {str(value): str(value) for value, _label in pairs}
    return values | _in_both(lambda: {str(label): str(value) for value, label in pairs})


def _in_both(words: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= words()
    return found


def _sheet(shelf: Shelf, on: date | None) -> Sheet:
    rows = KEPT[shelf].model._default_manager.order_by("pk")
    if on is not None:
        of_instrument = Q() if shelf == Shelf.INSTRUMENT else holds(on, "instrument__")
        rows = rows.filter(holds(on) & of_instrument)
    names = [heading(shelf, name) for name in columns(shelf)]
    return Sheet(str(shelf.label), names, (list(_cells(shelf, row)) for row in rows.iterator()))


def _cells(shelf: Shelf, row: models.Model) -> Iterator[object]:
    """What stands in the row of a sheet: labels, days, of an instrument its number."""
    yield row.pk
    for name in KEPT[shelf].columns:
        field = shelves.field_of(shelf, name)
        value = getattr(row, field.attname)
        yield dict(field.flatchoices).get(value, value) if field.flatchoices else value
