"""The web worker's door: closed as soon as it goes, though it still answers who was let in."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

import pytest

from tests.config.test_supervisor import children_of, free_port
from tests.workers import ROOT, listening, wait_until

pytestmark = pytest.mark.embedded
SLOW = """
import time
def app(environ, begin):
    time.sleep(float(environ["QUERY_STRING"]))
    begin("200 OK", [("Content-Length", "4")])
    return [b"done"]
"""


@pytest.fixture
def web(tmp_path):
    """Port and process of a server with one worker, whose requests say how long they take."""
    (tmp_path / "slow.py").write_text(SLOW)
    port = free_port()
    worker = ["--worker-class", "config.draining.DrainingWorker", "--threads", "4", "--graceful-timeout", "20"]
    program = [sys.executable, "-m", "gunicorn", *worker, "--pythonpath", str(tmp_path), "slow:app"]
    process = subprocess.Popen([*program, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, start_new_session=True)
    assert wait_until(lambda: listening(port) and children_of(process.pid))
    yield port, process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "asked to stop"])
def test_a_worker_without_master_answers_whom_it_has_and_gives_the_port_back(web, number):
    port, process = web
    caller = HTTPConnection("127.0.0.1", port, timeout=20)
    caller.request("GET", "/?6")

    process.send_signal(number)

    assert wait_until(lambda: not listening(port), 4)
    with socket.create_server(("127.0.0.1", port)):
        assert caller.getresponse().read() == b"done"
