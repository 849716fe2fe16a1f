"""The processes of `script/server`: web, worker with scheduler; one goes down, all go down, no orphan is left."""

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


def commands(host: str, port: str) -> dict[str, list[str]]:
    """The program of each process; the embedded broker keeps worker and scheduler in one."""
    web = ["gunicorn", "config.wsgi:application", "--bind", f"{host}:{port}", "--worker-class", "gthread"]
    web += ["--workers", "1", "--threads", "8", "--access-logfile", "/dev/null", "--log-level", "warning"]
    worker = ["celery", "--quiet", "-A", "config", "worker", "--pool", "solo", "-B", "--loglevel", "warning"]
    return {"web": web, "worker": [*worker, "--without-gossip", "--without-mingle"]}


def environment() -> dict[str, str]:
    """That of the processes: who tries it out as root needs no warning below the logins."""
    return {"PYTHONWARNINGS": "ignore:You're running the worker with superuser", **os.environ}


class Supervisor:
    """Starts the processes in groups of their own and stops all of them together."""

    def __init__(self, host: str, port: str) -> None:
        self.host, self.port = host, port
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self) -> None:
        for name, command in commands(self.host, self.port).items():
            program = [sys.executable, "-m", *command]
            self.running[name] = subprocess.Popen(program, start_new_session=True, env=environment())  # noqa: S603 - our own commands

    def wait_until_ready(self) -> bool:
        """Whether the web process answers in time."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.stopping and not self.dead():
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

    def dead(self) -> list[str]:
        return [name for name, process in self.running.items() if process.poll() is not None]

    def watch(self) -> int:
        """Run until asked to stop or until a process ends by itself; answers the exit code."""
        while not self.stopping:
            ended = self.dead()
            if ended:
                print(f"Stopped by itself: {', '.join(ended)}", file=sys.stderr)
                return 1
            time.sleep(0.3)
        return 0

    def stop(self) -> None:
        for process in self.running.values():
            _signal_group(process, signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)
                process.wait()

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def main() -> int:
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    supervisor = Supervisor(host, port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    supervisor.start()
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
