"""本县惯用语: phrases that the office changes alike, and how a text is written with them.

Numbers, days and names of units are never among them, and never changed by them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.rules.redlines import CHANGED, MOVED, PUT_IN, STAYS, STRUCK, Line, Piece

LEAST_TIMES = 3
"""How often a phrase is changed alike before it is proposed."""
SHORTEST, LONGEST, CONTEXT = 2, 30, 4
NUMERALS = "零〇一二三四五六七八九十百千万亿两"
NUMBER = re.compile(
    rf"\d[\d,.]*\s*(?:%|年|月|日|号|时|条|个|家|项|次|万元|吨|名|人)?"
    rf"|[{NUMERALS}]+(?:年|月|日|号|条|个|家|项|次|万元|吨|名|人|倍|成|分之)|[（(]?[{NUMERALS}]+[）)、]|第[{NUMERALS}]+"
)
"""What counts or dates something, with its unit, and the numbers of headings."""
STOPS = re.compile(r"[\W\d_A-Za-z]")
"""A phrase ends where a mark, a figure, a Latin letter or a blank stands."""


@dataclass(frozen=True)
class Swap:
    """A change of a few words: where, what stood before and what stands now, with the signs at its left and right."""

    place: int
    before: str
    after: str
    left: str
    right: str


SwapTold = tuple[int, str, str, str, str]
"""A swap as JSON keeps it."""


@dataclass(frozen=True)
class Phrase:
    """Words that were changed alike, and the keys of the places where."""

    before: str
    after: str
    places: tuple[tuple[int, int], ...]


def swaps(lines: Iterable[Line]) -> Iterator[Swap]:
    """The changes of words within paragraphs that could be a way of saying things."""
    for line in lines:
        if line.kind in (CHANGED, MOVED) and line.sent is not None:
            yield from _swaps_of(line, line.sent)


def _swaps_of(line: Line, place: int) -> Iterator[Swap]:
    nothing = (STAYS, "")
    pieces = (nothing, *line.pieces, nothing, nothing)
    for at in range(1, len(line.pieces) + 1):
        begins = pieces[at][0] != STAYS and pieces[at - 1][0] == STAYS
        if begins:
            is_double = pieces[at + 1][0] != STAYS
            struck, put_in = (_said(pieces[at : at + 1 + is_double], kind) for kind in (STRUCK, PUT_IN))
            right = pieces[at + 1 + is_double][1]
            yield from _of_words(Swap(place, struck, put_in, _end_of(pieces[at - 1][1]), _beginning_of(right)))


def _said(pieces: Iterable[Piece], wanted: str) -> str:
    return "".join(text for kind, text in pieces if kind == wanted)


def _of_words(swap: Swap) -> Iterator[Swap]:
    if _is_of_words(swap.before) and _is_of_words(swap.after):
        yield swap


def _is_of_words(text: str) -> bool:
    return len(text) <= LONGEST and not STOPS.search(text) and not NUMBER.search(text)


def _end_of(text: str) -> str:
    return STOPS.split(text)[-1][-CONTEXT:]


def _beginning_of(text: str) -> str:
    return STOPS.split(text)[0][:CONTEXT]


def alike(found: Iterable[tuple[int, Swap]], names: Iterable[str] = ()) -> list[Phrase]:
    """Phrases that were changed alike at three places or more, whichever the reports (given by key).

    Each as long as all its places have it in common, up to four signs on either side: what was changed in 整改率 alone
    is no word about 整改. Nothing that touches a name of a unit.
    """
    by_words: dict[tuple[str, str], list[tuple[int, Swap]]] = defaultdict(list)
    for report, swap in found:
        by_words[swap.before, swap.after].append((report, swap))
    phrases = []
    for (before, after), where in by_words.items():
        left = _common([swap.left[::-1] for _report, swap in where])[::-1]
        right = _common([swap.right for _report, swap in where])
        places = tuple(sorted({(report, swap.place) for report, swap in where}))
        phrases.append(Phrase(left + before + right, left + after + right, places))
    known = list(names)
    return sorted((each for each in phrases if _is_fit(each, known)), key=lambda each: (each.before, each.after))


def _is_fit(phrase: Phrase, names: Iterable[str]) -> bool:
    said = len(phrase.places) >= LEAST_TIMES and len(phrase.before) >= SHORTEST and bool(phrase.after)
    is_number = NUMBER.search(f"{phrase.before} {phrase.after}")
    return said and not is_number and not any(_holds(phrase.before, name) for name in names)


def _common(texts: Sequence[str]) -> str:
    """The beginning that all have in common."""
    shortest = min(texts, key=len)
    for place, sign in enumerate(shortest):
        if any(text[place] != sign for text in texts):
            return shortest[:place]
    return shortest


def touched(phrase: str, names: Iterable[str]) -> list[str]:
    """The names that a phrase holds, stands in, or can begin or end within."""
    return [name for name in names if name and (_holds(phrase, name) or _overlaps(phrase, name))]


def _holds(phrase: str, name: str) -> bool:
    return phrase in name or name in phrase


def _overlaps(phrase: str, name: str) -> bool:
    return any(name.startswith(phrase[-size:]) or name.endswith(phrase[:size]) for size in range(1, len(phrase)))


def reworded(text: str, pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> str:
    """A text in the county's words; what stands in a number, a day or a name stays, and nothing is changed twice."""
    if not pairs:
        return text
    words = dict(pairs)
    kept = [*_spans(text, pairs, names)]
    wanted = re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))

    def written(found: re.Match[str]) -> str:
        begin, end = found.span()
        is_kept = any(first < end and begin < last for first, last in kept)
        return found[0] if is_kept else words[found[0]]

    return wanted.sub(written, text)


def _spans(text: str, pairs: Iterable[tuple[str, str]], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """What isn't touched: numbers and days, names, and what reads as it should already."""
    yield from (found.span() for found in NUMBER.finditer(text))
    for word in (*names, *(after for before, after in pairs if before in after)):
        yield from (found.span() for found in re.finditer(re.escape(word), text))
