"""Asking a reader; warm ones are used again."""

import contextlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.bounded.frames import Answer, Question, read_frame, write_frame
from core.bounded.refusals import RefusedError

ROOT = Path(__file__).resolve().parent.parent.parent
MEGABYTE = 1024 * 1024
MEMORY = 200 * MEGABYTE
SECONDS = 8
MOST_WARM = 2
# No settings, no secrets, no address of a database: who breaks out of a decoder finds nothing here.
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"}
_warm: list[subprocess.Popen[bytes]] = []
os.register_at_fork(after_in_child=_warm.clear)


def run(task: str, *arguments: object, memory: int = MEMORY, seconds: int = SECONDS) -> Any:
    """The result of `task` (module:function) in a bounded child. Raises RefusedError, its own or for an overrun."""
    answer = ask(Question(task, arguments, memory, seconds))
    if answer.died:
        raise RefusedError.overrun(late=answer.late)
    result = pickle.loads(answer.said)  # noqa: S301 - written by our own child
    if isinstance(result, RefusedError):
        raise result
    return result


def ask(question: Question) -> Answer:
    """Put a question to a warm process, or to a new one where there is none or it has gone to rest."""
    while _warm:
        try:
            process = _warm.pop()
        except IndexError:
            break
        answer = _put(process, question)
        if answer is not None:
            return answer
    answer = _put(_start(), question)
    return answer or Answer(said=b"", late=False, died=True, peak=0)


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "core.bounded.reader"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _put(process: subprocess.Popen[bytes], question: Question) -> Answer | None:
    """The answer; None where the process is gone."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        write_frame(process.stdin, pickle.dumps(question))
        frame = read_frame(process.stdout)
    except OSError:
        frame = None
    if frame is None:
        _end(process)
        return None
    if len(_warm) < MOST_WARM:
        _warm.append(process)
    else:
        _end(process)
    answer: Answer = pickle.loads(frame)  # noqa: S301 - written by our own child
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        # Closing sends what is still held back, which nobody reads any more.
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    process.kill()
    process.wait()
