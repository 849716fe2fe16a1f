"""Rows written in bulk are the rows that the services write: the same plots, played both ways."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import override_settings

from core.services import invariants
from demo.bulk.files import FileShelf
from demo.bulk.stamping import OTHERWISE, stamp
from demo.bulk.writing import BulkWriter
from demo.courses import PAST, PRESENT, courses_for
from demo.playing import Player
from demo.plots import Stage, plots
from demo.seeding import found
from demo.sizes import Size
from documents.models import NumberSeries
from inspections.models import Finding, FindingPhoto, FindingSource
from rectification.models import (
    Evidence,
    Extension,
    HistoryEntry,
    Item,
    LookBack,
    Review,
    SignOff,
    SupervisionMeasure,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
TINY = Size("tiny", parks=1, enterprises=3, items=0, growth=1.5, bulk=True)
OF_ITEM = (Evidence, Extension, LookBack, Review, SignOff, SupervisionMeasure)
POINTERS = {"id", "item_id", "finding_id", "attachment_id", "rebound_of_id", "superior_list_id"}


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield found(TINY, Random(1), TODAY, password="!")
    cache.clear()


def one_of_each() -> list[Any]:
    """Every course once, but for merging, which is for the services alone."""
    return [course for course in (*PRESENT, *PAST) if not course.is_merged]


def values(row: models.Model, *left_out: str) -> dict[str, Any]:
    kept = {field.attname for field in row._meta.concrete_fields} - POINTERS - set(left_out)
    return {name: getattr(row, name) for name in kept}


def plain(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with files counted, since each way makes its own."""
    return {name: len(value) if name == "evidence" else value for name, value in given.items()}


def ledger() -> dict[str, Any]:
    """All rows by the number of their item, without ids that differ from one way to the other."""
    tables: dict[str, Any] = {"items": [values(row) for row in Item.objects.order_by("number")]}
    tables["assisting"] = sorted(Item.objects.values_list("number", "assisting__name"))
    tables["rebounds"] = sorted(Item.objects.filter(rebounds__isnull=False).values_list("number", "rebounds__number"))
    tables["findings"] = [values(row) for row in Finding.objects.order_by("item__number")]
    for model, order in ((FindingSource, ("kind", "number")), (FindingPhoto, ())):
        tables[model.__name__] = [values(row) for row in model.objects.order_by("finding__item__number", *order)]
    for model in OF_ITEM:
        rows = model.objects.select_related("item").order_by("item__number", "pk")
        tables[model.__name__] = [(row.item.number, values(row)) for row in rows]
    tables["officers"] = sorted(Review.objects.values_list("item__number", "at", "officers__username"))
    history = HistoryEntry.objects.select_related("item").order_by("item__number", "version")
    tables["history"] = [(row.item.number, values(row, "given"), plain(row.given)) for row in history]
    return tables


def played(stage: Stage, life: list[Any]) -> dict[str, Any]:
    """What the services write, taken back again."""
    with transaction.atomic():
        Player().play(life)
        written = ledger()
        transaction.set_rollback(True)
    NumberSeries.objects.all().delete()
    return written


def test_bulk_writes_what_the_services_write(stage):
    life = list(plots(stage, one_of_each()))
    by_services = played(stage, life)

    BulkWriter(stage, FileShelf(stage.county.logins["coordinator"], life[0].at, seed=1)).write(life)

    in_bulk = ledger()
    assert len(in_bulk["items"]) == len(life)
    for table, rows in by_services.items():
        assert in_bulk[table] == rows, table


@pytest.mark.req("V2")
def test_what_is_written_in_bulk_holds_every_invariant(stage):
    life = list(plots(stage, courses_for(600, with_merged=False)))
    shelf = FileShelf(stage.county.logins["coordinator"], life[0].at, seed=1)

    BulkWriter(stage, shelf).write(life)
    shelf.clear_away()

    assert Item.objects.count() == 600
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []


def foreign_keys() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'")
        return set(cursor.fetchall())


@pytest.mark.services
def test_stamped_copies_hold_every_invariant_too(stage):
    life = list(plots(stage, one_of_each()))
    shelf = FileShelf(stage.county.logins["coordinator"], life[0].at, seed=1)
    BulkWriter(stage, shelf).write(life)
    shelf.clear_away()
    history = HistoryEntry.objects.count()

    keys = foreign_keys()

    stamp(3)

    assert foreign_keys() == keys
    assert Item.objects.count() == 3 * len(life)
    assert HistoryEntry.objects.count() == 3 * history
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []


@pytest.mark.services
@pytest.mark.parametrize(("copy", "number"), [(0, "2026-0007"), (1, "2026-9997"), (2, "2026-19987")])
def test_numbers_of_copies_grow_beyond_four_digits(copy, number):
    expression = OTHERWISE[Item, "number"].format(copy=copy)

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression} FROM (VALUES ('2026-0007', 9990)) AS numbers (number, given)")
        assert cursor.fetchone() == (number,)
