"""Unified social credit code (统一社会信用代码), GB 32100-2015."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Fault:
    """What is wrong with a code: `place` is the sign at fault, counted from 1, where it can be told.

    `meant` is the one code that differs in this sign alone, or in two neighbours, and is valid.
    """

    what: str
    place: int | None = None
    meant: str = ""


TOO_SHORT, TOO_LONG, OLD_NUMBER, NO_SUCH_SIGN, CHECK = "short", "long", "old", "sign", "check"
_OLD_NUMBER = re.compile(r"\d{15}|\d{13}")
_LOOK_ALIKE = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U", "L": "1", "B": "8", "G": "6", "D": "0", "Q": "0"}
_MIXED_UP = {frozenset(pair) for pair in ("0D", "0Q", "1L", "1T", "1J", "8B", "6G", "2Z", "5S", "UV", "CG", "EF", "MN")}


def fault_of(code: str) -> Fault | None:
    """What is wrong with a normalised code; None where nothing is."""
    if is_valid(code):
        return None
    if _OLD_NUMBER.fullmatch(code):
        return Fault(OLD_NUMBER)
    if len(code) != LENGTH:
        return Fault(TOO_SHORT if len(code) < LENGTH else TOO_LONG)
    strange = next((place for place, sign in enumerate(code) if not _may_stand(sign, place)), None)
    if strange is not None:
        return Fault(NO_SUCH_SIGN, strange + 1, _meant(code, strange))
    return _wrong_check(code)


def _may_stand(sign: str, place: int) -> bool:
    """Whether a sign may stand at a place: the third to the eighth are figures."""
    return sign.isdecimal() if 2 <= place < 8 else sign in ALPHABET


def _wrong_check(code: str) -> Fault:
    """A code of the right form whose check character is another: at which sign, where one change alone mends it."""
    meant = {other: place for place, other in _neighbours(code) if is_valid(other)}
    if len(meant) == 1:
        other, place = next(iter(meant.items()))
        return Fault(CHECK, place + 1, other)
    return Fault(CHECK)


def _meant(code: str, place: int) -> str:
    """The code with the sign that looks like the one at fault, if that makes it valid."""
    other = code[:place] + _LOOK_ALIKE.get(code[place], "") + code[place + 1 :]
    return other if is_valid(other) else ""


def _neighbours(code: str) -> Iterator[tuple[int, str]]:
    """Codes that are easily typed for this one: two neighbours changed over, or a sign for one that looks like it."""
    for place in range(LENGTH - 1):
        yield place, code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    for place, sign in enumerate(code):
        for other in ALPHABET:
            if frozenset((sign, other)) in _MIXED_UP:
                yield place, code[:place] + other + code[place + 1 :]
