"""What comes of a line of a result: an app above says how its visit stands, or where it is planned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User
    from draws.models import Draw, DrawnVisit


@dataclass(frozen=True)
class Follow:
    """What has come of a line, in words, and its page; what `is_deed` can be done there by whoever reads."""

    said: str
    url: str = ""
    is_deed: bool = False


Says = Callable[[Sequence["DrawnVisit"], "User"], Mapping[int, Follow]]
"""What this person reads of lines, by their keys."""
Replaced = Callable[["Draw", "User", str], None]
"""What becomes of that when somebody replaces the draw for a reason, in the same transaction."""
_says: list[Says] = []
_replaced: list[Replaced] = []


def offer(says: Says, *, when_replaced: Replaced) -> None:
    """Let an app say what comes of lines; called by its config."""
    if says not in _says:
        _says.append(says)
        _replaced.append(when_replaced)


def follow(lines: Sequence["DrawnVisit"], user: "User") -> dict[int, Follow]:
    """What has come of each of the lines, as far as anything has."""
    found: dict[int, Follow] = {}
    for says in _says:
        found |= says(lines, user)
    return found


def replace(draw: "Draw", actor: "User", reason: str) -> None:
    """Tell whoever follows the draw that it holds no more."""
    for replaced in _replaced:
        replaced(draw, actor, reason)
