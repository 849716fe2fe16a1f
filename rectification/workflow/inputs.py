"""What a step is given: each input is declared once, and the form of its page and the body of the API are made of it.

Plain data: which field a kind becomes is said by `forms.steps` and `serializers.steps`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = str | Promise
Choices = Sequence[tuple[str, Words]]
EVIDENCE = "evidence"
"""As which all files of a step are given, whatever they show."""


class Kind(Enum):
    """What somebody gives."""

    TEXT = auto()
    """Some lines."""
    LINE = auto()
    DAY = auto()
    DAYS = auto()
    """A number of working days."""
    SHARE = auto()
    """Whole percent."""
    YES_NO = auto()
    CHOICE = auto()
    """One of a few that stand side by side."""
    LIST = auto()
    """One of a list that is opened."""
    FILES = auto()
    UNIT = auto()
    UNITS = auto()
    PERSON = auto()
    PEOPLE = auto()
    ITEM = auto()
    """Another item, on a page by its number."""


DECIDES = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.LIST})
"""A step that must be given one of these can end in more than one way."""


@dataclass(frozen=True)
class Input:
    """One thing that a step is given. Whether it must be given stands in the row of the step.

    `phrases` are offered beside a text; `ends` says in words how the step has ended by each value; `shows` is what
    files show (`core.states.AttachmentKind`). What is not `on_page` is asked of systems of record alone.
    """

    name: str
    kind: Kind
    label: Words = ""
    help: Words = ""
    phrases: tuple[Words, ...] = ()
    choices: Choices = ()
    ends: Mapping[object, Words] = field(default_factory=dict)
    shows: str = ""
    camera: bool = False
    on_page: bool = True

    @property
    def given_as(self) -> str:
        """The name by which the effect, the API and the history know it."""
        return EVIDENCE if self.kind == Kind.FILES else self.name


@dataclass(frozen=True)
class Refused:
    """What is told of a refusal on the pages of what is done next, until one of the steps `answered_by` has been taken.

    A step that is a refusal only where something is not given, such as an extension not granted, names that `unless`.
    """

    said: Words
    answered_by: tuple[str, ...]
    unless: str = ""


class Asks:
    """What a step asks: its inputs in their order, what stands beside its form (`reading.BESIDE`), whether it refuses.

    The button of a step that rejects is set apart: of a refusal, and where the step ends the item (`ends_it`).
    """

    def __init__(
        self, *inputs: Input, beside: tuple[str, ...], refused: Refused | None = None, ends_it: bool = False
    ) -> None:
        self.inputs = inputs
        self.beside = beside
        self.refused = refused
        self.ends_it = ends_it

    @property
    def rejects(self) -> bool:
        """Whether it is a rejection whatever is given."""
        return self.ends_it or (self.refused is not None and not self.refused.unless)

    @property
    def by_name(self) -> dict[str, Input]:
        """The inputs by the names by which they are given; files count once."""
        return {each.given_as: each for each in self.inputs}

    @property
    def decides(self) -> Input | None:
        """The input that says how the step ends, where it can end in more than one way."""
        return next((each for each in self.inputs if each.ends), None)


def refuse_half(step: str, required: Collection[str], asks: Asks | None, known: Collection[str]) -> None:
    """Raises ImproperlyConfigured that says in words what a row of the table lacks; `known` are the names of Given."""
    told = list(_lacks(required, asks, known))
    if told:
        raise ImproperlyConfigured(f"The step {step!r} in rectification/workflow/table.py: {'; '.join(told)}.")


def _lacks(required: Collection[str], asks: Asks | None, known: Collection[str]) -> Iterator[str]:
    if asks is None:
        yield "ASKS has no row for it: what is it given? (Asks(beside=()) where nothing is)"
        return
    for name in required:
        if name not in asks.by_name:
            yield f"it must be given {name!r}, which its row of ASKS does not declare"
    for each in asks.inputs:
        if each.given_as not in known:
            yield f"Given has no type for {each.given_as!r}"
        for lacking in _half(each, is_required=each.given_as in required):
            yield f"{each.name!r} has no {lacking}"


def _half(each: Input, *, is_required: bool) -> Iterator[str]:
    if each.on_page and not each.label:
        yield "label"
    if each.kind in (Kind.CHOICE, Kind.LIST) and not each.choices:
        yield "choices"
    if each.kind in DECIDES and is_required and not each.ends:
        yield "`ends`: how is it called when it has ended so?"
