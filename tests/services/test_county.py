"""The made-up county on PostgreSQL (in the soak 20,000 items): what its history leads to is what stands there (V2)."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organization, User
from core import decisions, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from core.services import invariants
from demo.sizes import SIZES
from rectification import workflow
from rectification.models import Item
from tests.services.slow_ledger import SlowLedger, first_month

CODES = ("opening", "new", "closed", "void", "closing", "all", "done", "due_in_month", "passed_on_time", "overdue")
IS_SOAK = os.environ.get("SOAK") == "yes"
ITEMS = 20_000 if IS_SOAK else 5_000
MONTHS = range(0, 36, 1 if IS_SOAK else 3)
"""Months whose ends are counted: in the gate every third, in the soak each."""
READERS = ("coordinator", "emergency", "park", "inspector", "enterprise", "superior", "observer")
PINNED = Path(__file__).resolve().parent.parent / "query_counts.json"


@pytest.fixture(autouse=True)
def _checked_without_limit(db):
    """At the end the constraints of all these rows are checked in one statement, whatever limit was set meanwhile."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")


@pytest.mark.services
@pytest.mark.req("V2")
@pytest.mark.django_db
def test_a_county_of_thousands_of_items_holds_every_invariant_and_the_ends_of_months(settings, tmp_path, monkeypatch):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "Yanchuan-demo-2026")
    monkeypatch.setitem(SIZES, "county", replace(SIZES["county"], items=ITEMS))

    call_command("seed_demo", "--size", "county", "--today", "2026-11-23")

    cache.clear()
    assert Item.objects.count() == ITEMS
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []
    assert desks_that_differ() == []
    assert pages_at_this_size() == {"/": 200, "/ledger/": 200, "/ledger/?page=100": 200}
    assert pages_without_statistics() == {reader: [200, 200] for reader in READERS}
    ledger, first = SlowLedger(), Month.of(first_month())
    for month in map(first.plus, MONTHS):
        assert rebuilt(month) == ledger.month(month), month


def desks_that_differ():
    """People for whom something waits at which they have no main act, or the other way round, with the items."""
    differ = []
    for person in User.objects.active().select_related("organization"):
        seen = Item.objects.visible_to(person).whole()
        waits = set(workflow.waiting_for(seen, person).values_list("pk", flat=True))
        rows = seen.open().select_related("assigned_by_organization").with_open_extensions()
        acts = {item.pk for item in rows if workflow.main_acts(item, person)}
        if waits != acts:
            differ.append((person.username, sorted(waits - acts)[:5], sorted(acts - waits)[:5]))
    return differ


def pages_at_this_size():
    """The status of the main pages, each opened with as many queries as at three rows.

    The desk reads the decisions of each source that has any; at three rows none has.
    """
    browser = Client()
    browser.force_login(User.objects.get(username="coordinator"))
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    answered = {}
    for address in ("/", "/ledger/", "/ledger/?page=100"):
        with CaptureQueriesContext(connection) as asked:
            answered[address] = browser.get(address).status_code
        decided = len(decisions._sources) if address == "/" else 0
        assert len(asked) <= pinned[address.partition("?")[0]] + decided
    return answered


def pages_without_statistics():
    """The status of desk and ledger for each reader where the planner knows nothing, as after a load.

    No query collapses. What is deleted comes back with the end of the test's transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pg_statistic")
        cursor.execute(
            "UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE relname ~ '^(rect|insp|ent|acc|park|core)'"
        )
        cursor.execute("SET LOCAL statement_timeout = '15s'")
    return {reader: [_opened_by(reader, address) for address in ("/", "/ledger/")] for reader in READERS}


def _opened_by(reader, address):
    browser = Client()
    browser.force_login(User.objects.get(username=reader))
    return browser.get(address, follow=True).status_code


def rebuilt(month):
    """The registered figures as of the end of a month, in whole and by part; without the noughts."""
    county = Organization.objects.get(kind="COUNTY")
    asked = Asked.of_county(county, month=month, as_of=Moment.end_of(month.last))
    codes = [f"ledger.{code}" for code in CODES]
    found = {(code.split(".")[1], "", ""): reading.value for code, reading in figures.read(codes, asked).items()}
    for dimension in ("level", "category", "park", "source"):
        for key, readings in figures.read_by(dimension, codes, asked).items():
            found |= {(code.split(".")[1], dimension, key): reading.value for code, reading in readings.items()}
    return {key: value for key, value in found.items() if value}
