"""核验码: by which a paper is told from a false one; it follows from the number and from every word of the paper."""

import hashlib
from collections.abc import Iterable, Sequence

from documents.blocks import Block, Paragraph

CODE = "核验码："
SIGNS = 16
"""Digits of a code: nobody finds one by trying, least of all at the rate that the page allows."""
GROUP = 4


def code_of(number: str, blocks: Sequence[Block]) -> str:
    """Sixteen digits in groups of four."""
    told = f"{int(hashlib.sha256(f'{number}{list(blocks)!r}'.encode()).hexdigest(), 16) % 10**SIGNS:0{SIGNS}d}"
    return "-".join(told[place : place + GROUP] for place in range(0, SIGNS, GROUP))


def line(number: str, blocks: Sequence[Block]) -> Paragraph:
    """The paragraph of a paper that tells its code."""
    return Paragraph((f"{CODE}{code_of(number, blocks)}",))


def told_in(texts: Iterable[str]) -> str:
    """The code that a paper bears, its digits alone; empty where it bears none."""
    return next((digits(text.removeprefix(CODE)) for text in texts if text.startswith(CODE)), "")


def digits(typed: str) -> str:
    """What was typed as a code, without what stands between its digits; full-width ones are read too."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def plain_number(typed: str) -> str:
    """A document number as it is kept, whatever brackets and blanks it was typed with."""
    return "".join(typed.split()).translate(str.maketrans("[]()（）【】［］", "〔〕〔〕〔〕〔〕〔〕"))
