"""What is ticked in a list, as its form sends it: each row with the version that was seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from core.rules.bounds import whole
from core.services.together import Row, parted
from rectification.services.bulk import MOST_ITEMS


@dataclass(frozen=True)
class Ticks:
    """The keys of rows, each with the version of its item that was seen."""

    seen: Mapping[int, int]

    def of(self, rows: QuerySet[Row]) -> tuple[list[Row], list[str]]:
        """The ticked ones among what the person may see, and in words those that are gone from it."""
        return parted(rows, dict.fromkeys(self.seen, ""))


def ticked(given: QueryDict) -> Ticks:
    """What is ticked; what is no tick is passed over."""
    return Ticks(dict(_ticks(given)))


def _ticks(given: QueryDict) -> Iterator[tuple[int, int]]:
    for value in given.getlist("item")[: MOST_ITEMS + 1]:
        key, _dot, version = value.partition(".")
        numbers = whole(key), whole(version)
        if numbers[0] is not None and numbers[1] is not None:
            yield numbers[0], numbers[1]
