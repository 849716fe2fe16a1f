"""风险摘要: what is wrong with a file, in sentences that are read in a minute; each opens the rows that it is about.

Apps offer what they know of a kind of file in their config; the page shows the grave ones first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

    from accounts.models import User


@dataclass(frozen=True)
class Reason:
    """What is wrong, the page that shows it, and whether it can't wait."""

    said: str
    url: str
    is_grave: bool = True


Source = Callable[["Model", "User"], Iterator[Reason]]
_sources: dict[str, list[Source]] = {}


def offer(kind: str, source: Source) -> None:
    """Let an app say what is wrong with files of a kind ('enterprises.enterprise'); called by its config."""
    known = _sources.setdefault(kind, [])
    if source not in known:
        known.append(source)


def of(file: "Model", reader: "User") -> list[Reason]:
    """All that is wrong with a file as somebody sees it, what can't wait first."""
    found = [reason for source in _sources.get(file._meta.label_lower, ()) for reason in source(file, reader)]
    return sorted(found, key=lambda reason: not reason.is_grave)
