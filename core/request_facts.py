"""What the log writes of the request in which an act is done: services know no request and ask here."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

KNOWN_ID = re.compile(r"[\w-]{8,36}")


@dataclass(frozen=True)
class Facts:
    """From where somebody acts; all empty where the house itself acts or a command is run."""

    address: str = ""
    device: str = ""
    request_id: str = ""
    is_traced: bool = True
    """Whether it may be noted who calls; not where people tell something in confidence."""


UNTRACED = Facts(is_traced=False)
NOTHING = Facts()
_present: ContextVar[Facts] = ContextVar("request_facts", default=NOTHING)


def present() -> Facts:
    """The facts of the request that is answered in this thread or task."""
    return _present.get()


_untraced: set[str] = set()


def leave_no_trace(first_word: str) -> None:
    """Let an app say at which addresses neither log nor lines note who calls; called by its config."""
    _untraced.add(first_word)


def is_untraced(path: str) -> bool:
    """Whether an address is one of those."""
    return path.strip("/").partition("/")[0] in _untraced


@contextmanager
def within(facts: Facts) -> Iterator[None]:
    """Let acts inside this block be done from there."""
    token = _present.set(facts)
    try:
        yield
    finally:
        _present.reset(token)


def request_id(offered: str) -> str:
    """The id that our proxy has given a request, or a new one."""
    return offered if KNOWN_ID.fullmatch(offered) else str(uuid.uuid4())
