"""Notes and sources that came in English go into their English columns; the Chinese ones come from the catalogue."""

import csv
from pathlib import Path

from django.db import migrations

CATALOGS = Path(__file__).resolve().parents[1] / "catalogs"
COLUMNS = (("Basis", "legal_bases.csv", "note"), ("Instrument", "legal_instruments.csv", "source"))


def pairs(file, column):
    """What the catalogue says in English, with the same in Chinese."""
    with (CATALOGS / file).open(encoding="utf-8", newline="") as lines:
        return {line[f"{column}_en"]: line[f"{column}_zh"] for line in csv.DictReader(lines) if line[f"{column}_en"]}


def sort_out(apps, schema_editor):
    """Those that people have changed as well: no load of the catalogue writes them."""
    for model, file, column in COLUMNS:
        rows = apps.get_model("law", model).objects
        for english, chinese in pairs(file, column).items():
            rows.filter(**{column: english}).update(**{column: chinese, f"{column}_en": english})


def put_back(apps, schema_editor):
    for model, file, column in COLUMNS:
        rows = apps.get_model("law", model).objects
        for english, chinese in pairs(file, column).items():
            rows.filter(**{column: chinese, f"{column}_en": english}).update(**{column: english})


class Migration(migrations.Migration):
    dependencies = [("law", "0006_notes_in_both_languages")]

    operations = [migrations.RunPython(sort_out, put_back)]
