"""Real Celery workers in processes of their own, to be killed."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 180


def environment(**changes: str) -> dict[str, str]:
    """What the processes of the product are told, on top of what the tests were told."""
    told = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return {**told, "DEMO": "yes", **changes}


@contextlib.contextmanager
def worker(queue: str, told: Mapping[str, str], app: str = "config") -> Iterator[subprocess.Popen[bytes]]:
    """A worker of one queue, gone without a word at the end."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with _celery(app, told, "worker", "--pool", "solo", "-Q", queue, *quiet) as process:
        yield process


@contextlib.contextmanager
def beat(schedule: Path, told: Mapping[str, str], app: str = "config") -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler that keeps its own file of what it has said."""
    with _celery(app, told, "beat", "--schedule", str(schedule), "--pidfile=") as process:
        yield process


@contextlib.contextmanager
def _celery(app: str, told: Mapping[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "celery", "-A", app, *words, "--loglevel", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(told))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def run_python(code: str, told: Mapping[str, str]) -> None:
    """Run a program with the product loaded."""
    begin = "import django; django.setup()\n"
    subprocess.run([sys.executable, "-c", begin + code], cwd=ROOT, env=dict(told), check=True)


def wait_until(come: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether it comes to pass in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if come():
            return True
        time.sleep(0.1)
    return False


def listening(port: int) -> bool:
    """Whether somebody answers on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
