"""What every test stands on: the catalogs, and tables that only grow."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase

from core.services import catalogs
from core.services.backup import triggers
from tests.times import Times

DATABASES_OF_REDIS = 16
ASKING = frozenset({"db", "transactional_db", "live_server", "client", "no_cache"})
"""Fixtures that ask database or cache; a test with none of them can't tell one from the other."""
LONG = ("tests/services/", "tests/browser/", "tests/doors/", "tests/deployed/")

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL and Redis can show runs where they are; what they change nothing of, on the embedded one."""
    to_database = _to_services if os.environ.get("TEST_SERVICES") == "yes" else _to_embedded
    belonging = [item for item in items if to_database(item) and _to_this_run(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(belonging)])
    items[:] = belonging
    # The longest ones come first, so that no process is left alone with them at the end.
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


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
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The catalogs are there from the beginning, as in a database that has been prepared."""
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            _need_not_outlive_a_power_cut()
        else:
            _check_states_with_the_other_constraints()
        catalogs.load_all()


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
    nothing here asks for, are not made anew.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> Any:
        try:
            if connection.vendor == "sqlite":
                _refuse_states_without_history()
        finally:
            flush()

    def flush() -> None:
        with transaction.atomic(), triggers.out_of_the_way():
            _empty_tables()
        catalogs.load_all()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]
