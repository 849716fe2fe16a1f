"""Whether the product can do its work: each part is asked for real."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import faults
from core.encryption import UnreadableError
from core.services import encrypted_columns

TIMEOUT_SECONDS = 3


def failing_parts() -> dict[str, str]:
    """The parts that don't work, each with what kind of fault it is (core/faults.py)."""
    parts: dict[str, Callable[[], None]] = {
        "database": _ask_database,
        "migrations": _ask_migrations,
        "broker": _ask_broker,
        "storage": _ask_storage,
        "keys": encrypted_columns.refuse_wrong_keys,
    }
    failing: dict[str, str] = {}
    for name, ask in parts.items():
        if name in ("migrations", "keys") and "database" in failing:
            continue
        try:
            ask()
        except (*faults.OF_THE_MACHINE, RuntimeError, UnreadableError) as fault:
            failing[name] = faults.name_of(fault)
    return failing


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are missing")


def _ask_broker() -> None:
    with current_app.connection_for_write(connect_timeout=TIMEOUT_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, timeout=TIMEOUT_SECONDS)


def _ask_storage() -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder) as probe:
        probe.write(b"probe")
        probe.flush()
        os.fsync(probe.fileno())
