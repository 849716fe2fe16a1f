"""责令限期整改指令书 of an item: found by the app whose papers order something, asked by the papers that follow."""

from collections.abc import Callable

from documents.models import IssuedDocument
from rectification.models import Item

Find = Callable[[Item], IssuedDocument | None]
_finders: list[Find] = []


def offer(find: Find) -> None:
    """Let an app above say which order that holds names an item; called by its config."""
    if find not in _finders:
        _finders.append(find)


def order_of(item: Item) -> IssuedDocument | None:
    """The order that holds and names the item; None where there is none."""
    return next((found for find in _finders if (found := find(item))), None)
