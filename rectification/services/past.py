"""The ledger as it stood: its rows are found in the standings, their words are taken back through the history."""

from collections.abc import Iterable, Sequence

from core.fields import veil_again
from core.figures import Moment
from rectification.models import HistoryEntry, Item, Standing
from rectification.models.standings import FACTS
from rectification.services.recording import TRACKED, value_of

WORDS = tuple(name for name in Item.kept.among("history") if name in TRACKED and name not in FACTS)
"""What the history alone keeps: taken back step by step."""


def as_they_stood(standings: Sequence[Standing], moment: Moment) -> list[Item]:
    """The items with the values of that moment, to be shown and never saved, in two queries.

    The standings come `for_list`.
    """
    words = words_at(moment, [standing.item_id for standing in standings])
    return [_as_stood(standing, moment, words.get(standing.item_id, {})) for standing in standings]


def _as_stood(standing: Standing, moment: Moment, words: dict[str, object]) -> Item:
    item = standing.item
    for name in FACTS:
        setattr(item, name, getattr(standing, name))
    for name in Standing.POINTERS:
        setattr(item, name, getattr(standing, name))
    for name, value in words.items():
        setattr(item, name, value)
    item.as_of = moment.day
    veil_again(item)
    return item


def words_at(moment: Moment, items: Iterable[int]) -> dict[int, dict[str, object]]:
    """For items that have changed since: the words that stood at that moment, by item and name."""
    later = HistoryEntry.objects.filter(item__in=list(items), at__gte=moment.at).order_by("item", "-version")
    found: dict[int, dict[str, object]] = {}
    for item, before in later.values_list("item", "before"):
        found.setdefault(item, {}).update({name: value_of(name, before[name]) for name in WORDS if name in before})
    return found
