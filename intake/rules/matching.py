"""Know a problem again: the same row of the same list, and the same problem in another one.

The first is certain (a fingerprint); the second is a proposal, which a person confirms.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise

_NOT_A_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[a-z]+")
SIMILAR = 0.75
CONTAINED = 0.92
SHORTEST_CONTAINED = 15
SHORTEST_CERTAIN = 10
CERTAIN_DAYS = 60
POSSIBLE_DAYS = 180
RAREST = 12
MOST_CANDIDATES = 80


@lru_cache(maxsize=50_000)
def normalised(text: str) -> str:
    """The words of a problem without signs, blanks and differences of width."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def fingerprint(*parts: object) -> str:
    """The same for the same row in whatever file, sheet or order it comes."""
    words = "\x1f".join(normalised(str(part)) if part is not None else "" for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Problem:
    """What is compared: the text, whom it concerns (0 if nobody says), and when it was found."""

    key: int
    text: str
    concerns: int = 0
    found_on: date | None = None


@dataclass(frozen=True)
class Match:
    """A problem on the ledger that a row seems to name again; certain if the words are the same."""

    key: int
    similarity: float
    is_certain: bool


@dataclass
class Ledger:
    """The problems that rows are compared with, found by their rarest pairs of characters."""

    problems: list[Problem]
    _texts: list[str] = field(default_factory=list, repr=False)
    _same: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _holding: dict[str, list[int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._texts = [normalised(problem.text) for problem in self.problems]
        for position, text in enumerate(self._texts):
            self._same[text].append(position)

    def match(self, row: Problem) -> Match | None:
        """The problem most like this row, or None where none is like it."""
        text = normalised(row.text)
        same = [position for position in self._same.get(text, ()) if _may_be(row, self.problems[position])]
        if same:
            nearest = min(same, key=lambda position: (_days_apart(row, self.problems[position]), position))
            return self._exact(row, text, nearest)
        return self._similar(row, text)

    def _exact(self, row: Problem, text: str, position: int) -> Match:
        known = self.problems[position]
        is_certain = len(text) >= SHORTEST_CERTAIN and _days_apart(row, known) <= CERTAIN_DAYS
        return Match(known.key, 1.0, is_certain and row.concerns == known.concerns)

    def _similar(self, row: Problem, text: str) -> Match | None:
        best: tuple[float, int] | None = None
        for position in self._candidates(text):
            known = self.problems[position]
            if _may_be(row, known):
                similarity = likeness(text, self._texts[position])
                if similarity and (best is None or similarity > best[0]):
                    best = similarity, known.key
        return Match(best[1], round(best[0], 3), is_certain=False) if best else None

    def _candidates(self, text: str) -> set[int]:
        holding = self._index()
        listed = sorted((holding[pair] for pair in pairs(text) if pair in holding), key=len)
        found: set[int] = set()
        for positions in listed[:RAREST]:
            if len(found) + len(positions) > MOST_CANDIDATES:
                break
            found.update(positions)
        return found

    def _index(self) -> dict[str, list[int]]:
        if not self._holding and self.problems:
            holding: dict[str, list[int]] = defaultdict(list)
            for text, positions in self._same.items():
                for pair in pairs(text):
                    holding[pair].extend(positions)
            self._holding = dict(holding)
        return self._holding


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[str]:
    """All neighbouring pairs of characters."""
    return frozenset(map("".join, pairwise(text)))


def likeness(one: str, other: str) -> float:
    """How alike two normalised texts are, 0 if not enough: other figures are another place or device."""
    shorter, longer = sorted((one, other), key=len)
    if not _marks(shorter) <= _marks(longer):
        return 0.0
    if len(shorter) >= SHORTEST_CONTAINED and len(shorter) < SIMILAR * len(longer):
        contained = len(pairs(shorter) & pairs(longer)) / len(pairs(shorter))
        return contained * 0.95 if contained >= CONTAINED else 0.0
    first, second = pairs(one), pairs(other)
    alike = len(first & second) / max(len(first | second), 1)
    return alike if alike >= SIMILAR and _marks(one) == _marks(other) else 0.0


@lru_cache(maxsize=20_000)
def _marks(text: str) -> frozenset[str]:
    """The figures and codes in a text: 3# and P101A tell places apart."""
    return frozenset(_MARKS.findall(text))


def _may_be(row: Problem, known: Problem) -> bool:
    """Not of another enterprise, and not half a year apart."""
    if row.concerns and known.concerns and row.concerns != known.concerns:
        return False
    return _days_apart(row, known) <= POSSIBLE_DAYS


def _days_apart(row: Problem, known: Problem) -> int:
    if row.found_on is None or known.found_on is None:
        return 0
    return abs((row.found_on - known.found_on).days)
