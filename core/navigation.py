"""The main navigation: apps say which entries they have and for whom, the shell shows what fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.urls import reverse
from django.utils.functional import Promise

from core.search import Hit

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Entry:
    """A place in the navigation; `allowed` asks the user's abilities, never a role's name.

    `at_hand` puts a button to it on the desk as well.
    """

    order: int
    label: str | Promise
    url_name: str
    allowed: Callable[["User"], bool]
    at_hand: bool = False


class Shown(TypedDict):
    """An entry as the page shows it."""

    label: str | Promise
    url: str
    current: bool


_entries: list[Entry] = []
_rights: dict[str, Callable[["User"], bool]] = {}
_homes: list[Entry] = []


def offer_home(entry: Entry) -> None:
    """Let an app be the first screen of those it allows; the lowest order comes first."""
    if entry.url_name not in {known.url_name for known in _homes}:
        _homes.append(entry)


def home_of(user: "User") -> str:
    """Where this user begins, if an app has said so; else an empty text."""
    fitting = (entry for entry in sorted(_homes, key=lambda entry: entry.order) if entry.allowed(user))
    return next((reverse(entry.url_name) for entry in fitting), "")


def offer(*entries: Entry) -> None:
    """Let an app offer entries; called by its config. Who isn't offered an entry has no right to its page either."""
    for entry in entries:
        _rights[entry.url_name] = entry.allowed
        if entry.url_name not in {known.url_name for known in _entries}:
            _entries.append(entry)


def restrict(allowed: Callable[["User"], bool], *url_names: str) -> None:
    """Say who has a right to pages that stand in no navigation: lists within a list, exports of one."""
    _rights.update(dict.fromkeys(url_names, allowed))


def is_open_to(user: "User", url_name: str) -> bool:
    """Whether the user has a right to the page as a whole; what is on it is asked of each row's scope."""
    return url_name not in _rights or _rights[url_name](user)


def restricted() -> frozenset[str]:
    """The names of all pages to which not everybody has a right."""
    return frozenset(_rights)


def entries_for(user: "User", path: str) -> list[Shown]:
    """What this user finds in the navigation, the present place marked."""
    shown = [entry for entry in sorted(_entries, key=lambda entry: entry.order) if entry.allowed(user)]
    urls = {entry.url_name: reverse(entry.url_name) for entry in shown}
    fitting = [url for url in urls.values() if path == url or (url != "/" and path.startswith(url))]
    current = max(fitting, key=len, default=None)
    return [
        Shown(label=entry.label, url=urls[entry.url_name], current=urls[entry.url_name] == current) for entry in shown
    ]


def at_hand(user: "User") -> list[dict[str, object]]:
    """The places to which the desk has a button."""
    fitting = (entry for entry in sorted(_entries, key=lambda entry: entry.order) if entry.at_hand)
    return [{"label": entry.label, "url": reverse(entry.url_name)} for entry in fitting if entry.allowed(user)]


def find_pages(user: "User", words: str) -> Iterator[Hit]:
    """The places of the navigation whose names contain the words."""
    for entry in entries_for(user, ""):
        if words.lower() in str(entry["label"]).lower():
            yield Hit(str(entry["label"]), entry["url"])
