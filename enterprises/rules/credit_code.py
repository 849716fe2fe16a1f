"""Unified social credit code (统一社会信用代码), GB 32100-2015."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_FORM = re.compile(rf"[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}")


def normalise(text: str) -> str:
    """Blanks and hyphens removed, full width to half width, upper case."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(first_seventeen: str) -> str:
    """The 18th character: weights 3^(i-1) mod 31, (31 - sum mod 31) mod 31."""
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(first_seventeen))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether a normalised code has the right form and check character."""
    return bool(_FORM.fullmatch(code)) and check_character(code[:-1]) == code[-1]
