"""What makes a password good enough (security S02). Pure: the caller says whose password it is to be."""

import unicodedata
from collections.abc import Iterable

PRODUCT_WORDS = ("yuanan", "yuan'an", "yuan-an", "园安")
SHORTEST_WORD, SHORTEST_CHINESE_WORD = 3, 2


def kinds_of_characters(password: str) -> int:
    """How many of the four kinds occur: small letters, capital letters, digits, others."""
    kinds = (
        any(sign.isascii() and sign.islower() for sign in password),
        any(sign.isascii() and sign.isupper() for sign in password),
        any(sign.isascii() and sign.isdigit() for sign in password),
        any(not (sign.isascii() and sign.isalnum()) for sign in password),
    )
    return sum(kinds)


def word_within(password: str, words: Iterable[str]) -> str | None:
    """The first of the words that the password contains, however it is written; short syllables don't count."""
    written = _plain(password)
    return next((word for word in words if _counts(_plain(word)) and _plain(word) in written), None)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _counts(word: str) -> bool:
    return len(word) >= (SHORTEST_WORD if word.isascii() else SHORTEST_CHINESE_WORD)
