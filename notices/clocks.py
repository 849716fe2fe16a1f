"""时限: what has a last day, in whatever app. An app offers its clocks from its room `clocks`.

One job tells those who must act and those who follow (`notices.services.clock_notices`), one page and one feed show
them all to whoever may see the rows (`notices.services.calendar`). A clock that has been stopped (renewed, done,
revoked) is one whose row is no more among its `rows`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.rules import expiry
from notices.rules import clock_stages

Words = str | Promise
DUE_AHEAD = _("%(what)s is due on %(day)s")
DUE_LATE = _("%(what)s was due on %(day)s and is overdue")
ENDS_AHEAD = _("%(what)s expires on %(day)s")
ENDS_LATE = _("%(what)s expired on %(day)s")
APPLY_BY = _("%(what)s: the renewal has to be asked for by %(day)s")


class Saying(NamedTuple):
    """How a notice speaks of a clock: before its last day, after it, and of the last day to apply."""

    ahead: Words
    late: Words
    apply_by: Words = APPLY_BY


DUE = Saying(DUE_AHEAD, DUE_LATE)
"""Of something that has to be done by a day."""
ENDS = Saying(ENDS_AHEAD, ENDS_LATE)
"""Of a paper that is valid until a day."""


class Place(NamedTuple):
    """Where a row says to which park or enterprise it belongs: the paths to its key and to its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Circle:
    """People seen from a row: the way to them, in which roles, and of which rows only."""

    users: str
    roles: frozenset[str]
    only: Q = field(default_factory=Q)


@dataclass(frozen=True)
class Clock:
    """A kind of last day.

    `rows` are those whose clock runs, of a table with `visible_to`; `due` is the path to the last day, `apply_by`
    that to the last day to apply, if the law sets one. `named` gives what a row is called, an expression over its
    columns, in the language in force; `names` are the paths in it, so that nobody is shown what he does not read.
    `page` is the address of the row, found by the path `key`, `tail` what follows it. `must_act` are told each stage
    of each row, `followed_by` one line a day; of a clock that `is_told_elsewhere`, by its own app, nobody is told here.
    `stages` are days ahead of `clock_stages.KNOWN`.
    """

    code: str
    label: Words
    rows: Callable[[], Any]
    due: str
    named: Callable[[], Combinable]
    names: tuple[str, ...]
    page: str
    must_act: tuple[Circle, ...]
    followed_by: tuple[Circle, ...] = ()
    apply_by: str = ""
    key: str = "pk"
    tail: str = ""
    park: Place | None = None
    enterprise: Place | None = None
    stages: tuple[int, ...] = clock_stages.USUAL
    saying: Saying = DUE
    order: int = 50
    is_told_elsewhere: bool = False

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.stages).difference(clock_stages.KNOWN)):
            raise ValueError(f"{self.code}: no such stages: {unknown}")

    @property
    def soon_within(self) -> int:
        """Within how many days its last day is near: of a paper as lists say it, of what comes round often later."""
        return min(expiry.SOON_DAYS, max(self.stages))

    @property
    def paths(self) -> Iterator[str]:
        """Every column that is shown of a row."""
        yield from (self.due, *self.names, *filter(None, (self.apply_by,)))
        for place in filter(None, (self.park, self.enterprise)):
            yield from place


def column(path: str) -> Callable[[], Combinable]:
    """What a row is called where that stands in one column."""
    return lambda: F(path)


_clocks: dict[str, Clock] = {}


def offer(*clocks: Clock) -> None:
    """Register the clocks of an app; called by its config. Raises ValueError for a code that another clock has."""
    for clock in clocks:
        if _clocks.get(clock.code, clock) is not clock:
            raise ValueError(f"two clocks are called {clock.code!r}")
        _clocks[clock.code] = clock


def registered() -> list[Clock]:
    """All clocks, as they stand in the filter of the calendar."""
    return sorted(_clocks.values(), key=lambda clock: (clock.order, clock.code))


def named(code: str) -> Clock | None:
    """The clock of a code, None where there is none."""
    return _clocks.get(code)
