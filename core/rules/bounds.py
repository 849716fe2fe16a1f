"""What a column can hold and a calendar can reckon with: what lies outside is refused where it comes in (S72)."""

from collections.abc import Iterable
from datetime import date

HIGHEST_ID = 2**63 - 1
MOST_COUNTED = 10_000_000
"""More people, plants, metres or days than this in one field is a slip of the hand."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def whole(text: str, most: int = HIGHEST_ID) -> int | None:
    """A whole number without a sign, as it was sent; None for anything else or more than `most`."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if number <= most else None


def wholes(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are whole numbers, as keys are sent; others are passed over."""
    return [number for text in texts if (number := whole(text)) is not None]
