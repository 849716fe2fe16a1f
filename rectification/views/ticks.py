"""What is ticked in a list, as its form sends it: each row with the version that was seen."""

from collections.abc import Iterator

from django.http import QueryDict

from rectification.services.bulk import MOST_ITEMS

LONGEST = 24


def ticked(given: QueryDict) -> Iterator[tuple[int, int]]:
    """Key of the row and version of its item; what is no tick is passed over."""
    for value in given.getlist("item")[: MOST_ITEMS + 1]:
        key, _dot, version = value.partition(".")
        if key.isdecimal() and version.isdecimal() and len(value) <= LONGEST:
            yield int(key), int(version)
