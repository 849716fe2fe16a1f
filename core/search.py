"""One search box over everything: apps say how their things are found, within what the user may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

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


class Found(TypedDict):
    """Hits of one kind."""

    label: str | Promise
    hits: list[Hit]


@dataclass(frozen=True)
class Place:
    """A kind of thing that can be found; `find` starts from `visible_to(user)`."""

    order: int
    label: str | Promise
    find: Callable[["User", str], Iterable[Hit]]


_places: list[Place] = []


def offer(place: Place) -> None:
    """Let an app be searched; called by its config."""
    if place.order not in {known.order for known in _places}:
        _places.append(place)


def search(user: "User", words: str) -> list[Found]:
    """Hits by kind, at most ten each."""
    words = words.replace("\x00", "").strip()[:LONGEST_QUERY]
    if not words:
        return []
    places = sorted(_places, key=lambda place: place.order)
    groups = ((place.label, list(place.find(user, words))[:MOST_HITS]) for place in places)
    return [Found(label=label, hits=hits) for label, hits in groups if hits]
