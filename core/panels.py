"""档案页的分块: the page of a file is built from what apps offer for it, so that the page itself knows none by name.

A panel stands on the page, a tab opens a part of the file or leads to a list elsewhere, a deed is a button in the
head. Each app offers its own from its room `panels`, called by its config: the app of a file knows nothing of those
above it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise

if TYPE_CHECKING:
    from accounts.models import User
    from core.requests import SignedInRequest

Words = str | Promise
Context = Callable[[Any, "User"], Mapping[str, object] | None]


def anybody(user: "User") -> bool:
    return True


@dataclass(frozen=True)
class Panel:
    """A part of the page of a file. `context` says what `template` shows of it to whom; None where that is nothing.

    `along` is a relation of the file, to one row, that its page fetches with it, so that the panel needs no query.
    """

    order: int
    template: str
    context: Context = lambda file, reader: {}
    along: str = ""


@dataclass(frozen=True)
class Tab:
    """A part of a file under its own tab. `context` gives its template what it shows, from the file and request.

    `count` stands beside the label and must be cheap: it is asked on every page of the file. A tab with `url` leads
    to a page of its own.
    """

    order: int
    name: str
    label: Words
    template: str = ""
    context: Callable[[Any, "SignedInRequest"], Mapping[str, object]] = lambda file, request: {}
    count: Callable[[Any, "User"], int] | None = None
    url: Callable[[Any], str] | None = None
    seen_by: Callable[["User"], bool] = anybody


@dataclass(frozen=True, order=True)
class Group:
    """Tabs of a file that belong together: those whose order is this one or more, up to that of the next group."""

    order: int
    label: Words = field(compare=False)


MOST_IN_A_ROW = 8
"""So many tabs are found at a glance; more stand by their groups."""


@dataclass(frozen=True)
class Deed:
    """A button in the head of a file that stands so that it `fits`; `key` is its shortcut."""

    order: int
    label: Words
    url: Callable[[Any], str]
    allowed: Callable[["User"], bool] = anybody
    style: str = "btn"
    key: str = ""
    fits: Callable[[Any], bool] = lambda file: True


Part = Panel | Tab | Deed


@dataclass(frozen=True)
class Shown:
    """A panel with what it shows: `{% include panel.template with shown=panel.shown %}`."""

    template: str
    shown: Mapping[str, object]


MOST_ROWS = 500
"""Rows of one list in a chapter: a file is read by people."""


@dataclass(frozen=True)
class Chapter:
    """A part of a file as its reader sees it, and what its template was given; `beyond` rows found no place in it."""

    label: str
    html: str
    shown: Mapping[str, object]
    beyond: int = 0


_pages: dict[str, tuple[type[Part], ...]] = {}
_offered: dict[str, list[Part]] = {}
_groups: dict[str, Sequence[Group]] = {}


def has_page(file: str, *kinds: type[Part], groups: Sequence[Group] = ()) -> None:
    """Say that files of a table, named as `rectification.item`, have a page with parts of these kinds, or of all.

    Where many tabs are offered for it, they stand by `groups`.
    """
    _pages[file] = kinds or (Panel, Tab, Deed)
    _groups[file] = groups


def is_file(file: str) -> bool:
    """Whether rows of a table, named as `parks.park`, are files with tabs of their own."""
    return Tab in _pages.get(file, ())


def misplaced() -> list[str]:
    """What is offered and never shown, because there is no such page or it shows no parts of that kind."""
    return [
        f"{file}: {type(part).__name__} {getattr(part, 'template', '') or getattr(part, 'label', '')}"
        for file, parts in _offered.items()
        for part in parts
        if not isinstance(part, _pages.get(file, ()))
    ]


def offer(file: str, *parts: Part) -> None:
    """Let an app add to the page of a file; called by its config. A page that isn't there is refused at start."""
    known = _offered.setdefault(file, [])
    known.extend(part for part in parts if part not in known)
    known.sort(key=lambda part: part.order)


def _offered_for(file: models.Model, kind: type[object]) -> Iterator[Any]:
    yield from (part for part in _offered.get(file._meta.label_lower, ()) if isinstance(part, kind))


def of(file: models.Model, reader: "User") -> list[Shown]:
    """The panels of a file that have something to show to this reader."""
    found = ((panel, panel.context(file, reader)) for panel in _offered_for(file, Panel))
    return [Shown(panel.template, shown) for panel, shown in found if shown is not None]


def along(file: str) -> list[str]:
    """The relations that the page of files of a table (`rectification.item`) fetches for its panels."""
    return [part.along for part in _offered.get(file, ()) if isinstance(part, Panel) and part.along]


def tabs_of(file: models.Model, reader: "User") -> list[Tab]:
    """The tabs of a file that are there for this reader."""
    return [tab for tab in _offered_for(file, Tab) if tab.seen_by(reader)]


def grouped(file: models.Model, tabs: Sequence[Tab]) -> list[tuple[Group, list[Tab]]]:
    """Many tabs of a file by their groups, those without a tab left out; nothing where one row holds them."""
    groups = _groups[file._meta.label_lower]
    if len(tabs) <= MOST_IN_A_ROW or not groups:
        return []
    found: dict[Group, list[Tab]] = {}
    for tab in tabs:
        found.setdefault(max(each for each in groups if each.order <= tab.order), []).append(tab)
    return list(found.items())


def deeds_of(file: models.Model, reader: "User") -> list[Deed]:
    """What this reader can do from the head of a file."""
    return [deed for deed in _offered_for(file, Deed) if deed.allowed(reader) and deed.fits(file)]
