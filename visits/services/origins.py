"""检查的由来: what an app above offers as the reason of a visit; it fills in the form, and is told of the visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.rules.bounds import whole
from visits.models import Visit


@dataclass(frozen=True)
class Origin:
    """A kind of thing that a visit can be made of: its `word` in the link of the form names its key there.

    `find` gives it for whoever may make a visit of it, `proposes` what the form is filled in with, `made` keeps in
    the transaction of the visit that it was made of it, or raises DomainError.
    """

    word: str
    find: Callable[[User, int], Any]
    proposes: Callable[[Any], dict[str, object]]
    made: Callable[[Any, Visit, User], None]


@dataclass(frozen=True)
class Found:
    """A thing of which a visit is made."""

    origin: Origin
    thing: object

    def proposed(self) -> dict[str, object]:
        return self.origin.proposes(self.thing)

    def made(self, visit: Visit, actor: User) -> None:
        self.origin.made(self.thing, visit, actor)


_origins: dict[str, Origin] = {}


def offer(origin: Origin) -> None:
    """Let an app above offer what visits are made of; called by its config."""
    _origins[origin.word] = origin


def asked(said: dict[str, str], user: User) -> Found | None:
    """What a link names, as far as this person may make a visit of it."""
    for word, origin in _origins.items():
        key = whole(said.get(word, ""))
        thing = origin.find(user, key) if key is not None else None
        if thing is not None:
            return Found(origin, thing)
    return None
