"""Faults that PostgreSQL really tells: a lock waited for, a connection cut, a statement that takes too long (V24)."""

import threading

import pytest
from django import db
from django.db import connection, transaction
from django.test import Client

from core import faults
from rectification.models import Item
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def item():
    return ItemFactory()


@pytest.fixture
def browser(item):
    client = Client(raise_request_exception=False)
    client.force_login(item.people["coordinator"])
    return client


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def told_of(act):
    with pytest.raises(db.Error) as raised:
        act()
    return faults.of(raised.value)


@pytest.fixture
def somebody_holds(item):
    """Another connection has locked the item."""
    holds, end = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Item.objects.select_for_update().get(pk=item.pk)
            holds.set()
            end.wait(timeout=30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    holds.wait(timeout=30)
    yield
    end.set()
    other.join()


def test_who_waits_for_a_lock_is_told_that_somebody_works_on_it(item, browser, somebody_holds):
    run("SET lock_timeout = 200")
    try:
        page = browser.post(f"/ledger/{item.pk}/assign/", assigning(item))
        program = browser.post(
            f"/api/v1/rectifications/{item.pk}/assign/", assigning(item), content_type="application/json"
        )
    finally:
        run("SET lock_timeout = 0")

    assert (page.status_code, page["Retry-After"]) == (409, "2")
    assert "其他人正在办理" in page.text
    assert (program.status_code, program.json()["type"]) == (409, "about:blank#busy")


def assigning(item):
    return {
        "version": item.version,
        "lead_organization": item.enterprise.organization_id,
        "deadline": "2030-01-01",
    }


def test_a_connection_that_is_cut_is_a_database_that_is_away():
    assert told_of(lambda: run("SELECT pg_terminate_backend(pg_backend_pid())")) is faults.AWAY
    connection.close()


def test_a_page_whose_connection_is_cut_is_a_503_and_the_next_one_works(browser):
    def through(execute, sql, *given):
        return execute("SELECT pg_terminate_backend(pg_backend_pid())", None, *given[1:])

    with connection.execute_wrapper(through):
        answer = browser.get("/ledger/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "数据库" in answer.text
    connection.close()
    assert browser.get("/ledger/").status_code == 200


def test_a_statement_that_takes_too_long_is_no_database_that_is_away():
    run("SET statement_timeout = 100")
    try:
        assert told_of(lambda: run("SELECT pg_sleep(5)")) is faults.SLOW
    finally:
        run("SET statement_timeout = 15000")


@pytest.mark.parametrize(
    ("sql", "row"),
    [
        ("SELECT 99999999999::int", faults.UNFIT),
        ("DO $$ BEGIN RAISE unique_violation; END $$", faults.COLLISION),
        ("DO $$ BEGIN RAISE serialization_failure; END $$", faults.BUSY),
        ("DO $$ BEGIN RAISE disk_full; END $$", faults.FULL),
        ("DO $$ BEGIN RAISE check_violation; END $$", None),
        ("SELECT nothing_like_this", None),
    ],
)
def test_what_the_server_says_finds_its_row(sql, row):
    assert told_of(lambda: run(sql)) is row
