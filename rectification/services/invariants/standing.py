"""I1 for the past: how each item stood is what its history says, without a gap between two standings."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter

from django.db import models

from rectification.models import HistoryEntry, Item, Standing
from rectification.models.standings import FACTS
from rectification.services.recording import TRACKED
from rectification.states import OPEN_STATES

AT_ONCE = 2000
REPLAYED = frozenset(FACTS) & frozenset(TRACKED)
DAYS = frozenset(
    column.attname
    for column in Standing._meta.concrete_fields
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField)
)


def stood_otherwise() -> Iterator[str]:
    """Items whose standings have gaps, end elsewhere than in the present, or say what the history doesn't."""
    lives = groupby(Standing.objects.order_by("item_id", "since", "pk").iterator(AT_ONCE), attrgetter("item_id"))
    steps_on_ledger = HistoryEntry.objects.exclude(item__county=None).order_by("item_id", "version")
    entries = groupby(steps_on_ledger.iterator(AT_ONCE), attrgetter("item_id"))
    stood, steps = next(lives, None), next(entries, None)
    for item in Item.objects.exclude(county=None).order_by("pk").iterator(AT_ONCE):
        if stood is None or steps is None or stood[0] != item.pk or steps[0] != item.pk:
            yield f"{item.number}: no standing"
            return
        wrong = _wrong(item, list(stood[1]), list(steps[1]))
        if wrong:
            yield f"{item.number}: {wrong}"
        stood, steps = next(lives, None), next(entries, None)


def _wrong(item: Item, standings: list[Standing], entries: list[HistoryEntry]) -> str:
    """What is wrong with an item's standings, in a word; empty where nothing is."""
    if any(earlier.until != later.since for earlier, later in pairwise(standings)):
        return "a gap between two standings"
    last = standings[-1]
    if last.until is not None or any(getattr(last, name) != getattr(item, name) for name in FACTS):
        return "the last standing is not the present"
    replay = _Replay(entries)
    differing = next((standing for standing in standings if not replay.agrees(standing)), None)
    return f"stood otherwise at {differing.since:%Y-%m-%d %H:%M}" if differing else ""


class _Replay:
    """The values that the history leads to, step by step."""

    def __init__(self, entries: list[HistoryEntry]) -> None:
        self.entries, self.values, self.next = entries, dict[str, object](), 0

    def agrees(self, standing: Standing) -> bool:
        """Whether the history says the same of the moment at which a standing begins; asked in their order."""
        while self.next < len(self.entries) and self.entries[self.next].at <= standing.since:
            self._take(self.entries[self.next])
            self.next += 1
            if self._is(standing) and self._is_over(standing):
                return True
        return self._is(standing)

    def _take(self, entry: HistoryEntry) -> None:
        self.values["state"] = entry.to_state
        for name, value in entry.after.items():
            if name in REPLAYED:
                self.values[name] = date.fromisoformat(value) if name in DAYS and value else value
        if (entry.to_state in OPEN_STATES) == (self.values.get("ended_at") is not None):
            self.values["ended_at"] = None if entry.to_state in OPEN_STATES else entry.at

    def _is(self, standing: Standing) -> bool:
        return all(getattr(standing, name) == value for name, value in self.values.items())

    def _is_over(self, standing: Standing) -> bool:
        """Whether it lasted no time, because the next step was taken at the same moment."""
        return standing.until == standing.since
