"""Catalogs come from CSV files that the apps own: loading twice changes nothing, a missing row is kept.

A row that people have changed since is theirs: what a release says otherwise of it is told and not written.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from django.apps import apps
from django.db import models, transaction


@dataclass(frozen=True)
class Catalog:
    """A CSV file (`catalogs/<file>` of the app) and the model whose primary key is its first column, `code`."""

    model: str
    file: str


@runtime_checkable
class KeptByHand(Protocol):
    """The rows of a catalog that people maintain as well."""

    def kept_by_hand(self) -> "models.QuerySet[models.Model]": ...


@dataclass(frozen=True)
class Loaded:
    """What became of a file: how many rows it has, and what it says otherwise of those that people have changed."""

    rows: int
    differing: tuple[str, ...] = ()


def loaded_models() -> Iterator[type[models.Model]]:
    """The models whose rows come from catalogs."""
    for config in apps.get_app_configs():
        for catalog in getattr(config, "catalogs", ()):
            yield config.get_model(catalog.model)


@transaction.atomic
def load_all() -> dict[str, Loaded]:
    """Bring every catalog in the database up to its file; answers what became of each file."""
    return {
        catalog.file: _load(config.get_model(catalog.model), Path(config.path) / "catalogs" / catalog.file)
        for config in apps.get_app_configs()
        for catalog in getattr(config, "catalogs", ())
    }


def _load(model: type[models.Model], path: Path) -> Loaded:
    rows, kept = list(_rows(model, path)), _kept_by_hand(model)
    model._default_manager.bulk_create(
        [model(**row) for row in rows if row["code"] not in kept],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name for name in rows[0] if name != "code"],
    )
    return Loaded(len(rows), tuple(_differing(rows, kept)))


def _kept_by_hand(model: type[models.Model]) -> dict[object, models.Model]:
    """By their codes the rows that people have changed."""
    found = model._default_manager.all()
    return {row.pk: row for row in found.kept_by_hand()} if isinstance(found, KeptByHand) else {}


def _differing(rows: Iterable[dict[str, object]], kept: dict[object, models.Model]) -> Iterator[str]:
    """What the file says otherwise of a row that people have changed, column by column."""
    for row in rows:
        present = kept.get(row["code"])
        for name, value in row.items() if present else ():
            if (now := getattr(present, name)) != value:
                yield f"{row['code']}: {name} is {now or '-'}, the file says {value or '-'}"


def _rows(model: type[models.Model], path: Path) -> Iterator[dict[str, object]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            yield dict(_values(fields, line))


def _values(fields: dict[str, models.Field], line: dict[str, str]) -> Iterator[tuple[str, object]]:
    for column, text in line.items():
        field = next((fields[name] for name in _names(column) if name in fields), None)
        if field is not None:
            yield field.attname, _value(field, text)


def _names(column: str) -> tuple[str, ...]:
    """What a column of a file may be called in the table: `part_zh` is `part`, `parent_code` the key of `parent`."""
    return column, column.removesuffix("_zh"), column.replace("_code", "_id"), f"{column}_id"


def _value(field: models.Field, text: str) -> object:
    """What a cell says; yes and no of what is the one or the other."""
    if isinstance(field, models.BooleanField):
        text = {"yes": "True", "no": "False"}.get(text, text)
    return None if text == "" and field.null else field.to_python(text)
