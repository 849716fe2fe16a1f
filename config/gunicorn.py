"""How the web processes run: in the image, in `script/server` and in the tests that start them."""

import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
worker_class = "config.draining.DrainingWorker"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_tmp_dir = tempfile.gettempdir()
timeout = 60
graceful_timeout = 30
keepalive = 5
loglevel = os.environ.get("WEB_LOG_LEVEL", "info")
control_socket_disable = True

# Each worker writes its figures here, and whichever is asked adds them up.
figures = Path(tempfile.gettempdir()) / f"figures-of-{os.getpid()}"
raw_env = [f"PROMETHEUS_MULTIPROC_DIR={figures}"]


def on_starting(server: Arbiter) -> None:
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir()


def child_exit(server: Arbiter, worker: Worker) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415 - reads the environment as it is imported

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Arbiter) -> None:
    shutil.rmtree(figures, ignore_errors=True)
