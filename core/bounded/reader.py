"""The process that forks one reader for each file; run as `python -m core.bounded.reader`.

It stays warm between files, so that a reader starts in milliseconds, and never opens a file itself. It has
no settings and no database, ends with whoever started it, and by itself when nothing has come for a while.
"""

import importlib
import os
import pickle
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from io import FileIO
from typing import BinaryIO

from django.conf import settings

from core.bounded.frames import Answer, Question, read_frame, write_frame
from core.bounded.refusals import RefusedError

IDLE_SECONDS = 300
OPEN_FILES = 64
CHUNK = 1024 * 1024


def main() -> None:
    """Answer questions one after the other until there are none."""
    # The messages are translated by whoever asked.
    settings.configure(USE_I18N=False, TIME_ZONE="Asia/Shanghai")
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([requests], [], [], IDLE_SECONDS)[0]:
        frame = read_frame(requests)
        if frame is None:
            return
        write_frame(answers, pickle.dumps(answer(pickle.loads(frame))))  # noqa: S301 - asked by our own parent


def answer(question: Question) -> Answer:
    """What the reader of this file says; `died` where it was ended."""
    module, _colon, name = question.task.partition(":")
    work = getattr(importlib.import_module(module), name)
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _read(work, question, os.fdopen(into, "wb"))
    os.close(into)
    with os.fdopen(out, "rb", buffering=0) as results:
        said, late = _gather(results, time.monotonic() + question.seconds)
    if late:
        os.kill(child, signal.SIGKILL)
    _pid, status, usage = os.wait4(child, 0)
    died = late or status != 0
    return Answer(said=b"" if died else said, late=late, died=died, peak=usage.ru_maxrss * 1024)


def _gather(results: FileIO, deadline: float) -> tuple[bytes, bool]:
    """What the reader has written until it closed its end, and whether time ran out before."""
    parts: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([results], [], [], left)[0]:
            break
        part = results.read(CHUNK)
        if not part:
            return b"".join(parts), False
        parts.append(part)
    return b"", True


def _read(work: Callable[..., object], question: Question, out: BinaryIO) -> None:
    """In the forked reader: bounded, one file, then gone. Never returns."""
    code = 1
    try:
        _bound(question)
        try:
            result: object = work(*question.arguments)
        except RefusedError as refused:
            result = refused
        out.write(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
        out.close()
        code = 0
    except BaseException as fault:
        os.write(2, f"A reader fell over {type(fault).__name__}\n".encode())
    finally:
        os._exit(code)


def _bound(question: Question) -> None:
    """Memory beyond what the process has already, time, files: what a hostile file can take at most."""
    size, data = _sizes()
    for limit, most in (
        (resource.RLIMIT_AS, size + 2 * question.memory),
        (resource.RLIMIT_DATA, data + question.memory),
        (resource.RLIMIT_CPU, question.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(limit, most)


def _lower(limit: int, most: int) -> None:
    hard = resource.getrlimit(limit)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (most, most))


def _sizes() -> tuple[int, int]:
    """Address space and data of this process in bytes; nothing where the system doesn't say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            pages = told.read().split()
    except OSError:
        return 0, 0
    return int(pages[0]) * resource.getpagesize(), int(pages[5]) * resource.getpagesize()


if __name__ == "__main__":
    main()
