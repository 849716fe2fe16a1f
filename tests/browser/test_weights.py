"""What pages weigh as `script/server` serves them: the budgets of the interface's goals, section 10."""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import urllib.request

import pytest

from config.remembered import FILE
from tests import prepared
from tests.config.test_supervisor import free_port
from tests.weighing import BUDGETS, over_budget, weigh
from tests.workers import ROOT, wait_until

pytestmark = pytest.mark.embedded
NEW = "django_session"
VISITS = [("coordinator", "/ledger/", False), ("inspector", "/ledger/register/", True)]
VISITS += [("inspector", "/field/", True), ("superior", "/", False)]


def one_version_behind(database):
    """As after an update, with a table to be made: all others are there, since to make them takes a minute."""
    prepared.KeptFile().copy_to(database)
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"DROP TABLE {NEW}")
        connection.execute("DELETE FROM django_migrations WHERE app = 'sessions'")


@pytest.fixture(scope="module")
def var(tmp_path_factory, django_db_setup):
    """The server's own folder."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def server(var):
    """`script/server` itself, with its demonstration: its address and password."""
    port = free_port()
    one_version_behind(var / "yuanan.sqlite3")
    before = FILE.read_bytes() if FILE.exists() else None
    told = {**os.environ, "VAR_DIR": str(var), "PORT": str(port), "DEMO_PASSWORD": "Yanchuan-demo-2026", "DEMO": "yes"}
    log = var / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["script/server"], cwd=ROOT, env=told, stdout=out, stderr=out, start_new_session=True
        )
    assert wait_until(lambda: b"Ready:" in log.read_bytes() or process.poll() is not None, 300)
    assert process.poll() is None, log.read_text(encoding="utf-8")
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(40)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    # Commands by hand in this checkout go on with the settings of whoever works in it.
    FILE.unlink(missing_ok=True) if before is None else FILE.write_bytes(before)


def test_every_budget_is_weighed():
    assert {path for _who, path, _phone in VISITS} == BUDGETS.keys()


def test_what_is_new_in_the_database_is_made_before_it_is_asked(server, var):
    with contextlib.closing(sqlite3.connect(var / "yuanan.sqlite3")) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [NEW]).fetchall() == [(1,)]


@pytest.mark.parametrize(("who", "path", "phone"), VISITS)
def test_a_page_weighs_no_more_than_its_budget(server, who, path, phone):
    weight = weigh(server, who, "Yanchuan-demo-2026", path, phone=phone)

    assert over_budget(path, weight) == []
    assert weight["Script"] > 10_000, "what was weighed is the whole page"
    assert weight["Stylesheet"] > 15_000


def test_what_is_fingerprinted_is_compressed_and_stays(server):
    request = urllib.request.Request(f"{server}/accounts/login/", headers={"Accept-Encoding": "identity"})
    with urllib.request.urlopen(request) as page:
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.read().decode())

    assert len(files) >= 5
    for name in files:
        request = urllib.request.Request(server + name, headers={"Accept-Encoding": "br, gzip"})
        with urllib.request.urlopen(request) as answer:
            assert re.search(r"\.[0-9a-f]{12}\.\w+$", name)
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == "br"
            assert answer.headers["Access-Control-Allow-Origin"] is None
