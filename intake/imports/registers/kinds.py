"""What kinds of lists of files come in (名录): each declared in one module, found here by its code."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise

from accounts.models import User
from core.services import editing
from intake.imports.registers.book import Book
from intake.reading.register_fields import Fields, RegisterField
from intake.reading.register_rows import RegisterRow

if TYPE_CHECKING:
    from intake.imports.registers.cells import ReadRow

Words = str | Promise
Values = dict[str, object]
"""What a row says, by field: values of the table, or `book.ToBeFounded` for an enterprise that comes in with it."""


def text_in(values: Values, code: str) -> str:
    """What a row says of a field, as a text; empty where it says nothing."""
    value = values.get(code)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Option:
    """A value that a field may have. A cell that fits `means` wholly says it; one in which `like` stands may."""

    value: str
    label: Words
    means: str = ""
    like: str = ""


@dataclass(frozen=True)
class Default:
    """What is asked once of the rows that say nothing of a field; `proposal` may look at the list's title.

    An optional one may be left empty.
    """

    field: str
    question: Words
    proposal: Callable[[str], str] = lambda title: ""
    is_optional: bool = False


def _add(row: models.Model, actor: User, names: Sequence[str]) -> models.Model:
    return editing.add(row, actor=actor, names=names)


@dataclass(frozen=True)
class Beside:
    """Further files of which columns of a list speak, such as the permits of an enterprise: their kind of list.

    `named` is the field of theirs that the part of a column says; `reads` makes of the cells of one what they say,
    and answers whether there is such a file at all.
    """

    kind: str
    named: str
    label: Words
    reads: "Callable[[ReadRow], bool]"


@dataclass(frozen=True)
class RegisterKind:
    """A kind of list: what its rows become, by what a known row is found again, who may bring it."""

    code: str
    label: Words
    model: type[models.Model]
    fields: Fields
    key: str
    """The field without which nothing is a row."""
    may: Callable[[User], bool]
    find: Callable[[Book, Values], models.Model | None]
    """The row on file that is meant. Raises MeaningError where two are."""
    found_by: frozenset[str]
    """What must be told of a row before it can be found."""
    identities: Callable[[Values], list[tuple[object, ...]]]
    """By what two rows of a list are the same thing: by any of these."""
    options: Mapping[str, Callable[[], Sequence[Option]]] = field(default_factory=dict)
    looked_up: Mapping[str, str] = field(default_factory=dict)
    """Which shelf of the book a field's names stand on."""
    defaults: tuple[Default, ...] = ()
    fixed: frozenset[str] = frozenset()
    """What a list does not change in a row that is on file."""
    in_order: tuple[tuple[str, str], ...] = ()
    """Days of which the second is not before the first."""
    complete: Callable[[Values], Values] = lambda values: values
    """What follows of a row from the rest of it, such as an address from its parts."""
    refusals: Callable[[Book, Values], Iterator[tuple[str, str]]] = lambda book, values: iter(())
    """What would refuse a new row: field and sentence."""
    add: Callable[..., models.Model] = _add
    change: Callable[..., models.Model] = editing.change
    removed: Callable[[models.Model, User], None] = lambda file, actor: None
    """What follows when a file that a list had added goes with it again."""

    gather: "Callable[[Sequence[tuple[RegisterRow, Values]], User], list[tuple[models.Model, RegisterRow]]] | None" = (
        None
    )
    """What is written of all new rows together, where a row alone is no file: each file with its first row."""
    belongs_to: "Callable[[RegisterRow, Values], object] | None" = None
    """The file that a row is a part of: one of its rows refused, all are. None where it can't be told."""
    beside: Beside | None = None

    withdraw: Callable[[models.Model, User], None] | None = None
    """How a file that a list had added is taken back, where it may not be deleted."""

    def field(self, code: str) -> RegisterField:
        return next(each for each in self.fields if each.code == code)

    @property
    def own_fields(self) -> Fields:
        """Those of its rows, without those of further files."""
        return tuple(each for each in self.fields if not each.part)

    @property
    def labels(self) -> dict[str, Words]:
        return {each.code: each.label for each in self.fields}

    @property
    def required(self) -> frozenset[str]:
        return frozenset(each.code for each in self.fields if each.is_required)


_kinds: dict[str, RegisterKind] = {}


def offer(*kinds: RegisterKind) -> None:
    """Let lists of a kind come in; called by the config of intake."""
    for kind in kinds:
        _kinds[kind.code] = kind


def named(code: str) -> RegisterKind | None:
    return _kinds.get(code)


def codes() -> list[str]:
    return list(_kinds)


def allowed_to(user: User) -> list[RegisterKind]:
    """The kinds of lists that this user may bring."""
    return [kind for kind in _kinds.values() if kind.may(user)]
