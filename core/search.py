"""One search box over everything: apps say how their things are found, within what the user may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from accounts.models import User

MOST_HITS = 10
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, where it is, what stands beside it."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A kind of thing that can be found; `find` starts from `visible_to(user)`."""

    order: int
    label: str | Promise
    find: Callable[[Any, str], Iterable[Hit]]


_places: list[Place] = []


def offer(place: Place) -> None:
    """Let an app be searched; called by its config."""
    if place.order not in {known.order for known in _places}:
        _places.append(place)


def search(user: "User", words: str) -> list[dict[str, Any]]:
    """Hits by kind, at most ten each."""
    words = words.replace("\x00", "").strip()[:LONGEST_QUERY]
    if not words:
        return []
    places = sorted(_places, key=lambda place: place.order)
    groups = ((place.label, list(place.find(user, words))[:MOST_HITS]) for place in places)
    return [{"label": label, "hits": hits} for label, hits in groups if hits]
