"""I8: item numbers of a county and year run from 1 without a gap or a double."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models.functions import Coalesce

from documents.rules.numbers import faults
from documents.services import series
from rectification.models import Item
from rectification.rules.item_numbers import ITEMS

AT_ONCE = 5000


def broken_numbers() -> Iterator[str]:
    """Gaps and doubles in the numbers given, and series that would give one again."""
    given: dict[str, list[int]] = defaultdict(list)
    # What was taken back with its import belongs to no county any more; its number was given in that of who registered.
    county_of = Coalesce("county", "registered_by__organization__county")
    for county, number in Item.objects.values_list(county_of, "number").iterator(AT_ONCE):
        year, _dash, running = number.partition("-")
        given[ITEMS.key_of(county=county, year=int(year))].append(int(running))
    yield from faults(given, series.following(ITEMS.code))
