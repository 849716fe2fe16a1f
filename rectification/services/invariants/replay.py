"""I1 and I2: the present is the replay of the past, and the past has no gaps."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rectification.models import HistoryEntry, Item
from rectification.services import recording
from rectification.states import State

AT_ONCE = 2000
Entry = dict[str, Any]


def differs_from_history() -> Iterator[str]:
    """Items whose state, version or a tracked value is not what their history leads to."""
    lives = _lives("item_id", "version", "to_state", "after")
    present = next(lives, None)
    for item in Item.objects.order_by("pk").iterator(AT_ONCE):
        while present is not None and present[0] < item.pk:
            present = next(lives, None)
        if present is None or present[0] != item.pk:
            yield f"{item.number}: no history"
            continue
        wrong = _differences(item, present[1])
        if wrong:
            yield f"{item.number}: {', '.join(wrong)}"


def _lives(*fields: str) -> Iterator[tuple[int, list[Entry]]]:
    rows = HistoryEntry.objects.order_by("item_id", "version").values(*fields).iterator(AT_ONCE)
    for item, entries in groupby(rows, key=itemgetter("item_id")):
        yield item, list(entries)


def _differences(item: Item, entries: list[Entry]) -> list[str]:
    replayed: dict[str, object] = {}
    for entry in entries:
        replayed.update(entry["after"])
    replayed |= {"state": entries[-1]["to_state"], "version": entries[-1]["version"]}
    now = recording.snapshot(item) | {"state": item.state, "version": item.version}
    wrong = [name for name, value in now.items() if replayed.get(name) != value]
    return [f"{name} is {now[name]!r}, the history says {replayed.get(name)!r}" for name in wrong]


def history_with_gaps() -> Iterator[str]:
    """Histories that don't begin with the registration, skip a version, or jump from state to state."""
    for item, entries in _lives("item_id", "version", "transition", "from_state", "to_state"):
        state = ""
        for number, entry in enumerate(entries, 1):
            if entry["version"] != number or entry["from_state"] != state:
                yield f"item {item}: step {number} is version {entry['version']} from {entry['from_state'] or '-'}"
                break
            state = entry["to_state"]
        if entries[0]["transition"] != "register" or entries[0]["to_state"] != State.PENDING:
            yield f"item {item}: does not begin with its registration"
