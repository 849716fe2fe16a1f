"""The processes of `script/server`: web, worker with scheduler. One that ends is started again; none outlives us."""

import os
import signal
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
        self.start()

    def start(self) -> None:
        self.again_at = None
        self.process = subprocess.Popen(self.program, start_new_session=True, env=self.told)  # noqa: S603 - our own programs

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
        """To its whole group, also when the first process of it has gone."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


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
        """Whether the web process answers in time."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.stopping:
            if any(child.has_ended() for child in self.children):
                return False
            if self._answers():
                return True
            time.sleep(0.2)
        return False

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
            for child in self.children:
                if not child.tend():
                    print(f"{child.name} ended {len(child.ends)} times within a minute: giving up.", file=sys.stderr)
                    return 1
            time.sleep(0.3)
        return 0

    def stop(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            try:
                child.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.signal(signal.SIGKILL)
                child.process.wait()


def main() -> int:
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
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
