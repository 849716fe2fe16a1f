"""What stands in a catalog fits its column: the embedded database would take any length, PostgreSQL refuses it."""

import re
from pathlib import Path

from django.apps import apps

from core.services.catalogs import _rows

ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z(]{2,}|unconfirmed")
SHOWN_NOWHERE = {
    "EscalationStep.basis",
    "HazardClass.note",
    "InfrastructureKind.source",
    "KeyChemical.note",
    "KeyChemical.source",
    "KeyProcess.source",
    "PermitKind.note",
    "ProblemCategory.source",
    "SignOffStep.basis",
    "ThresholdSubstance.beta_basis",
    "ThresholdSubstance.note",
}
"""Columns of catalogues for whoever keeps these, in English: no page, paper or answer of the API has them."""


def values():
    """Code, column and value of every row of every catalog."""
    for config in apps.get_app_configs():
        for catalog in getattr(config, "catalogs", ()):
            model = config.get_model(catalog.model)
            columns = {field.attname: field for field in model._meta.concrete_fields}
            for row in _rows(model, Path(config.path) / "catalogs" / catalog.file):
                yield from ((f"{catalog.file} {row['code']}", columns[name], value) for name, value in row.items())


def test_every_value_of_a_catalog_fits_its_column():
    long = [
        f"{row} {column.name}: {len(value)} of {column.max_length}"
        for row, column, value in values()
        if isinstance(value, str) and column.max_length and len(value) > column.max_length
    ]

    assert long == []
    assert sum(1 for _value in values()) > 300


def english_in(text):
    """English prose in a text, but for the mark of what is not confirmed, which pages leave away."""
    return ENGLISH.search(text.replace("(unconfirmed)", ""))


def test_what_pages_show_of_a_catalog_has_its_chinese():
    """A column in English stands beside one in Chinese (`note`, `note_en`), or is shown nowhere."""
    found = {
        f"{column.model.__name__}.{column.name}"
        for _row, column, value in values()
        if isinstance(value, str) and not (column.choices or column.primary_key or column.is_relation)
        if not column.name.endswith("_en") and english_in(value)
    }

    assert found == SHOWN_NOWHERE
