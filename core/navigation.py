"""The main navigation: apps say which entries they have and for whom, the shell shows what fits."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypedDict

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.rules.initials import pattern_of
from core.search import Hit

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Word:
    """A word of the bar behind which several places of the same work stand, so that the bar keeps to one line."""

    order: int
    label: str | Promise


BOARDS = Word(15, _("Boards"))
FILES = Word(30, _("Files and law"))
ADMINISTRATION = Word(78, _("Administration"))


@dataclass(frozen=True)
class Entry:
    """A place in the navigation; `allowed` asks the user's abilities, never a role's name.

    `at_hand` puts a button to it on the desk as well. With `word` it stands behind that word of the bar; alone there,
    it stands in the bar itself. With `under` it stands not in the bar but in the head of that other list, whose entry
    is marked as the present place. `hint` says what one does there, on the desk of those who have no business data.
    """

    order: int
    label: str | Promise
    url_name: str
    allowed: Callable[["User"], bool]
    at_hand: bool = False
    under: str = ""
    word: Word | None = None
    hint: str | Promise = ""

    @cached_property
    def url(self) -> str:
        """Where it leads; each page shows dozens of them."""
        return reverse(self.url_name)


class Shown(TypedDict):
    """An entry as the page shows it."""

    label: str | Promise
    url: str
    current: bool
    hint: str | Promise


class ShownWord(TypedDict):
    """A word of the bar and the places behind it; where there is one, the word is that place."""

    label: str | Promise
    current: bool
    places: list[Shown]


class SomeAct(Protocol):
    """What can be begun from anywhere: a page with a form, as the head of a list names it."""

    @property
    def label(self) -> str | Promise: ...
    @property
    def url_name(self) -> str: ...
    @property
    def allowed(self) -> Callable[["User"], bool]: ...


_entries: list[Entry] = []
_rights: dict[str, Callable[["User"], bool]] = {}
_homes: list[Entry] = []
_for_all: dict[str, str | Promise] = {}
_acts: dict[str, "SomeAct"] = {}
_in_the_hand: dict[str, str] = {}


def offer_to_all(label: str | Promise, url_name: str) -> None:
    """Let an app offer a page that is there without a login; called by its config, shown where one logs in."""
    _for_all[url_name] = label


def open_to_all() -> Iterator[tuple[str | Promise, str]]:
    """The pages that are there without a login, each with its address."""
    yield from ((label, reverse(url_name)) for url_name, label in _for_all.items())


def offer_home(entry: Entry) -> None:
    """Let an app be the first screen of those it allows; the lowest order comes first."""
    if entry.url_name not in {known.url_name for known in _homes}:
        _homes.append(entry)


def home_of(user: "User") -> str:
    """Where this user begins, if an app has said so; else an empty text."""
    fitting = (entry for entry in sorted(_homes, key=lambda entry: entry.order) if entry.allowed(user))
    return next((entry.url for entry in fitting), "")


def stand_in(url_name: str, on_a_phone: str) -> None:
    """Let an app offer a page that stands in for another one on a phone that can run it; called by its config."""
    _in_the_hand[url_name] = on_a_phone


def in_the_hand(url_name: str) -> str:
    """The address of what stands in for a page on a phone; empty where nothing does."""
    return reverse(_in_the_hand[url_name]) if url_name in _in_the_hand else ""


def offer(*entries: Entry) -> None:
    """Let an app offer entries; called by its config. Who isn't offered an entry has no right to its page either."""
    for entry in entries:
        _rights[entry.url_name] = entry.allowed
        if entry.url_name not in {known.url_name for known in _entries}:
            _entries.append(entry)


def restrict(allowed: Callable[["User"], bool], *url_names: str) -> None:
    """Say who has a right to pages that stand in no navigation: lists within a list."""
    _rights.update(dict.fromkeys(url_names, allowed))


def is_open_to(user: "User", url_name: str) -> bool:
    """Whether the user has a right to the page as a whole; what is on it is asked of each row's scope."""
    allowed = _right_to(url_name)
    return allowed is None or allowed(user)


def is_restricted(url_name: str) -> bool:
    """Whether not everybody has a right to the page."""
    return _right_to(url_name) is not None


def _right_to(url_name: str) -> Callable[["User"], bool] | None:
    """Who has it; the workbook of a list (`…-export`) is for whoever has the list, unless its app says otherwise."""
    return _rights.get(url_name) or _rights.get(re.sub("-export$", "-list", url_name))


def entries_for(user: "User", path: str) -> list[ShownWord]:
    """The words of the bar for this user with the places behind them, the present place marked."""
    shown = _allowed(user)
    here = _present(shown, path)
    words: dict[Word | Entry, list[Entry]] = {}
    for entry in shown:
        if not entry.under:
            words.setdefault(entry.word or entry, []).append(entry)
    return [_word(words[word], word, here) for word in sorted(words, key=lambda word: word.order)]


def _present(shown: list[Entry], path: str) -> str:
    """The name of the entry at which the address is: the one that fits it longest, or what that one is under."""
    fitting = [entry for entry in shown if path == entry.url or (entry.url != "/" and path.startswith(entry.url))]
    nearest = max(fitting, key=lambda entry: len(entry.url), default=None)
    return (nearest.under or nearest.url_name) if nearest else ""


def _word(entries: list[Entry], word: Word | Entry, here: str) -> ShownWord:
    places = [
        Shown(label=entry.label, url=entry.url, current=entry.url_name == here, hint=entry.hint) for entry in entries
    ]
    return ShownWord(label=word.label, current=any(place["current"] for place in places), places=places)


def beneath(user: "User", url_name: str) -> list[Entry]:
    """The further lists that are reached from the head of a list."""
    return [entry for entry in _allowed(user) if entry.under == url_name]


def _allowed(user: "User") -> list[Entry]:
    return [entry for entry in sorted(_entries, key=lambda entry: entry.order) if entry.allowed(user)]


def at_hand(user: "User") -> list[dict[str, object]]:
    """The places to which the desk has a button."""
    fitting = (entry for entry in sorted(_entries, key=lambda entry: entry.order) if entry.at_hand)
    return [{"label": entry.label, "url": entry.url} for entry in fitting if entry.allowed(user)]


def offer_acts(*acts: SomeAct) -> None:
    """Let an act be found by its name; the heads of the lists offer theirs, called by whatever shows it."""
    for act in acts:
        _acts.setdefault(act.url_name, act)


def may_begin(user: "User", act: SomeAct) -> bool:
    """Whether an act is offered to this user: who has no right to its page isn't led there."""
    return act.allowed(user) and is_open_to(user, act.url_name)


def find_pages(user: "User", words: str) -> Iterator[Hit]:
    """The places of the navigation whose names contain the words or begin with its letters."""
    for entry in _allowed(user):
        if _is_called(entry.label, words):
            yield Hit(str(entry.label), entry.url)


def find_acts(user: "User", words: str) -> Iterator[Hit]:
    """What the user can begin; an act that only leads to a place of the navigation is found as that place."""
    places = {entry.url_name for entry in _entries}
    for name, act in sorted(_acts.items()):
        if may_begin(user, act) and name not in places and _is_called(act.label, words):
            yield Hit(str(act.label), reverse(name))


def _is_called(label: str | Promise, words: str) -> bool:
    name, initials = str(label), pattern_of(words)
    return words.lower() in name.lower() or bool(initials and re.search(initials, name))
