"""The processes of `script/server`: web, worker with scheduler. One that ends is started again; none outlives us."""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

GRACE_SECONDS = 15
START_SECONDS = 90
ENDS_A_MINUTE = 5
LONGEST_PAUSE_SECONDS = 8


def programs() -> dict[str, list[str]]:
    """The program of each process; the embedded broker keeps worker and scheduler in one."""
    web = ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"]
    worker = ["celery", "--quiet", "-A", "config", "worker", "--pool", "solo", "-B", "--loglevel", "warning"]
    all_of_them = {"web": web, "worker": [*worker, "--without-gossip", "--without-mingle"]}
    return {name: [sys.executable, "-m", *program] for name, program in all_of_them.items()}


def environment(host: str, port: str) -> dict[str, str]:
    """That of the processes: who tries it out as root needs no warning below the logins."""
    web = {"WEB_BIND": f"{host}:{port}", "WEB_WORKERS": "1", "WEB_THREADS": "8", "WEB_LOG_LEVEL": "warning"}
    return {"PYTHONWARNINGS": "ignore:You're running the worker with superuser", **web, **os.environ}


class Child:
    """A process in a group of its own, and when it ended by itself of late."""

    def __init__(self, name: str, program: list[str], told: dict[str, str]) -> None:
        self.name, self.program, self.told = name, program, told
        self.ends: list[float] = []
        self.again_at: float | None = None
        self.groups: list[int] = []
        self.start()

    def start(self) -> None:
        self.again_at = None
        self.process = subprocess.Popen(self.program, start_new_session=True, env=self.told)  # noqa: S603 - our own programs
        self.groups = [*self._living(), self.process.pid]

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def tend(self) -> bool:
        """Start it again once it has ended, after a pause that grows; False where it has ended too often."""
        now = time.monotonic()
        if not self.has_ended():
            return True
        if self.again_at is None:
            self.signal(signal.SIGTERM)
            self.ends = [*(end for end in self.ends if end > now - 60), now]
            self.again_at = now + min(2 ** (len(self.ends) - 2), LONGEST_PAUSE_SECONDS)
        if len(self.ends) > ENDS_A_MINUTE:
            return False
        if now >= self.again_at:
            print(f"{self.name} ended by itself ({self.process.returncode}); it is started again.", file=sys.stderr)
            self.start()
        return True

    def signal(self, number: signal.Signals) -> None:
        """To everybody of it, also to those whose first process has gone before them."""
        for group in self._living():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, number)

    def is_gone(self) -> bool:
        """Whether nobody of it is left."""
        return self.has_ended() and not self._living()

    def _living(self) -> list[int]:
        """Its groups in which somebody is left: what a killed process had begun may take a while to end."""
        return [group for group in self.groups if _is_there(group)]


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


class Supervisor:
    """Starts the processes, starts again what ends, and stops all of them together."""

    def __init__(self, host: str, port: str) -> None:
        self.host, self.port = host, port
        self.children: list[Child] = []
        self.stopping = False

    def start(self, started: dict[str, list[str]]) -> None:
        told = environment(self.host, self.port)
        self.children = [Child(name, program, told) for name, program in started.items()]

    def wait_until_ready(self) -> bool:
        """Whether the web process answers in time. What was killed meanwhile is started again as later on."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.stopping:
            if self._gives_up_starting() or not self._tend():
                return False
            if self._answers():
                return True
            time.sleep(0.2)
        return False

    def _gives_up_starting(self) -> bool:
        """Whether a process has said by itself that it can't begin, which another try changes nothing of."""
        failed = [child for child in self.children if (child.process.poll() or 0) > 0]
        for child in failed:
            print(f"{child.name} ended while starting ({child.process.returncode}): giving up.", file=sys.stderr)
        return bool(failed)

    def _answers(self) -> bool:
        host = "127.0.0.1" if self.host in ("0.0.0.0", "") else self.host  # noqa: S104 - compares, binds nothing
        try:
            with urllib.request.urlopen(f"http://{host}:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def watch(self) -> int:
        """Run until asked to stop, or until a process ends again and again; returns the exit code."""
        while not self.stopping:
            if not self._tend():
                return 1
            time.sleep(0.3)
        return 0

    def _tend(self) -> bool:
        """Look after each; False, and says so, where one has ended too often."""
        for child in self.children:
            if not child.tend():
                print(f"{child.name} ended {len(child.ends)} times within a minute: giving up.", file=sys.stderr)
                return False
        return True

    def stop(self) -> None:
        """End everybody: asked first, killed when the time is up."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end and not all(child.is_gone() for child in self.children):
            time.sleep(0.1)
        for child in self.children:
            child.signal(signal.SIGKILL)
            child.process.wait()


def is_taken(host: str, port: str) -> bool:
    """Whether somebody listens there already, who would answer in our place."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, ValueError, OverflowError) as fault:
            return getattr(fault, "errno", None) == errno.EADDRINUSE
        return False


def main() -> int:
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if is_taken(host, port):
        print(f"{host}:{port} is in use; give another one as PORT.", file=sys.stderr)
        return 1
    supervisor = Supervisor(host, port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    supervisor.start(programs())
    try:
        if not supervisor.wait_until_ready():
            return 0 if supervisor.stopping else 1
        print(f"Ready: http://{host}:{port}", flush=True)
        print(os.environ.get("LOGINS", ""), flush=True)
        return supervisor.watch()
    finally:
        supervisor.stop()


if __name__ == "__main__":
    sys.exit(main())
