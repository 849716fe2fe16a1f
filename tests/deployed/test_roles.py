"""The role of web and worker works on rows, and on nothing else (security S24, S58)."""

import sys

import psycopg2
import pytest
from psycopg2 import sql
from psycopg2.errors import InsufficientPrivilege

from tests.workers import wait_until

pytestmark = [pytest.mark.services, pytest.mark.req("S24"), pytest.mark.req("S58"), pytest.mark.req("S71")]
GROWING = """
SELECT class.relname, bool_and(trigger.tgenabled = 'A') FROM pg_trigger AS trigger
JOIN pg_class AS class ON class.oid = trigger.tgrelid JOIN pg_proc AS called ON called.oid = trigger.tgfoid
WHERE called.proname = 'refuse_change' GROUP BY class.relname
"""
TABLES = "SELECT tablename, tableowner FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def ask(house):
    """Run a statement as a service does; whatever it did is undone."""

    def run(statement, role="web1"):
        with house.connect(role) as connection, connection.cursor() as cursor:
            try:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else cursor.rowcount
            finally:
                connection.rollback()

    return run


def refused(ask, statement):
    with pytest.raises(InsufficientPrivilege):
        ask(statement)


def test_the_tables_belong_to_who_migrates(ask):
    owners = {owner for _table, owner in ask(TABLES)}

    assert owners == {"yuanan_owner"}
    assert ask("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (False, False, False)
    ]


def test_what_only_grows_is_neither_changed_nor_emptied(ask):
    growing = dict(ask(GROWING))

    assert growing.keys() >= {"rectification_historyentry", "core_filechange", "core_logentry"}
    assert set(growing.values()) == {True}, "a trigger that session_replication_role can silence"
    for table in growing:
        column = ask(
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' AND column_name <> 'id'"
        )[0][0]
        refused(ask, f"UPDATE {table} SET {column} = {column}")
        refused(ask, f"DELETE FROM {table}")
        refused(ask, f"SELECT 1 FROM {table} FOR UPDATE")
        assert ask(f"SELECT count(*) FROM {table}")


def test_no_table_is_emptied_altered_or_dropped(ask):
    tables = [table for table, _owner in ask(TABLES)]

    assert len(tables) > 50
    for table in tables:
        refused(ask, f'TRUNCATE "{table}" CASCADE')
        refused(ask, f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
        refused(ask, f'DROP TABLE "{table}" CASCADE')


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (id int)",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
        "CREATE ROLE mine",
        "COPY accounts_user TO PROGRAM 'cat'",
        "SET ROLE yuanan_owner",
    ],
)
def test_what_is_not_its_work_is_refused(ask, statement):
    refused(ask, statement)


def test_the_worker_has_the_statistics_made_anew(house, county, ask):
    when = "SELECT last_analyze FROM pg_stat_user_tables WHERE relname = 'rectification_item'"
    code = "import django; django.setup(); from core.services import statistics; statistics.refresh()"

    before = ask(when)
    house.run([sys.executable, "-c", code], "worker")

    assert wait_until(lambda: ask(when) != before, 10)


def test_nobody_gets_in_without_the_password(house):
    for wrong in ("", "postgres"):
        with pytest.raises(psycopg2.OperationalError, match="password"):
            house.connect("web1", password=wrong)
    with pytest.raises(psycopg2.OperationalError, match="password"):
        house.connect("web1", user="postgres")


def test_the_rights_are_given_to_a_known_role_that_is_not_the_owner(house):
    for role in ("yuanan_owner", "nobody_there"):
        with pytest.raises(AssertionError, match=role):
            house.run(["python", "manage.py", "grant_rights", role], "prepare")


def test_what_is_added_later_is_given_too(house, ask):
    owner = house.connect("prepare")
    with owner.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TABLE {} (id int)").format(sql.Identifier("added_later")))
    owner.commit()

    refused(ask, "SELECT * FROM added_later")
    house.run(["python", "manage.py", "grant_rights", "yuanan_web"], "prepare")

    assert ask("SELECT * FROM added_later") == []
    with owner.cursor() as cursor:
        cursor.execute("DROP TABLE added_later")
    owner.commit()
