"""The past of the ledger as a table, from the history that is there."""

from datetime import date
from itertools import groupby

from django.db import migrations

AT_ONCE = 1000
ENDED = ("CLOSED", "VOID")
SOURCE_STEPS = ("add-source", "undo-import")
DAYS = ("deadline", "original_deadline", "next_confirmation_on", "submitted_on", "passed_on", "found_on")
VALUES = (
    *DAYS, "level", "category_id", "park_id", "enterprise_id", "project_id",
    "lead_organization_id", "supervision_level", "undated_kind", "round",
)  # fmt: skip
FIXED = ("county_id", "finding_id", "registered_at", "rebound_of_id")


def fill(apps, editor):
    Item = apps.get_model("rectification", "Item")
    Entry = apps.get_model("rectification", "HistoryEntry")
    Standing = apps.get_model("rectification", "Standing")
    entries = Entry.objects.order_by("item_id", "version").iterator(AT_ONCE)
    rows, ends = [], []
    for key, life in groupby(entries, key=lambda entry: entry.item_id):
        item = Item.objects.get(pk=key)
        standings = list(_standings(Standing, item, life))
        rows += standings
        if standings[-1].ended_at:
            item.ended_at = standings[-1].ended_at
            ends.append(item)
        if len(rows) > AT_ONCE:
            _write(Item, Standing, rows, ends)
            rows, ends = [], []
    _write(Item, Standing, rows, ends)


def _write(Item, Standing, rows, ends):
    Standing.objects.bulk_create(rows, batch_size=AT_ONCE)
    Item.objects.bulk_update(ends, ["ended_at"], batch_size=AT_ONCE)


def _standings(Standing, item, life):
    facts = {name: getattr(item, name) for name in FIXED} | {"ended_at": None}
    present = None
    for entry in life:
        before = dict(facts)
        facts |= {name: _plain(name, value) for name, value in entry.after.items() if name in VALUES}
        facts["state"] = entry.to_state
        if entry.transition == "assign":
            facts["assigned_by_organization_id"] = entry.actor_organization_id
        if (entry.to_state in ENDED) != (facts["ended_at"] is not None):
            facts["ended_at"] = entry.at if entry.to_state in ENDED else None
        if present is None or facts != before or entry.transition in SOURCE_STEPS:
            moment = max(entry.at, present.since) if present else entry.at
            if present is not None:
                present.until = moment
                yield present
            present = Standing(item_id=item.pk, since=moment, **facts)
    yield present


def _plain(name, value):
    return date.fromisoformat(value) if name in DAYS and value else value


def empty(apps, editor):
    apps.get_model("rectification", "Standing").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("rectification", "0005_standings")]

    operations = [migrations.RunPython(fill, empty)]
