"""拼音首字母: the characters whose reading begins with a letter, so that a name is found by its initials."""

import os
import re
import unicodedata
from collections import defaultdict
from functools import cache

LETTERS = re.compile(r"[A-Za-z]{2,8}")
"""What is taken for initials: a single letter stands in half of all names."""
IN_USE = 2
"""How many of a character's readings count, the commonest first: 重工 is found as zg and as cg."""


@cache
def pattern_of(word: str) -> str:
    """A regular expression for names with these initials, one character a letter; empty where no name has them."""
    if not LETTERS.fullmatch(word):
        return ""
    signs = [_read().get(letter, "") for letter in word.lower()]
    return "".join(f"[{each}]" for each in signs) if all(signs) else ""


@cache
def _read() -> dict[str, str]:
    """The characters of the basic block of Unicode by the letters with which their readings begin.

    The readings are loaded once somebody asks for initials, and without those of whole phrases: they are large.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415

    found: dict[str, set[str]] = defaultdict(set)
    for code, readings in pinyin_dict.items():
        if 0x4E00 <= code <= 0x9FFF:
            for reading in readings.split(",")[:IN_USE]:
                found[_plain(reading)].add(chr(code))
    return {letter: "".join(sorted(signs)) for letter, signs in found.items()}


def _plain(reading: str) -> str:
    """The first letter without its tone."""
    return unicodedata.normalize("NFD", reading)[0]
