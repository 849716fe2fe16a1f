"""A backup as the worker writes it each night, brought back by the owner of the tables (security S62)."""

import json

import pytest

pytestmark = [pytest.mark.services, pytest.mark.req("S62"), pytest.mark.req("S71")]
COUNT = "SELECT count(*), max(version) FROM rectification_historyentry"


@pytest.fixture
def manage(house):
    def run(role, *command):
        return json.loads(house.run(["python", "manage.py", *command, house.compose.placed("/backup"), "--json"], role))

    return run


def counted(house):
    with house.connect("web1") as connection, connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()


def test_what_the_worker_has_written_comes_back_and_everybody_works_on(house, county, calls, manage):
    before = counted(house)

    written = manage("worker", "backup")
    restored = manage("prepare", "restore", "--force")

    assert (restored["rows"], restored["made_at"]) == (written["rows"], written["made_at"])
    assert counted(house) == before > (30, 0)
    assert calls().logged_in("inspector").get("/ledger/").status_code == 200
    house.run(["python", "manage.py", "check_invariants"], "worker")


def test_the_worker_itself_brings_nothing_back(manage, house, county):
    manage("worker", "backup")
    before = counted(house)

    with pytest.raises(AssertionError, match="CommandError: 恢复须由表的所有者执行"):
        manage("worker", "restore", "--force")

    assert counted(house) == before
