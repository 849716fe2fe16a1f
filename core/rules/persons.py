"""Data of persons in words that more people read than may (个人信息保护法 28, 29: no consent has been given)."""

import re
from collections.abc import Iterable, Iterator

MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
IDENTITY_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
SHORTEST_NAME = 2


def found(text: str, names: Iterable[str]) -> Iterator[str]:
    """Mobile numbers, numbers of identity cards and the names of persons that a text has."""
    yield from MOBILE.findall(text)
    yield from IDENTITY_CARD.findall(text)
    yield from (name for name in dict.fromkeys(names) if len(name) >= SHORTEST_NAME and name in text)
