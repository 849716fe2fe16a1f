"""今天要我定的事: apps say what waits for a person's decision, the boards show it with the way to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from core.presence import Rows, which_have_any

if TYPE_CHECKING:
    from accounts.models import User

MOST = 5


@dataclass(frozen=True)
class Decision:
    """One thing to decide, in words, the page on which it is decided, and its last day where it has one."""

    text: str
    url: str
    due: date | None = None


@dataclass(frozen=True)
class Source:
    """Things of a table that wait: those that are this person's turn, what comes first at the top; what one says."""

    rows: Callable[["User"], Rows]
    says: Callable[[Any], Decision]


_sources: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Let an app name what waits; called by its config."""
    _sources[name] = source


def waiting_for(user: "User") -> list[Decision]:
    """What waits for this person's decision beside the ledger's own desk, of each source the first few.

    One statement asks all sources; those of which something waits are read.
    """
    rows: dict[str, Rows] = {name: _sources[name].rows(user) for name in sorted(_sources)}
    return [_sources[name].says(row) for name in which_have_any(user, rows) for row in rows[name][:MOST]]
