"""The three tables of the catalogue alike: a row as plain texts, texts as a row, and the numbers of own rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.errors import WorkflowError
from documents.services import series
from law.models import Basis, Criterion, Instrument
from law.states import Shelf

Row = Instrument | Basis | Criterion
Said = dict[str, str]
"""A row by column, as texts; what is empty has an empty text."""


@dataclass(frozen=True)
class Kept:
    """A table of the catalogue: `columns` are those that people enter, `own` begins the numbers of own rows.

    No release of the product gives numbers that begin so: what a county has added is never overwritten by one.
    """

    model: type[Row]
    columns: tuple[str, ...]
    own: str


KEPT = {
    Shelf.INSTRUMENT: Kept(
        Instrument,
        (
            "kind",
            "title_zh",
            "short_zh",
            "number",
            "issued_on",
            "valid_from",
            "valid_to",
            "replaced_by",
            "source",
            "confirmed",
        ),
        "OWN.",
    ),
    Shelf.BASIS: Kept(
        Basis,
        (
            "subject_kind",
            "subject_code",
            "part",
            "instrument",
            "article",
            "penalty_article",
            "valid_from",
            "valid_to",
            "confirmed",
            "note",
        ),
        "OWN",
    ),
    Shelf.CRITERION: Kept(
        Criterion,
        ("item", "name_zh", "name_en", "instrument", "valid_from", "valid_to", "replaces", "source", "confirmed"),
        "OWN",
    ),
}


def field_of(shelf: str, name: str) -> "models.Field[object, object]":
    found = KEPT[Shelf(shelf)].model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def shelf_of(row: Row) -> Shelf:
    """Of which table a row is."""
    return next(shelf for shelf, kept in KEPT.items() if isinstance(row, kept.model))


def shown(shelf: str, name: str, written: str, names: Mapping[str, str]) -> str:
    """What a column says as people read it: of a choice its label, of an instrument its name in `names`."""
    field = field_of(shelf, name)
    labels = {str(value): str(label) for value, label in field.flatchoices} if field.choices else names
    return labels.get(written, written)


def said(row: Row) -> Said:
    """A row as plain texts."""
    shelf = shelf_of(row)
    return {name: text(getattr(row, field_of(shelf, name).attname)) for name in KEPT[shelf].columns}


def text(value: object) -> str:
    """A value as its one written form: of a row its code, of a day the ISO date."""
    if isinstance(value, models.Model):
        value = value.pk
    return "" if value is None else str(value).strip()


def made(shelf: str, code: str, values: Mapping[str, str]) -> Row:
    """The unsaved row of these texts. Raises WorkflowError at the column that can't hold its text."""
    kept = KEPT[Shelf(shelf)]
    row = kept.model(code=code)
    for name in kept.columns:
        field = field_of(shelf, name)
        written = values.get(name, "")
        try:
            setattr(row, field.attname, None if written == "" and field.null else field.to_python(written))
        except ValidationError as unfit:
            raise WorkflowError(" ".join(unfit.messages), name) from unfit
    return row


def on_file(shelf: str, code: str) -> Row:
    """The row of a number. Raises WorkflowError where there is none."""
    row = KEPT[Shelf(shelf)].model._default_manager.filter(pk=code).first()
    if row is None:
        raise WorkflowError(_("No row has the number %(code)s.") % {"code": code}, "code")
    assert isinstance(row, Instrument | Basis | Criterion)
    return row


def next_code(shelf: str) -> str:
    """The number of the next own row; it is never given twice."""
    kept = KEPT[Shelf(shelf)]
    while True:
        (number,) = series.take(f"law:{shelf}")
        code = f"{kept.own}{number:04d}"
        if not kept.model._default_manager.filter(pk=code).exists():
            return code
