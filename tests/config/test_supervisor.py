"""`script/server`: a process that dies is started again, one that can't live is given up, nothing is left behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config.supervisor import ENDS_A_MINUTE, Child, Supervisor, main
from tests.workers import ROOT, environment, wait_until

pytestmark = pytest.mark.embedded


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
        return answer.status == 200
    return False


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def web_of(pid):
    """The first process of the web, by its command line; None while there is none."""
    return next((child for child in children_of(pid) if b"gunicorn" in _read(f"/proc/{child}/cmdline")), None)


def _read(path):
    with contextlib.suppress(OSError):
        return Path(path).read_bytes()
    return b""


def living(var):
    """Everybody who was told of this folder, by the environment: whoever started them may have gone."""
    told = f"VAR_DIR={var}\0".encode()
    running = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [pid for pid in running if told in _read(f"/proc/{pid}/environ")]


@pytest.fixture
def server(tmp_path):
    """Port, process and log of a supervisor; nobody of it is there afterwards, whatever became of the test."""
    port, log = free_port(), tmp_path / "log"
    told = environment(VAR_DIR=str(tmp_path), HOST="127.0.0.1", PORT=str(port))
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=told, stderr=out)
    yield port, process, log
    process.kill()
    process.wait(10)
    for pid in living(tmp_path):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("moment", ["while it starts", "at its first answer", "later on"])
def test_a_killed_web_process_comes_again_and_all_end_together(server, tmp_path, moment):
    port, process, log = server
    come = {"while it starts": lambda: web_of(process.pid), "at its first answer": lambda: answers(port)}
    assert wait_until(come.get(moment, lambda: answers(port) and time.sleep(1) is None))
    killed = web_of(process.pid)

    os.kill(killed, signal.SIGKILL)

    assert wait_until(lambda: web_of(process.pid) not in (killed, None) and answers(port)), log.read_text()
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 0
    assert "web ended by itself (-9); it is started again." in log.read_text()
    assert living(tmp_path) == []


def test_what_outlives_the_first_of_its_processes_is_ended_too(monkeypatch, tmp_path):
    """Somebody who was begun by a process that was killed, and who doesn't listen."""
    monkeypatch.setattr("config.supervisor.GRACE_SECONDS", 1)
    begun = tmp_path / "begun"
    deaf = f"import pathlib, signal, time; signal.signal(15, signal.SIG_IGN); pathlib.Path({str(begun)!r}).touch()"
    first = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {deaf + '; time.sleep(90)'!r}])"
    supervisor = Supervisor("127.0.0.1", "0")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    supervisor.start({"web": [sys.executable, "-c", first]})
    assert wait_until(begun.exists)
    supervisor.children[0].process.kill()
    supervisor.children[0].process.wait()
    assert wait_until(lambda: supervisor.children[0].tend() and supervisor.children[0].again_at is None)

    supervisor.stop()

    assert wait_until(lambda: living(tmp_path) == [], 10)


def test_what_cannot_begin_is_given_up_at_once(capfd):
    supervisor = Supervisor("127.0.0.1", "0")
    supervisor.start({"web": [sys.executable, "-c", "raise SystemExit(3)"]})

    assert not supervisor.wait_until_ready()
    assert "web ended while starting (3): giving up." in capfd.readouterr().err


def test_a_port_that_somebody_has_is_told_before_anything_starts(monkeypatch, capfd):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setattr("config.supervisor.programs", lambda: pytest.fail("it was started"))

        assert main() == 1
    assert "is in use; give another one as PORT." in capfd.readouterr().err


def test_what_ends_again_and_again_is_given_up_in_clear_words(capfd, monkeypatch):
    monkeypatch.setattr("config.supervisor.LONGEST_PAUSE_SECONDS", 0)
    supervisor = Supervisor("127.0.0.1", "0")
    supervisor.start({"web": [sys.executable, "-c", "raise SystemExit(3)"]})

    assert supervisor.watch() == 1

    told = capfd.readouterr().err
    assert told.count("web ended by itself (3); it is started again.") == ENDS_A_MINUTE
    assert f"web ended {ENDS_A_MINUTE + 1} times within a minute: giving up." in told


def test_the_pause_before_it_is_started_again_grows(monkeypatch):
    child = Child("web", [sys.executable, "-c", ""], dict(os.environ))
    child.process.wait()
    pauses = []
    for _end in range(ENDS_A_MINUTE):
        child.again_at = None
        monkeypatch.setattr("config.supervisor.time.monotonic", lambda: 1000.0)
        child.tend()
        pauses.append(child.again_at - 1000.0)

    assert pauses == [0.5, 1, 2, 4, 8]
