"""今天要我定的事: apps say what waits for a person's decision, the boards show it with the way to do it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Decision:
    """One thing to decide, in words, and the page on which it is decided."""

    text: str
    url: str


Source = Callable[["User"], Iterator[Decision]]
_sources: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Let an app name what waits; called by its config. A source asks the database once at most."""
    _sources[name] = source


def waiting_for(user: "User") -> list[Decision]:
    """Everything that waits for this person's decision beside the ledger's own desk."""
    return [decision for name in sorted(_sources) for decision in _sources[name](user)]
