"""The database of each process of tests: copied from one that was migrated, with the catalogs in it.

To migrate takes longer than most files of tests, so what came of it is kept: on the embedded database as a file below
`var/tests/`, on PostgreSQL as a database beside those of the tests. It is made again when anything has changed that it
is made from.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from core.services import catalogs
from tests.house import APPS, ROOT

MADE_BY = (
    "requirements.txt",
    "config/settings.py",
    "core/append_only.py",
    "core/clock.py",
    "core/encryption.py",
    "core/services/catalogs.py",
    "tests/prepared.py",
)
MADE_FROM = ("apps.py", "models.py", "models/**/*.py", "migrations/*.py", "catalogs/*.csv")


def sources() -> list[Path]:
    """What the database is made from: all that migrations, content types and catalogs read."""
    of_apps = [path for app in APPS for pattern in MADE_FROM for path in (ROOT / app).glob(pattern)]
    return sorted({*of_apps, *(ROOT / path for path in MADE_BY)})


def key() -> str:
    """A word that changes with any of them."""
    made_from = hashlib.sha256()
    for path in sources():
        made_from.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return made_from.hexdigest()[:16]


def make() -> None:
    """Keep a database for the processes to come, where none of now is kept."""
    before = connection.settings_dict["NAME"]
    take()
    give_back(before)


def take() -> None:
    """Give this process a database of its own, and connect to it."""
    kept = _kept()
    name = connection.creation._get_test_db_name()
    with _one_at_a_time():
        if kept.is_there():
            connection.close()
            kept.copy_to(name)
            settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            catalogs.load_all()
            connection.close()
            kept.keep(name)
    connection.ensure_connection()


@cache
def _kept() -> "KeptDatabase | KeptFile":
    """Asked first before this process has a database of its own: the one on PostgreSQL is named by that of before."""
    return KeptDatabase() if connection.vendor == "postgresql" else KeptFile()


def give_back(before: str) -> None:
    """Take the database away again; `before` is what this process was connected to at first."""
    if connection.vendor != "postgresql":
        connection.creation.destroy_test_db(before, verbosity=0)
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        # It waits for a checkpoint, and a thread of a live server may still hold it.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = before


def copy_to(name: str) -> None:
    """Another copy, a file or a database by its name, for a product that is started as a process of its own."""
    with _one_at_a_time():
        _kept().copy_to(name)


def put_back() -> None:
    """All that stands in the embedded database of this process is as it was when it was taken."""
    connection.ensure_connection()
    _at_first().backup(connection.connection)


@cache
def _at_first() -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(KeptFile().path)) as file:
        file.backup(memory)
    return memory


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first process makes it, the others wait for it and copy."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def folder() -> Path:
    return Path(settings.VAR_DIR) / "tests"


class KeptFile:
    """A file that is named by what it was made from."""

    def __init__(self) -> None:
        self.path = folder() / f"{key()}.sqlite3"

    def is_there(self) -> bool:
        return self.path.exists()

    def copy_to(self, name: str | Path) -> None:
        """Also for a product that is started as a process of its own: the fixture `django_db_setup` has kept it."""
        shutil.copyfile(self.path, name)

    def keep(self, name: str) -> None:
        for older in folder().glob("*.sqlite3*"):
            older.unlink()
        part = self.path.with_suffix(".part")
        shutil.copyfile(name, part)
        part.replace(self.path)


class KeptDatabase:
    """A database whose comment says what it was made from."""

    def __init__(self) -> None:
        self.name, self.key = f"test_{settings.DATABASES[connection.alias]['NAME']}_prepared", key()

    def is_there(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [self.name]
            )
            return cursor.fetchone() == (self.key,)

    def copy_to(self, name: str) -> None:
        self._copy(self.name, name)

    def keep(self, name: str) -> None:
        self._copy(name, self.name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE \"{self.name}\" IS '{self.key}'")

    def _copy(self, one: str, other: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
            cursor.execute(f'CREATE DATABASE "{other}" TEMPLATE "{one}"')
