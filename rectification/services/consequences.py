"""What else a step brings about, in its own transaction: said by the apps above the ledger, which it doesn't know."""

from collections.abc import Callable, Iterable

from rectification.models import HistoryEntry, Item

Consequence = Callable[[Item, HistoryEntry], None]
_after: dict[str, list[Consequence]] = {}


def offer(steps: Iterable[str], consequence: Consequence) -> None:
    """Let an app act after steps of these names, as the history calls them; called by its config."""
    for step in steps:
        known = _after.setdefault(step, [])
        if consequence not in known:
            known.append(consequence)


def follow(item: Item, entry: HistoryEntry) -> None:
    """Do what follows the step that an entry of the history has just recorded."""
    for consequence in _after.get(entry.transition, ()):
        consequence(item, entry)
