"""办理: what has states is moved by steps, and they stand as the rows of one table: who may, when, what must be given.

The table of a kind of thing stands in its app's room `workflow`; pages, API, desk and tests read it. Only
`core.services.acting` and, for items, `rectification.services.advancing` act on it.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Generic, TypeVar

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from core.errors import DomainError
from core.who import ALL, Condition, Rule, ability, condition

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

    from accounts.models import User
else:
    Words = str | Promise

Thing = TypeVar("Thing", contravariant=True)
To = TypeVar("To", covariant=True)
Row = TypeVar("Row", bound=Model)
Given = Mapping[str, object]
STATE, VERSION = "state", "version"

everybody: Rule[object] = ability(lambda user: True).said("Whoever may take it.")


@condition(lambda: ALL)
def always(thing: object) -> bool:
    return True


class Weight(Enum):
    """What a step means for who takes it."""

    ORDINARY = auto()
    JUDGES = auto()
    """Judges or vouches for something: not by an account whose password came by a link lately (S66)."""
    APPROVES = auto()
    """Signs off, approves or decides for the county as well: needs a fresh proof of who is there (S70)."""


@dataclass(frozen=True)
class Step(Generic[Thing, To]):
    """A row of a table. `source` empty: in any state; `to` None leaves the state; `when` narrows `source` further.

    `waits` says on whose desk it stands as an act of theirs, of those who may take it; None where on nobody's.
    `refused` is what is said to whom it is not, or not yet; `otherwise` what is said where `when` does not hold,
    as the error itself where another one than WrongStateError is meant, such as one that names an input;
    `button` stands on the button of a step that asks nothing more, `done` is said after it; `means` is what follows
    from a step of one press that nobody can take back: it is said on a page before the press.
    `was` and `told` are what the log says of the thing before and after it where that is not what it says of every
    step. Where `already` holds it has been taken: it is not offered, and whoever takes it once more changes nothing.
    """

    name: str
    label: Words
    source: frozenset[str]
    to: To
    who: Rule[Thing]
    required: tuple[str, ...]
    weight: Weight
    waits: Rule[Thing] | None
    when: Condition[Thing]
    refused: Words = field(default="", kw_only=True)
    otherwise: Callable[[Thing], str | DomainError] | None = field(default=None, kw_only=True)
    button: Words = field(default="", kw_only=True)
    done: Words = field(default="", kw_only=True)
    means: Words = field(default="", kw_only=True)
    was: Callable[[Thing], Mapping[str, object]] | None = field(default=None, kw_only=True)
    told: Callable[[Thing, Given], Mapping[str, object]] | None = field(default=None, kw_only=True)
    already: Condition[Thing] | None = field(default=None, kw_only=True)

    @property
    def judges(self) -> bool:
        """Whether somebody judges or vouches for something by it."""
        return self.weight != Weight.ORDINARY

    @property
    def approves(self) -> bool:
        """Whether it signs off, approves or decides for the county."""
        return self.weight == Weight.APPROVES

    def may(self, thing: Thing, actor: "User") -> bool:
        return self.who(thing, actor)

    def is_where(self, thing: Thing) -> bool:
        """Whether the thing is in a state where the step begins."""
        return not self.source or state_of(thing) in self.source

    def is_done(self, thing: Thing) -> bool:
        """Whether it has been taken, so that nothing is left to do."""
        return self.already is not None and self.already(thing)

    def fits(self, thing: Thing) -> bool:
        return self.is_where(thing) and self.when(thing)


def state_of(thing: object) -> str:
    """The state of a thing; empty for one that has none."""
    return str(getattr(thing, STATE, ""))


def in_its_state(thing: object) -> dict[str, object]:
    """The state of a thing as the log tells it; nothing of one that has none."""
    return {STATE: state_of(thing)} if hasattr(thing, STATE) else {}


def allows(step: Step[Thing, object], thing: Thing, actor: "User") -> bool:
    """Whether this person can take the step at the thing as it stands."""
    return step.is_where(thing) and step.may(thing, actor) and step.when(thing) and not step.is_done(thing)


def takeable(step: Step[Thing, object], user: "User") -> Q | None:
    """At which things this person can take the step, None for at none of them; `allows` says it of one thing."""
    mine = step.who.rows(user)
    if mine is None:
        return None
    done = ALL if step.already is None else ~step.already.rows()
    return (Q(state__in=step.source) if step.source else ALL) & step.when.rows() & done & mine


def conditions(steps: Iterable[Step[Thing, object]], user: "User") -> Iterator[Q]:
    """For each step that may wait for this person, at which things it does; the same row says it of one thing."""
    for step in steps:
        found = None if step.waits is None else takeable(replace(step, who=step.who & step.waits), user)
        if found is not None:
            yield found


Effect = Callable[[Row, "User", Given], Row | None]
"""What a step writes on the thing, which is in its new state already.

