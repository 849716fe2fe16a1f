"""A command as a newcomer types it, in a copy of the checkout, after `script/server` was started there once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
LIST = "序号,存在问题,责任单位,整改期限\n1,罐区围堰排水阀常开,县应急管理局,2026年8月31日\n"
OURS = ("PATH", "HOME", "LANG")


@pytest.fixture(scope="module")
def checkout(django_db_setup, tmp_path_factory):
    """The files of a clone, with the database that a first start makes."""
    copy = tmp_path_factory.mktemp("clone") / "yuanan"
    left = shutil.ignore_patterns("var", "tests", ".git", ".venv", "node_modules", "docs", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=left, symlinks=True)
    for name in (".venv", "node_modules"):
        (copy / name).symlink_to((ROOT / name).resolve())
    (copy / "var").mkdir()
    prepared.KeptFile().copy_to(copy / "var" / "yuanan.sqlite3")
    (copy / "list.csv").write_text(LIST, encoding="gb18030")
    return copy


def run(checkout, *command, **environment):
    """A process with nothing of ours in its environment."""
    bare = {name: os.environ[name] for name in OURS if name in os.environ}
    done = subprocess.run(
        command, cwd=checkout, env={**bare, **environment}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_a_checkout_that_was_never_started_is_production(checkout):
    code, told = run(checkout, sys.executable, "manage.py", "import_ledger", "list.csv", "--dry-run")

    assert code != 0
    assert "SECRET_KEY must be set" in told


def test_after_the_server_a_dry_run_needs_neither_settings_nor_an_account(checkout):
    assert run(checkout, sys.executable, "-m", "config.remembered", DEMO="yes", COUNTY_NAME="砚川县")[0] == 0

    for command in ((sys.executable, "manage.py"), ("script/manage",)):
        code, told = run(checkout, *command, "import_ledger", "list.csv", "--dry-run", "--create-units", "--json")
        assert (code, '"rows": 1' in told) == (0, True), told
    assert (checkout / "var" / "server.json").stat().st_mode & 0o077 == 0


def test_whoever_says_where_it_runs_is_believed(checkout):
    run(checkout, sys.executable, "-m", "config.remembered", DEMO="yes")

    code, told = run(checkout, sys.executable, "manage.py", "check", DATABASE_URL="sqlite:///tmp/other.sqlite3")

    assert code != 0
    assert "SECRET_KEY must be set" in told
