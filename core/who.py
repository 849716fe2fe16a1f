"""谁可以做、何时可以做: rules with two faces, asked of one thing and asked of the database.

`rule(thing, user)` says whether a person may; `rule.rows(user)` finds the things of which that is so. Both are
written side by side, composed by `&` and `|` together, and so what a person is offered and what waits for that person
can't differ.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User

Thing = TypeVar("Thing", contravariant=True)
ALL = Q()


class Rule(Generic[Thing]):
    """Who may. `rows` gives a condition on the things, ALL for every one, None for none of them."""

    def __init__(self, allows: "Callable[[Thing, User], bool]", rows: "Callable[[User], Q | None]") -> None:
        self.allows = allows
        self.rows = rows
        update_wrapper(self, allows)

    def __call__(self, thing: Thing, user: "User") -> bool:
        return self.allows(thing, user)

    def __and__(self, other: "Rule[Thing]") -> "Rule[Thing]":
        one, two = self.allows, other.allows

        def allows(thing: Thing, user: "User") -> bool:
            return one(thing, user) and two(thing, user)

        return Rule(allows, lambda user: _both(self.rows(user), other.rows(user)))

    def __or__(self, other: "Rule[Thing]") -> "Rule[Thing]":
        one, two = self.allows, other.allows

        def allows(thing: Thing, user: "User") -> bool:
            return one(thing, user) or two(thing, user)

        return Rule(allows, lambda user: _either(self.rows(user), other.rows(user)))

    def said(self, words: str) -> "Rule[Thing]":
        """Name a composed rule in words, as its docstring."""
        self.__doc__ = words
        return self


def rule(rows: "Callable[[User], Q | None]") -> "Callable[[Callable[[Thing, User], bool]], Rule[Thing]]":
    """Make a rule of the function below; `rows` says the same to the database."""

    def made(allows: "Callable[[Thing, User], bool]") -> Rule[Thing]:
        return Rule(allows, rows)

    return made


def ability(asks: "Callable[[User], bool]") -> "Rule[object]":
    """A rule that asks the person alone."""
    return Rule(lambda _thing, user: asks(user), lambda user: ALL if asks(user) else None)


class Condition(Generic[Thing]):
    """When: what has to be so of a thing, whoever acts; `rows` says it to the database at this moment."""

    def __init__(self, holds: Callable[[Thing], bool], rows: Callable[[], Q]) -> None:
        self.holds = holds
        self.rows = rows
        update_wrapper(self, holds)

    def __call__(self, thing: Thing) -> bool:
        return self.holds(thing)

    def __and__(self, other: "Condition[Thing]") -> "Condition[Thing]":
        one, two = self.holds, other.holds

        def holds(thing: Thing) -> bool:
            return one(thing) and two(thing)

        return Condition(holds, lambda: self.rows() & other.rows())


def condition(rows: Callable[[], Q]) -> Callable[[Callable[[Thing], bool]], Condition[Thing]]:
    """Make a condition of the function below; `rows` says the same to the database."""

    def made(holds: Callable[[Thing], bool]) -> Condition[Thing]:
        return Condition(holds, rows)

    return made


def _both(one: Q | None, other: Q | None) -> Q | None:
    return None if one is None or other is None else one & other


def _either(one: Q | None, other: Q | None) -> Q | None:
    if one is None or other is None:
        return other if one is None else one
    # For Django an empty condition is no side of an OR; here it is everything.
    return one | other if one and other else ALL