It answers what it has made beside the thing, which itself stays as it is then.
"""


class Table(Generic[Row]):
    """The steps of a kind of thing. `kind` is what the log calls it, `rows` how a person finds and locks one.

    `was` and `told` are what the log says of a thing before and after a step; of `only_changes` it keeps what is
    another one after it. `stale` is what is said to whoever has seen an older version.
    """

    def __init__(
        self,
        kind: str,
        *steps: Step[Row, str | None],
        rows: "Callable[[User], QuerySet[Row]]",
        told: Callable[[Row, Given], Mapping[str, object]],
        was: Callable[[Row], Mapping[str, object]] | None = None,
        only_changes: bool = False,
        stale: Words = "",
    ) -> None:
        self.kind = kind
        self.steps = {step.name: step for step in steps}
        self.rows = rows
        self.told = told
        self.was = was or in_its_state
        self.only_changes = only_changes
        self.stale = stale
        self.effects: dict[str, Effect[Row]] = {}
        _lacking.append(self.lacking)

    def effect(self, name: str) -> Callable[[Effect[Row]], Effect[Row]]:
        """Say of the function below that it is what a step writes; the state itself is written by `acting.take`.

        Raises ImproperlyConfigured for a step that is not in the table or has an effect already.
        """

        def named(function: Effect[Row]) -> Effect[Row]:
            if name not in self.steps:
                raise ImproperlyConfigured(
                    f"{function.__qualname__} is the effect of {name!r}: no step of {self.kind}."
                )
            if name in self.effects:
                raise ImproperlyConfigured(f"The step {name!r} of {self.kind} has two effects.")
            self.effects[name] = function
            return function

        return named

    def lacking(self) -> Iterator[str]:
        """What the steps lack: the effect, the words for whom one is refused."""
        for name, step in self.steps.items():
            if name not in self.effects:
                yield f"The step {name!r} of {self.kind} has no effect: put @….effect({name!r}) above what it writes."
            if not step.refused:
                yield f"The step {name!r} of {self.kind} has no words for whom it is refused (refused=…)."
            if step.when is not always and step.otherwise is None:
                yield f"The step {name!r} of {self.kind} has no words for when it is refused (otherwise=…)."

    def acts(self) -> list[tuple[str, Words]]:
        """What the log calls the steps, for `core.acts.offer`."""
        return [(step.name, step.label) for step in self.steps.values()]

    def allows(self, name: str, thing: Row, actor: "User") -> bool:
        """Whether this person can take a step at the thing as it stands: whether the page has its button."""
        return allows(self.steps[name], thing, actor)

    def offered(self, thing: Row, actor: "User") -> dict[str, bool]:
        """For each step of the table whether this person can take it: the buttons of the page."""
        return {name: self.allows(name, thing, actor) for name in self.steps}

    def buttons(self, thing: Row, actor: "User") -> list[Step[Row, str | None]]:
        """The steps that a page offers by a button alone."""
        return [step for step in self.steps.values() if step.button and allows(step, thing, actor)]

    def waits_for(self, thing: Row, actor: "User") -> bool:
        """Whether the thing stands on this person's desk."""
        return any(
            step.waits is not None and step.waits(thing, actor) and allows(step, thing, actor)
            for step in self.steps.values()
        )

    def waiting_for(self, user: "User") -> QuerySet[Row]:
        """The things on a person's desk: those that have a step which waits for this person."""
        rows, found = self.rows(user), list(conditions(self.steps.values(), user))
        if not found:
            return rows.none()
        # For Django an empty condition is no side of an OR; here it is everything.
        return rows.filter(reduce(or_, found)) if all(found) else rows


def gather(services: str) -> None:
    """Import every module of an app's room `services`, so that each effect is known; called by the app's config."""
    room = importlib.import_module(services)
    for module in pkgutil.iter_modules(room.__path__):
        importlib.import_module(f"{services}.{module.name}")


_lacking: list[Callable[[], Iterator[str]]] = []


def steps_are_whole(app_configs: Collection[object] | None = None, **options: object) -> list[CheckMessage]:
    """A system check: what the tables of steps lack, in words."""
    return [Error(told, id="core.E002") for lacking in _lacking for told in lacking()]
