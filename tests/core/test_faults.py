"""Every fault of the table, raised into each kind of door, is answered by its row (reliability V24)."""

import errno
import sqlite3

import psycopg2
import pytest
from django import db
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import UnreadablePostError
from django.test import Client
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as CacheError

from core import faults
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
BY_SQLSTATE = {
    "08006": (psycopg2.OperationalError, db.OperationalError),
    "57P01": (psycopg2.errors.AdminShutdown, db.OperationalError),
    "53300": (psycopg2.OperationalError, db.OperationalError),
    "25006": (psycopg2.InternalError, db.InternalError),
    "55P03": (psycopg2.errors.LockNotAvailable, db.OperationalError),
    "40001": (psycopg2.errors.SerializationFailure, db.OperationalError),
    "40P01": (psycopg2.errors.DeadlockDetected, db.OperationalError),
    "57014": (psycopg2.errors.QueryCanceled, db.OperationalError),
    "53100": (psycopg2.errors.DiskFull, db.OperationalError),
    "58030": (psycopg2.errors.IoError, db.OperationalError),
    "23505": (psycopg2.errors.UniqueViolation, db.IntegrityError),
    "23503": (psycopg2.errors.ForeignKeyViolation, db.IntegrityError),
    "23P01": (psycopg2.errors.ExclusionViolation, db.IntegrityError),
    "22003": (psycopg2.errors.NumericValueOutOfRange, db.DataError),
    "25P03": (psycopg2.InternalError, db.InternalError),
}
PAGES = ("GET /ledger/", "POST /ledger/{item}/assign/", "HX /ledger/{item}/assign/")
PROGRAMS = ("GET /api/v1/rectifications/", "POST /api/v1/rectifications/{item}/assign/")


def of_postgresql(code):
    told, kind = BY_SQLSTATE[code]
    fault = kind("secret words of the driver")
    fault.__cause__ = type("Told", (told,), {"pgcode": code})("secret")
    return fault


def of_sqlite(name):
    fault = db.IntegrityError("secret") if "CONSTRAINT" in name else db.OperationalError("secret")
    fault.__cause__ = sqlite3.DatabaseError("secret")
    fault.__cause__.sqlite_errorname = name
    return fault


RAISED = {
    **{code: of_postgresql(code) for code in BY_SQLSTATE},
    **{name: of_sqlite(name) for name in faults.SQLITE_CODES},
    "no words": db.OperationalError("connection refused"),
    "closed": db.InterfaceError("connection already closed"),
    "ENOSPC": OSError(errno.ENOSPC, "secret"),
    "EDQUOT": OSError(errno.EDQUOT, "secret"),
    "broker": BrokerError("secret"),
    "cache": CacheError("secret"),
    "large": RequestDataTooBig("secret"),
    "cut": UnreadablePostError("secret"),
}
ROWS = {value for value in vars(faults).values() if isinstance(value, faults.Fault)}


@pytest.fixture
def ask(monkeypatch):
    """Ask a door while each statement of the database's raises."""
    item = ItemFactory()
    client = Client(raise_request_exception=False)
    client.force_login(item.people["coordinator"])

    def asked(door, fault, within="", **headers):
        def broken(execute, sql, *given):
            if within in sql:
                raise fault
            return execute(sql, *given)

        method, path = door.format(item=item.pk).split()
        headers |= {"HTTP_HX_REQUEST": "true"} if method == "HX" else {}
        with connection.execute_wrapper(broken):
            if method == "GET":
                return client.get(path, **headers)
            kind = {"content_type": "application/json"} if "/api/" in path else {}
            return client.post(path, {"reason": "请抓紧"}, **kind, **headers)

    asked.client = client
    return asked


def test_each_row_of_the_table_is_raised_here():
    assert {faults.of(fault) for fault in RAISED.values()} == ROWS
    begins = [begin for begin in faults.SQLSTATES if not any(code.startswith(begin) for code in BY_SQLSTATE)]
    assert begins == []


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.parametrize("door", PAGES)
def test_a_page_says_what_is_wrong_and_what_to_do(ask, door, name):
    row = faults.of(RAISED[name])

    answer = ask(door, RAISED[name], HTTP_REFERER="http://testserver/ledger/7/assign/")

    assert answer.status_code == row.status
    assert str(row.title) in answer.text
    assert str(row.advice) in answer.text
    assert "secret" not in answer.text
    assert answer.headers.get("Retry-After", "0") == str(row.retry_after)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert ("http://testserver/ledger/7/assign/" in answer.text) == door.startswith("POST")
    assert (answer.headers.get("X-Fault") == row.code) == door.startswith("HX")


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.parametrize("door", PROGRAMS)
def test_a_program_is_told_whether_to_send_again(ask, door, name):
    row = faults.of(RAISED[name])

    answer = ask(door, RAISED[name])

    said = answer.json()
    assert (answer.status_code, said["type"]) == (row.status, f"about:blank#{row.code}")
    assert said["may_be_sent_again"] == row.may_be_sent_again
    assert answer.headers.get("Retry-After", "0") == str(row.retry_after)
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("fault", [db.ProgrammingError("no such table"), of_sqlite("SQLITE_ERROR"), OSError("x")])
def test_a_mistake_of_ours_stays_a_plain_500(ask, fault):
    assert faults.of(fault) is None
    assert ask("GET /ledger/", fault).status_code == 500


@pytest.mark.parametrize("within", ["", "rectification_item"])
@pytest.mark.parametrize(("language", "words"), [("en", "Somebody else is working"), ("zh-hans", "其他人正在办理")])
def test_it_is_said_in_the_language_that_was_switched_to(ask, settings, within, language, words):
    ask.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    assert words in ask(PAGES[1], RAISED["55P03"], within=within).text


def test_the_form_of_a_stranger_is_not_led_back_to(ask):
    answer = ask(PAGES[1], RAISED["57P01"], HTTP_REFERER="https://evil.example/")

    assert "evil.example" not in answer.text
    assert "/assign/" in answer.text
