"""How wide a text is set, and where a long title is broken (GB/T 9704-2012: whole words, lines of like length)."""

from itertools import pairwise
from unicodedata import east_asian_width

NARROW = frozenset({"Na", "H", "N"})
WORD_ENDS = frozenset("月区县市镇局的）、")
"""Signs after which a title may be broken without cutting a word."""


def ems(text: str) -> float:
    """The width of a text in Chinese characters: a Latin letter or digit has half of one."""
    return sum(0.5 if east_asian_width(sign) in NARROW else 1 for sign in text)


def title_lines(title: str, most: float) -> list[str]:
    """A title in as few lines of at most `most` characters as it takes, all about as long."""
    lines = -(-ems(title) // most)
    if lines <= 1:
        return [title]
    wanted = ems(title) / lines
    place = min(_breaks(title), key=lambda place: (ems(title[:place]) > most, abs(ems(title[:place]) - wanted)))
    return [title[:place], *title_lines(title[place:], most)]


def _breaks(title: str) -> list[int]:
    """Places after a word where there are any, else after any Chinese character."""
    pairs = list(enumerate(pairwise(title), start=1))
    after_words = [place for place, (sign, after) in pairs if (sign in WORD_ENDS and after != "（") or after == "（"]
    return after_words or [place for place, (sign, after) in pairs if ems(sign + after) > 1.5] or [len(title) // 2]
