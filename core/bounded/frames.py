"""What goes between a process and its readers: pickled values of our own, each with its length before it."""

import struct
from dataclasses import dataclass
from typing import IO

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Question:
    """Call `task` (module:function) with these arguments; `memory` in bytes over the start, `seconds` of time."""

    task: str
    arguments: tuple[object, ...]
    memory: int
    seconds: int


@dataclass(frozen=True)
class Answer:
    """The pickled result, or that the reader was ended; `peak` is its memory at most, in bytes."""

    said: bytes
    late: bool
    died: bool
    peak: int


def write_frame(out: IO[bytes], content: bytes) -> None:
    out.write(LENGTH.pack(len(content)))
    out.write(content)
    out.flush()


def read_frame(source: IO[bytes]) -> bytes | None:
    """The next frame; None where the other side is gone."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    content = source.read(LENGTH.unpack(head)[0])
    return content if len(content) == LENGTH.unpack(head)[0] else None
