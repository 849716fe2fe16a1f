"""检查的由来: what an app above offers as the reason of a visit; it fills in the form, and is told of the visit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accounts.models import User
from core.rules.bounds import whole
from visits.models import Visit


@dataclass(frozen=True)
class Origin:
    """Of what a visit is made: what its form is filled in with; what keeps that, in the transaction of the visit.

    `made` raises DomainError where the visit is not as the thing says.
    """

    proposed: Mapping[str, object]
    made: Callable[[Visit, User], None]


Finder = Callable[[User, int], Origin | None]
"""Gives the thing of a key, for whoever may make a visit of it."""
_finders: dict[str, Finder] = {}


def offer(word: str, finder: Finder) -> None:
    """Let an app above offer what visits are made of, under a word of the form's link; called by its config."""
    _finders[word] = finder


def asked(said: Mapping[str, str], user: User) -> Origin | None:
    """What a link names, as far as this person may make a visit of it."""
    for word, finder in _finders.items():
        key = whole(said.get(word, ""))
        if key is not None and (found := finder(user, key)):
            return found
    return None
