"""What the tests of faults share: senders that are killed, brokers that vanish, the settings of real processes."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.db import connection, connections

from tests.workers import environment


def act_and_die(act: Callable[[], Any], at_statement: int, *, before: bool) -> bool:
    """A process of its own acts, and is killed before or after its n-th statement; answers whether it was."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        count = 0

        def deadly(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            if count == at_statement and before:
                os.kill(os.getpid(), signal.SIGKILL)
            answer = execute(sql, params, many, context)
            if count == at_statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        with connection.execute_wrapper(deadly):
            act()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def process_settings(broker: str, **changes: str) -> dict[str, str]:
    """What a real worker is told: this test's database, a broker, a short lease."""
    database = connection.settings_dict
    address = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@{database['HOST']}:{database['PORT']}"
    return environment(
        DATABASE_URL=f"postgres://{address}/{database['NAME']}",
        REDIS_URL=broker,
        DELIVERY_LEASE_SECONDS="1",
        **changes,
    )


def mail_settings(port: int) -> dict[str, str]:
    return {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_PORT": str(port)}


@contextmanager
def broker_of_ones_own(port: int) -> Iterator[subprocess.Popen[bytes]]:
    program = shutil.which("redis-server")
    assert program, "the broker test needs redis-server on the PATH"
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--bind", "127.0.0.1", "--loglevel", "warning"]
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
