"""I8: item numbers of a county and year run from 1 without a gap or a double."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models.functions import Coalesce

from documents.models import NumberSeries
from rectification.models import Item

AT_ONCE = 5000
KEY = "item:{county}:{year}"


def broken_numbers() -> Iterator[str]:
    """Gaps and doubles in the numbers given, and series that would give one again."""
    given: dict[str, list[int]] = defaultdict(list)
    # What was taken back with its import belongs to no county any more; its number was given in that of who registered.
    county_of = Coalesce("county", "registered_by__organization__county")
    for county, number in Item.objects.values_list(county_of, "number").iterator(AT_ONCE):
        year, _dash, running = number.partition("-")
        given[KEY.format(county=county, year=year)].append(int(running))
    following = dict(NumberSeries.objects.filter(key__startswith="item:").values_list("key", "next_number"))
    for key, numbers in sorted(given.items()):
        if len(set(numbers)) != len(numbers):
            yield f"{key}: a number was given twice"
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        if missing:
            yield f"{key}: {missing[0]:04d} is missing"
        if following.get(key) != max(numbers) + 1:
            yield f"{key}: the next number would be {following.get(key)}, after {max(numbers)}"
