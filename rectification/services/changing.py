"""The items behind the figures that compare two moments, each with what happened to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import F, Value

from core import figures
from core.figures import Asked, Figure
from rectification.figures import CHANGES, Ledger
from rectification.models import Item, Standing
from rectification.services import past

WORST_FIRST = (
    "unkept",
    "late",
    "returned",
    "rebound",
    "raised",
    "put_off",
    "new",
    "staged",
    "submitted",
    "passed",
    "closed",
    "void",
)
CODES = tuple(f"{CHANGES}.{name}" for name in WORST_FIRST)
"""The figures of what has changed, by how much one has to speak of it."""


@dataclass(frozen=True)
class Changed:
    """An item as it stands at the moment asked, its value of the dimension, and the figures that count it."""

    item: Item
    key: object
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Lot:
    """The changed items, the worst first; `total` of them, of which no more than was asked are here."""

    lines: Sequence[Changed]
    total: int


@dataclass
class _Found:
    key: object
    codes: list[str]


def changed(asked: Asked, dimension: str, most: int) -> Lot:
    """What has changed since then, in a fixed number of queries; each item once, with its value of the dimension."""
    found = _found(asked, dimension)
    order = sorted(found, key=lambda item: (CODES.index(found[item].codes[0]), item))
    items = {item.pk: item for item in _items(order[:most], asked)}
    lines = [
        Changed(items[each], found[each].key, [figures.counted_by(code) for code in found[each].codes])
        for each in order
        if each in items
    ]
    return Lot(lines, len(order))


def _found(asked: Asked, dimension: str) -> dict[int, _Found]:
    """By item the codes of the figures that count it, the worst first."""
    item = "item_id" if asked.as_of else "pk"
    lines = [
        Ledger()
        .keyed(figures.items(code, asked).order_by(), dimension)
        .annotate(place=Value(place), changed=F(item))
        .values_list("place", "changed", "key")
        for place, code in enumerate(CODES)
    ]
    found: dict[int, _Found] = {}
    for place, changed_item, key in sorted(lines[0].union(*lines[1:], all=True), key=itemgetter(0)):
        found.setdefault(changed_item, _Found(key, [])).codes.append(CODES[place])
    return found


def _items(keys: Sequence[int], asked: Asked) -> Iterable[Item]:
    """These items as they stand, or as they stood; the caller has found them within the scope of who asks."""
    if asked.as_of is None:
        return Item.objects.visible_to(asked.person).filter(pk__in=keys).for_list()
    stood = Standing.objects.visible_to(asked.person).at(asked.as_of.at).filter(item__in=keys)
    return past.as_they_stood(list(stood.for_list()), asked.as_of)
