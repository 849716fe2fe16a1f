"""改动比对: the paragraphs of the product's version beside those of the version that was sent, and the words changed.

Deterministic: the same two texts give the same lines. Works on texts alone, so that it can be run apart (core.bounded).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

UNCHANGED, CHANGED, ADDED, REMOVED, MOVED = "same", "changed", "added", "removed", "moved"
STAYS, STRUCK, PUT_IN = "same", "del", "ins"
"""What becomes of a piece of a paragraph."""
TOKENS = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
"""A number or a Latin word changes as a whole, Chinese by its signs."""
ALIKE, MOVED_ALIKE = 0.4, 0.8
"""From which share of equal signs two paragraphs in the same place, or in two places, are the same one."""
MOST_PAIRS = 6_000
SHORTEST_MOVE = 8
Piece = tuple[str, str]
Told = tuple[str, int | None, int | None, list[Piece]]
"""A line as JSON keeps it."""


@dataclass(frozen=True)
class Line:
    """A paragraph: its place in the product's version and in the sent one (None where it isn't there), its pieces."""

    kind: str
    own: int | None
    sent: int | None
    pieces: tuple[Piece, ...]


def compare(own: Sequence[str], sent: Sequence[str]) -> list[Line]:
    """Every paragraph of both, in the order of the sent version; what was removed stands where it would have stood."""
    pairs = _aligned(own, sent)
    moved = _moved(own, sent, pairs)
    return list(_in_order(own, sent, pairs, moved))


def applied(own: Sequence[str], lines: Iterable[Line]) -> list[str]:
    """The sent version made from the product's one by the lines. Raises ValueError where they don't fit it."""
    said: dict[int, str] = {}
    left = set(range(len(own)))
    for line in lines:
        if line.own is not None:
            if own[line.own] != text_of(line, without=PUT_IN):
                raise ValueError(f"paragraph {line.own} is another one")
            left.discard(line.own)
        if line.sent is not None:
            said[line.sent] = text_of(line, without=STRUCK)
    if left:
        raise ValueError(f"nothing is said of paragraphs {sorted(left)}")
    return [said[place] for place in sorted(said)]


def text_of(line: Line, *, without: str) -> str:
    return "".join(text for kind, text in line.pieces if kind != without)


def signs(text: str) -> int:
    """The signs of a text without its blanks."""
    return sum(not sign.isspace() for sign in text)


def measured(lines: Iterable[Line]) -> tuple[int, int]:
    """Signs struck and put in, and the signs of both versions: their quotient is the share changed.

    Equal texts give 0, texts without a sign in common 1. What was moved and reads as before counts as unchanged.
    """
    changed = whole = 0
    for line in lines:
        for kind, text in line.pieces:
            size = signs(text)
            changed += size * (kind != STAYS)
            whole += size * (2 if kind == STAYS else 1)
    return changed, whole


def _normal(text: str) -> str:
    """A paragraph as it is recognised: width and case of letters and blanks make no other paragraph of it."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _aligned(own: Sequence[str], sent: Sequence[str]) -> dict[int, int]:
    """Which paragraph of the sent version is which of the product's one, both in their order."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, [*map(_normal, own)], [*map(_normal, sent)], autojunk=False)
    for word, first, last, begin, end in matcher.get_opcodes():
        if word == "equal":
            pairs |= zip(range(first, last), range(begin, end), strict=True)
        elif word == "replace":
            pairs |= _alike(own, sent, range(first, last), range(begin, end))
    return pairs


def _alike(own: Sequence[str], sent: Sequence[str], ours: range, theirs: range) -> dict[int, int]:
    """The pairs within a stretch of both, in their order, that have most in common together."""
    if len(ours) * len(theirs) > MOST_PAIRS:
        return dict(zip(ours, theirs, strict=False))
    best = [[0.0] * (len(theirs) + 1) for _one in range(len(ours) + 1)]
    likeness: dict[tuple[int, int], float] = {}
    for i, here in enumerate(ours, 1):
        for j, there in enumerate(theirs, 1):
            found = _likeness(own[here], sent[there])
            likeness[i, j] = found if found >= ALIKE else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + likeness[i, j])
    return dict(_traced(best, likeness, ours, theirs))


def _traced(
    best: list[list[float]], likeness: dict[tuple[int, int], float], ours: range, theirs: range
) -> Iterable[tuple[int, int]]:
    i, j = len(ours), len(theirs)
    while i and j:
        if likeness[i, j] and best[i][j] == best[i - 1][j - 1] + likeness[i, j]:
            i, j = i - 1, j - 1
            yield ours[i], theirs[j]
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, TOKENS.findall(one), TOKENS.findall(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _moved(own: Sequence[str], sent: Sequence[str], pairs: dict[int, int]) -> dict[int, int]:
    """Paragraphs that are gone at one place and stand at another."""
    gone, new = _loose(own, set(pairs)), _loose(sent, set(pairs.values()))
    if len(gone) * len(new) > MOST_PAIRS:
        return {}
    found: dict[int, int] = {}
    for here in gone:
        rated = [(_likeness(own[here], sent[there]), -there) for there in new]
        most, there = max(rated, default=(0.0, 0))
        if most >= MOVED_ALIKE:
            found[here] = -there
            new.remove(-there)
    return found


def _loose(texts: Sequence[str], taken: Collection[int]) -> list[int]:
    """The places of the paragraphs without a partner that are long enough to be told from others."""
    return [place for place, text in enumerate(texts) if place not in taken and signs(text) >= SHORTEST_MOVE]


def _in_order(own: Sequence[str], sent: Sequence[str], pairs: dict[int, int], moved: dict[int, int]) -> Iterable[Line]:
    from_pair, from_move = ({there: here for here, there in found.items()} for found in (pairs, moved))
    said = 0
    for there, text in enumerate(sent):
        here = from_pair.get(there)
        if here is not None:
            yield from _removed(own, range(said, here), pairs, moved)
            said = here + 1
            yield _line(UNCHANGED if own[here] == text else CHANGED, own, sent, here, there)
        elif there in from_move:
            yield _line(MOVED, own, sent, from_move[there], there)
        else:
            yield Line(ADDED, None, there, ((PUT_IN, text),))
    yield from _removed(own, range(said, len(own)), pairs, moved)


def _removed(own: Sequence[str], places: range, pairs: dict[int, int], moved: dict[int, int]) -> Iterable[Line]:
    for here in places:
        if here not in pairs and here not in moved:
            yield Line(REMOVED, here, None, ((STRUCK, own[here]),))


def _line(kind: str, own: Sequence[str], sent: Sequence[str], here: int, there: int) -> Line:
    return Line(kind, here, there, pieces(own[here], sent[there]))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What stays of a text, what is struck and what is put in, in the order in which it is read."""
    if before == after:
        return ((STAYS, before),)
    ours, theirs = TOKENS.findall(before), TOKENS.findall(after)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    steps = [
        ("".join(ours[first:last]), "".join(theirs[begin:end]), word == "equal")
        for word, first, last, begin, end in matcher.get_opcodes()
    ]
    return tuple(_read(_whole(steps)))


Step = tuple[str, str, bool]
"""A stretch before, the same after, and whether it is equal."""


def _whole(steps: Sequence[Step]) -> list[Step]:
    """A single sign that stays between two changes changes with them: nobody reads changes sign by sign."""
    found: list[Step] = []
    for place, step in enumerate(steps):
        joins = bool(found) and not found[-1][2]
        is_lone = step[2] and len(step[0]) == 1 and step[0].isalpha() and place + 1 < len(steps)
        if joins and (is_lone or not step[2]):
            found[-1] = (found[-1][0] + step[0], found[-1][1] + step[1], False)
        else:
            found.append(step)
    return found


def _read(steps: Iterable[Step]) -> Iterable[Piece]:
    for before, after, is_equal in steps:
        if is_equal:
            yield STAYS, before
            continue
        if before:
            yield STRUCK, before
        if after:
            yield PUT_IN, after
