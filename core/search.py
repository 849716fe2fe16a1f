"""One search box over everything: apps say how their things are found, within what the user may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from core.presence import Rows, which_have_any

if TYPE_CHECKING:
    from django.db.models import Model

    from accounts.models import User

MOST_HITS = 10
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, where it is, what stands beside it, and where it leads on to."""

    label: str
    url: str
    note: str = ""
    further: tuple["Further", ...] = ()


class Further(NamedTuple):
    """Where something found leads on to, such as its rows of the ledger."""

    label: str | Promise
    url: str


class Found(TypedDict):
    """Hits of one kind; `whole` is the list of all of them under the same words, if there is one."""

    label: str | Promise
    hits: list[Hit]
    whole: str


@dataclass(frozen=True)
class Place:
    """A kind of thing that can be found: rows with these words, from `visible_to(user)`, and what one is called.

    `page` is the list that has the same rows when it is asked for the same words; `code` is what others lead on from.
    """

    order: int
    label: str | Promise
    rows: Callable[["User", str], Rows]
    hit: Callable[[Any], Hit]
    page: str = ""
    code: str = ""


@dataclass(frozen=True)
class Directory:
    """A kind of thing that is found without asking the database."""

    order: int
    label: str | Promise
    find: Callable[["User", str], Iterable[Hit]]


_places: dict[int, Place] = {}
_directories: dict[int, Directory] = {}
_ways: dict[str, list[Callable[["User", "Model"], Further | None]]] = {}


def offer(place: Place) -> None:
    """Let a table of an app be searched; called by its config."""
    _places[place.order] = place


def offer_directory(directory: Directory) -> None:
    """Let something else be searched; called by its config."""
    _directories[directory.order] = directory


def lead_on(code: str, way: Callable[["User", "Model"], Further | None]) -> None:
    """Let what is found of a kind lead on to something of another app; called by its config."""
    _ways.setdefault(code, []).append(way)


def search(user: "User", words: str) -> list[Found]:
    """Hits by kind, at most ten each: one statement asks all tables, those with hits are read."""
    words = words.replace("\x00", "").strip()[:LONGEST_QUERY]
    if not words:
        return []
    hits = {order: list(each.find(user, words)) for order, each in _directories.items()} | _hits_of_tables(user, words)
    kinds: dict[int, Place | Directory] = {**_places, **_directories}
    return [
        Found(label=kinds[order].label, hits=hits[order][:MOST_HITS], whole=_whole(kinds[order], words))
        for order in sorted(hits)
        if hits[order]
    ]


def _whole(kind: Place | Directory, words: str) -> str:
    """The address of the list with the words in its filter."""
    return f"{reverse(kind.page)}?{urlencode({'q': words})}" if isinstance(kind, Place) and kind.page else ""


def _hits_of_tables(user: "User", words: str) -> dict[int, list[Hit]]:
    rows = {order: place.rows(user, words) for order, place in _places.items()}
    return {
        order: [_hit_of(user, _places[order], row) for row in rows[order][:MOST_HITS]]
        for order in which_have_any(user, rows)
    }


def _hit_of(user: "User", place: Place, row: "Model") -> Hit:
    further = (way(user, row) for way in _ways.get(place.code, ()))
    return replace(place.hit(row), further=tuple(each for each in further if each))
