"""Since when: the moments with which what has changed is compared, and who offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.figures import Asked, Moment

VISIT, DAY = "visit", "day"


@dataclass(frozen=True)
class Baseline:
    """A moment with which is compared, and what happened then, in words."""

    moment: Moment
    label: str | Promise


@dataclass(frozen=True)
class Kind:
    """A way of finding the moment for a person: None where there has not been any yet."""

    name: str
    label: str | Promise
    find: Callable[[User], Moment | None]


LAST_VISIT, END_OF_MONTH, CHOSEN = _("your last visit"), _("end of last month"), _("chosen day")
_kinds: dict[str, Kind] = {}


def offer(kind: Kind) -> None:
    """Let an app name moments to compare with; called by its config."""
    _kinds[kind.name] = kind


def offered() -> list[Kind]:
    """The ways besides the last visit and a chosen day."""
    return list(_kinds.values())


def of_visit(seen: Moment | None, asked: Asked) -> Baseline:
    """Since the last visit; at the first one since the end of last month."""
    return Baseline(seen, LAST_VISIT) if seen else Baseline(asked.the_since, END_OF_MONTH)


def of_kind(name: str, user: User) -> Baseline | None:
    """Since what an app offers by this name; None where there is no such moment."""
    kind = _kinds.get(name)
    moment = kind.find(user) if kind else None
    return Baseline(moment, kind.label) if kind and moment else None
