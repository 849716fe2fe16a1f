"""What comes of a line of a result: an app above says how its visit stands, or where it is planned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User
    from draws.models import DrawnVisit


@dataclass(frozen=True)
class Follow:
    """What has come of a line, in words, and its page; what `is_deed` can be done there by whoever reads."""

    said: str
    url: str = ""
    is_deed: bool = False


Says = Callable[[Sequence["DrawnVisit"], "User"], Mapping[int, Follow]]
"""What this person reads of lines, by their keys."""
_says: list[Says] = []


def offer(says: Says) -> None:
    """Let an app say what comes of lines; called by its config."""
    if says not in _says:
        _says.append(says)


def follow(lines: Sequence["DrawnVisit"], user: "User") -> dict[int, Follow]:
    """What has come of each of the lines, as far as anything has."""
    found: dict[int, Follow] = {}
    for says in _says:
        found |= says(lines, user)
    return found
