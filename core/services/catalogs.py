"""Catalogs come from CSV files that the apps own: loading twice changes nothing, a missing row is kept."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models, transaction


@dataclass(frozen=True)
class Catalog:
    """A CSV file (`catalogs/<file>` of the app) and the model whose primary key is its first column, `code`."""

    model: str
    file: str


def loaded_models() -> Iterator[type[models.Model]]:
    """The models whose rows come from catalogs."""
    for config in apps.get_app_configs():
        for catalog in getattr(config, "catalogs", ()):
            yield config.get_model(catalog.model)


@transaction.atomic
def load_all() -> dict[str, int]:
    """Bring every catalog in the database up to its file; answers the number of rows of each file."""
    loaded = {}
    for config in apps.get_app_configs():
        for catalog in getattr(config, "catalogs", ()):
            model = config.get_model(catalog.model)
            rows = list(_rows(model, Path(config.path) / "catalogs" / catalog.file))
            model._default_manager.bulk_create(
                [model(**row) for row in rows],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=[name for name in rows[0] if name != "code"],
            )
            loaded[catalog.file] = len(rows)
    return loaded


def _rows(model: type[models.Model], path: Path) -> Iterator[dict[str, object]]:
    fields = {field.attname.removesuffix("_code"): field for field in model._meta.concrete_fields}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            yield dict(_values(fields, line))


def _values(fields: dict[str, models.Field], line: dict[str, str]) -> Iterator[tuple[str, object]]:
    for column, text in line.items():
        field = fields.get(column) or fields.get(column.replace("_code", "_id"))
        if field is None:
            continue
        yield field.attname, None if text == "" and field.null else field.to_python(text)
