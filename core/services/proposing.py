"""提示: what an engine proposes to people, once for each thing and case, and withdraws when it holds no more.

Shared by the engines of the apps. A row is a proposal with a `state`, the day of its proposal and a version; what its
facts are, and whether they are other ones, the engine of the app says. What a person has confirmed stays; what was
dismissed is proposed again where the facts are others.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from django.db.models import Model

from core import clock
from core.states import ProposalEventKind as Event
from core.states import ProposalState as State

if TYPE_CHECKING:
    from datetime import datetime


class Proposed(Protocol):
    """A proposal as its table keeps it."""

    state: str
    proposed_on: date
    version: int


Row = TypeVar("Row", bound=Model)
Noted = TypeVar("Noted", bound=Model)


@dataclass
class Done:
    """What a run came to: what was looked at, proposed anew, has other facts, is there already, was withdrawn."""

    on: str
    looked_at: int = 0
    proposed: int = 0
    changed: int = 0
    already: int = 0
    withdrawn: int = 0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass
class Work(Generic[Row, Noted]):
    """The rows that a run will write; `event` makes the row of what happened to a proposal."""

    on: date
    done: Done
    event: "Callable[[Row, Event, date, datetime], Noted]"
    new: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    events: list[Noted] = field(default_factory=list)

    def meet(self, row: Row, *, is_same: bool) -> None:
        """What holds: propose it, note that its facts are others, or leave it as it is."""
        proposal = _proposal(row)
        is_back = proposal.state == State.WITHDRAWN or (proposal.state == State.DISMISSED and not is_same)
        if row.pk is None or is_back:
            proposal.state, proposal.proposed_on = State.PROPOSED, self.on
            self._note(row, Event.PROPOSED)
            self.done.proposed += 1
        elif not is_same:
            self._note(row, Event.CHANGED)
            self.done.changed += 1
        else:
            self.done.already += 1

    def withdraw(self, row: Row) -> None:
        """What holds no more, and nobody has decided on."""
        proposal = _proposal(row)
        if proposal.state == State.PROPOSED:
            proposal.state = State.WITHDRAWN
            self._note(row, Event.WITHDRAWN)
            self.done.withdrawn += 1

    def write(self, model: type[Row], events: type[Noted], columns: Sequence[str]) -> None:
        """All of it in three statements."""
        model._default_manager.bulk_create(self.new)
        model._default_manager.bulk_update(self.moved, columns)
        events._default_manager.bulk_create(self.events)

    def _note(self, row: Row, kind: Event) -> None:
        self.events.append(self.event(row, kind, self.on, clock.now()))
        if row.pk is None:
            self.new.append(row)
        else:
            _proposal(row).version += 1
            self.moved.append(row)


def _proposal(row: Model) -> Proposed:
    return cast(Proposed, row)
