"""交办信访件批次 (rules R14): what a superior sends as the batch of a number, and until when he is answered. Pure."""

from collections import Counter
from collections.abc import Iterable

ANSWER_DAYS = 7
"""办结时限: the days that public batches of inspections give (rules R14); the batch itself says another day."""
MOST_BATCHES, MOST_ROWS = 999, 999


def sums(words: Iterable[str]) -> list[tuple[str, int]]:
    """How many rows have each word, the greatest number first, then by the word; what has none stands nowhere."""
    return sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
