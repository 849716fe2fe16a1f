"""What every test stands on: the catalogs, and tables that only grow."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from core.services import catalogs
from core.services.backup import triggers
from tests import prepared
from tests.sharing import Together, cases_of_the_other
from tests.times import Times

DATABASES_OF_REDIS = 16
ASKING = frozenset({"db", "transactional_db", "live_server", "client", "no_cache"})
"""Fixtures that ask database or cache; a test with none of them can't tell one from the other."""
LONG = ("tests/services/", "tests/browser/", "tests/doors/", "tests/deployed/")
OF_TEXTS = "tests/architecture/"
"""Reads files, so it needs no database: there is work while the first process makes one."""

STATES_WITHOUT_HISTORY = """
SELECT id FROM rectification_item WHERE NOT EXISTS (
    SELECT 1 FROM rectification_historyentry
    WHERE item_id = rectification_item.id AND version = rectification_item.version AND to_state = state
)"""


def pytest_configure(config: pytest.Config) -> None:
    """Test processes share one Redis: each has a database of its own, since clearing a cache empties it."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Times())
    location = settings.CACHES["default"].get("LOCATION")
    if location:
        server, _slash, number = location.rpartition("/")
        process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        settings.CACHES["default"]["LOCATION"] = f"{server}/{(int(number) + 1 + process) % DATABASES_OF_REDIS}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests are shared out by file."""
    return Together(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL and Redis can show runs where they are; what they change nothing of, on the embedded one."""
    services = os.environ.get("TEST_SERVICES") == "yes"
    here, there = (_to_services, _to_embedded) if services else (_to_embedded, _to_services)
    mine = [item for item in items if here(item) and _to_this_run(item)]
    left = cases_of_the_other((item for item in mine if there(item)), services=services)
    belonging = [item for item in mine if item not in left]
    kept = set(belonging)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = belonging
    items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    """After those of texts the longest ones, so that no process is left alone with them at the end."""
    return 0 if nodeid.startswith(OF_TEXTS) else 1 if nodeid.startswith(LONG) else 2


def pytest_collection_finish(session: pytest.Session) -> None:
    """The product and all tests stay to the end: nothing of that is worth being looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _to_this_run(item: pytest.Item) -> bool:
    """The soak takes an hour and runs by itself."""
    return item.get_closest_marker("soak") is None or os.environ.get("SOAK") == "yes"


def _to_embedded(item: pytest.Item) -> bool:
    return item.get_closest_marker("services") is None


def _to_services(item: pytest.Item) -> bool:
    if item.get_closest_marker("services"):
        return True
    asks = item.get_closest_marker("django_db") or ASKING.intersection(getattr(item, "fixturenames", ()))
    return (bool(asks) or "contracts" in item.path.parts) and item.get_closest_marker("embedded") is None


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """Each new `Client` starts the middleware; the walk through all style sheets and scripts is kept for the next."""
    walk = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[Any, dict[str, Any]] = {}

    def once(self: WhiteNoiseMiddleware) -> None:
        place = self.static_root, self.static_prefix, self.max_age
        if place not in found:
            walk(self)
            found[place] = dict(self.files)
        self.files.update(found[place])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(request: pytest.FixtureRequest) -> None:
    """Hashing is slow on purpose; only tests of hashing need it to be."""
    if request.node.get_closest_marker("real_hashing") is None:
        settings = request.getfixturevalue("settings")
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What one test has cached, such as the calendar, is nothing to the next."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The embedded database is a file here too: one in memory refuses where a file lets people wait."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "yuanan.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database of this process's own; the catalogs are there from the beginning."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        prepared.take()
        if connection.vendor == "postgresql":
            _need_not_outlive_a_power_cut()
        else:
            _check_states_with_the_other_constraints()
    yield
    with django_db_blocker.unblock():
        prepared.give_back(before)


def _check_states_with_the_other_constraints() -> None:
    """Django asks for the constraints before it takes back what a test has written."""
    check = connection.check_constraints

    def both(*args: Any, **options: Any) -> None:
        check(*args, **options)
        _refuse_states_without_history()

    connection.check_constraints = both  # type: ignore[method-assign]


def _refuse_states_without_history() -> None:
    """What PostgreSQL refuses when a transaction ends (V3), and SQLite can't: a state that stands in no log."""
    with connection.cursor() as cursor:
        cursor.execute(STATES_WITHOUT_HISTORY)
        found = [key for (key,) in cursor.fetchall()]
    assert not found, f"items {found} have no history for their state"


def _need_not_outlive_a_power_cut() -> None:
    """Commits to a database of tests don't wait for the disk."""
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit TO off')
        cursor.execute("SET synchronous_commit TO off")


def _empty_tables() -> None:
    """Delete what stands in any table; to truncate all of them makes some hundreds of files anew on PostgreSQL.

    Foreign keys are looked at when all of it has gone: they are deferred.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        filled = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
        cursor.execute(" UNION ALL ".join(filled))
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')


@pytest.fixture(scope="session", autouse=True)
def _flush_append_only_tables() -> Iterator[None]:
    """A test that really commits is cleaned up by a flush, which the triggers rightly refuse: lift them for it.

    The flush takes the catalogs too: load them for the next test. Content types and permissions, which
    nothing here asks for, are not made anew. On the embedded database the file is put back that was copied at first.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> Any:
        try:
            if connection.vendor == "sqlite":
                _refuse_states_without_history()
        finally:
            prepared.put_back() if connection.vendor == "sqlite" else flush()

    def flush() -> None:
        with transaction.atomic(), triggers.out_of_the_way():
            _empty_tables()
        catalogs.load_all()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]
