"""What stands in the column `article` of a basis: `98(2)`, `3¶1 6`, `(19)`, `5.5.1`, `REG.PROJECT_ENV:22`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
PLACE = re.compile(
    r"(?:(?P<instrument>[A-Z]+\.[A-Z0-9_]+):)?"
    r"(?:(?P<clause>\d+(?:\.\d+)+)|(?P<article>\d+)?(?:¶(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?)"
)


class UnreadableArticleError(ValueError):
    """What was written names no article, paragraph, item or clause; the word at fault is its argument."""


@dataclass(frozen=True)
class Place:
    """One place in an instrument: article 条, paragraph 款, item 项, or the clause of a standard.

    `instrument` is the code of another instrument than the one of the basis, else empty.
    """

    article: int = 0
    paragraph: int = 0
    item: int = 0
    clause: str = ""
    instrument: str = ""


def places_in(written: str) -> list[Place]:
    """The places in a column, in the order in which they stand there. Raises UnreadableArticleError."""
    return [_place(word) for word in written.split()]


def _place(word: str) -> Place:
    found = PLACE.fullmatch(word)
    if not word or found is None or not any(found[name] for name in ("clause", "article", "item")):
        raise UnreadableArticleError(word)
    article, paragraph, item = (int(found[name] or 0) for name in ("article", "paragraph", "item"))
    return Place(article, paragraph, item, found["clause"] or "", found["instrument"] or "")


def numeral(number: int) -> str:
    """A number in Chinese, 1 to 9999, as articles are counted: 一百零七, 一千零九十五, 十九."""
    said, gap = "", False
    for unit, sign in UNITS:
        digit, number = divmod(number, unit)
        if digit:
            said, gap = f"{said}{'零' if gap else ''}{DIGITS[digit]}{sign}", False
        else:
            gap = bool(said)
    if number:
        said = f"{said}{'零' if gap else ''}{DIGITS[number]}"
    return said.removeprefix("一") if said.startswith("一十") else said


def in_chinese(place: Place) -> str:
    """第一百零七条第二款第（二）项; the clause of a standard as 第5.5.1项."""
    return "".join(_parts_in_chinese(place))


def _parts_in_chinese(place: Place) -> Iterator[str]:
    if place.clause:
        yield f"第{place.clause}项"
    if place.article:
        yield f"第{numeral(place.article)}条"
    if place.paragraph:
        yield f"第{numeral(place.paragraph)}款"
    if place.item:
        yield f"第（{numeral(place.item)}）项"


def cited(written: str) -> str:
    """What stands in the column of articles as a paper cites it."""
    return "、".join(in_chinese(place) for place in places_in(written))


def in_english(place: Place) -> str:
    """art. 107, para. 2, item 2; the clause of a standard as clause 5.5.1."""
    names = (("clause", place.clause), ("art.", place.article), ("para.", place.paragraph), ("item", place.item))
    return ", ".join(f"{name} {value}" for name, value in names if value)
