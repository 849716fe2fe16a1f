"""消息类别: the apps say which kinds of notices there are, which of them are duties, and which rules belong to each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notices.rules import clock_stages

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Kind:
    """A kind of notice: why somebody gets it, whether it is a duty, and whether it can't wait for the digest.

    Nobody unsubscribes from a duty. `rules` are the values of `Notice.rule` that belong to it, `can_reach` says
    to which people such a notice is ever sent, `order` where it stands in their list.
    """

    code: str
    label: str | Promise
    why: str | Promise
    rules: frozenset[str]
    duty: bool = True
    urgent: bool = False
    can_reach: Callable[["User"], bool] = lambda _person: True
    order: int = 90


OTHER = Kind("other", _("Other notices"), _("They have been sent to you by name."), frozenset())
"""What no app has claimed; a duty, so that nothing is lost by being forgotten here."""

OPERATIONS = Kind(
    "operations",
    _("What does not work"),
    _("You keep the system running."),
    frozenset({"operations"}),
    can_reach=lambda person: person.keeps_accounts,
)

CLOCKS = Kind(
    "clocks",
    _("What comes to its last day"),
    _("You have to renew it or see to it, or you follow those who have to."),
    clock_stages.RULES,
    order=12,
)

_kinds: dict[str, Kind] = {}
_of_rule: dict[str, Kind] = {}


def offer(kinds: Iterable[Kind]) -> None:
    """Register the kinds of an app; called by its config."""
    for kind in kinds:
        _kinds[kind.code] = kind
        _of_rule.update(dict.fromkeys(kind.rules, kind))


def registered() -> Iterator[Kind]:
    """All kinds, as they stand in a person's list."""
    yield from sorted(_kinds.values(), key=lambda kind: kind.order)


def reaching(person: "User") -> Iterator[Kind]:
    """The kinds that this person can get."""
    return (kind for kind in registered() if kind.can_reach(person))


def of_rule(rule: str) -> Kind:
    """The kind a notice belongs to."""
    return _of_rule.get(rule, OTHER)


def named(code: str) -> Kind | None:
    """The kind of a code, None where there is none."""
    return OTHER if code == OTHER.code else _kinds.get(code)


def rules_of_no_duty() -> list[str]:
    """The rules of all kinds that one may do without."""
    return sorted(rule for rule, kind in _of_rule.items() if not kind.duty)
