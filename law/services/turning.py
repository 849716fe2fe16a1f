"""法律时钟: what comes into force and what lapses, day by day, and what each change touches."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from law.models import Basis, Instrument
from law.services import resting
from law.services.resting import Rests
from law.states import SubjectKind

if TYPE_CHECKING:
    from accounts.models import User

AROUND = timedelta(days=365)
"""How far the clock shows the past and what is to come."""


@dataclass(frozen=True)
class Touched:
    """What an app above says that rests on instruments: how many of a person's rows by instrument, and their list."""

    label: str | Promise
    counts: Callable[["User"], Mapping[str, int]]
    link: Callable[[str], str]


_touched: list[Touched] = []


def offer(touched: Touched) -> None:
    """Let an app say what of its own rests on instruments; called once by its config."""
    if touched not in _touched:
        _touched.append(touched)


@dataclass
class Change:
    """An instrument of which bases begin or end on a day: of which subjects, and what of the house rests on it."""

    instrument: Instrument
    is_whole: bool
    bases: list[Basis] = field(default_factory=list)
    touched: list[Rests] = field(default_factory=list)
    catalogues: list[Rests] = field(default_factory=list)
    """Rows of the house's other catalogues that name it: permit kinds, steps of the ladder, effects of a grade."""

    @property
    def subjects(self) -> Iterator[Rests]:
        """How many rows of each catalogue it concerns."""
        codes: dict[str, set[str]] = defaultdict(set)
        for basis in self.bases:
            codes[basis.subject_kind].add(basis.subject_code)
        yield from (Rests(kind.label, len(codes[kind]), kind.value) for kind in SubjectKind if codes[kind])


@dataclass
class Turn:
    """A day on which the law changes: what is in force from it on, and what was to the day before."""

    day: date
    begins: list[Change] = field(default_factory=list)
    lapses: list[Change] = field(default_factory=list)


def turns(user: "User", today: date) -> list[Turn]:
    """The days of the past and the coming year on which the law changes, the latest first."""
    first, last = today - AROUND, today + AROUND
    rests = [(offered, offered.counts(user)) for offered in _touched]
    texts, found = resting.catalogue_texts(), dict[date, Turn]()
    for day, change, begins in _changes():
        if first <= day <= last:
            turn = found.setdefault(day, Turn(day))
            change.touched = list(_resting(change.instrument, rests))
            change.catalogues = list(resting.in_catalogues(change.instrument, texts))
            (turn.begins if begins else turn.lapses).append(change)
    return [found[day] for day in sorted(found, reverse=True)]


def _resting(instrument: Instrument, rests: Iterable[tuple[Touched, Mapping[str, int]]]) -> Iterator[Rests]:
    for offered, counts in rests:
        if number := counts.get(instrument.pk, 0):
            yield Rests(offered.label, number, offered.link(instrument.pk))


def _changes() -> Iterator[tuple[date, Change, bool]]:
    """Each instrument with each day on which it, or some of its bases, begins or ends."""
    bases: dict[tuple[str, date, bool], list[Basis]] = defaultdict(list)
    instruments = {each.pk: each for each in Instrument.objects.select_related("replaced_by")}
    for basis in Basis.objects.select_related("instrument"):
        for day, begins in ((basis.starts_on, True), (_after(basis.ends_on), False)):
            if day is not None:
                bases[basis.instrument_id, day, begins].append(basis)
    whole = set(_whole(instruments.values()))
    for key in sorted(whole | bases.keys()):
        code, day, begins = key
        yield day, Change(instruments[code], key in whole, bases.get(key, [])), begins


def _whole(instruments: Iterable[Instrument]) -> Iterator[tuple[str, date, bool]]:
    for each in instruments:
        if each.valid_from:
            yield each.pk, each.valid_from, True
        if each.valid_to:
            yield each.pk, each.valid_to + timedelta(days=1), False


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None
