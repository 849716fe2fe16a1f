"""`script/server`: a process that dies is started again, one that can't live is given up, nothing is left behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from config.supervisor import ENDS_A_MINUTE, Child, Supervisor
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
    """The first process of the web, by its command line."""
    return next(child for child in children_of(pid) if b"gunicorn" in Path(f"/proc/{child}/cmdline").read_bytes())


@pytest.fixture
def server(tmp_path):
    port = free_port()
    told = environment(VAR_DIR=str(tmp_path), HOST="127.0.0.1", PORT=str(port))
    process = subprocess.Popen([sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=told, stderr=subprocess.PIPE)
    yield port, process
    process.kill()
    process.communicate()


def test_a_killed_web_process_comes_again_and_all_end_together(server):
    port, process = server
    assert wait_until(lambda: answers(port))
    killed = web_of(process.pid)
    workers = children_of(killed)

    os.kill(killed, signal.SIGKILL)

    assert wait_until(lambda: killed not in children_of(process.pid) and answers(port))
    assert wait_until(lambda: web_of(process.pid) != killed and answers(port))
    everyone = [*children_of(process.pid), *children_of(web_of(process.pid)), *workers]
    process.send_signal(signal.SIGTERM)
    _out, told = process.communicate(timeout=40)
    assert process.returncode == 0
    assert "web ended by itself (-9); it is started again." in told.decode()
    assert [pid for pid in everyone if Path(f"/proc/{pid}").exists()] == []


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
