"""Running numbers: what tells one series from another, and how a number of it is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

OFFICIAL = "{word}〔{year}〕{n}号"
"""发文字号: the word of the body, the year, the number without noughts before it."""


@dataclass(frozen=True)
class Series:
    """A run of numbers without gaps: `key` names one by county, word and year, `pattern` is how a number is written."""

    key: str
    pattern: str = OFFICIAL

    @property
    def code(self) -> str:
        """What all the runs of this series have in common: the part of the key before the first colon."""
        return self.key.partition(":")[0]

    def key_of(self, *, county: int, year: int, word: str = "") -> str:
        return self.key.format(county=county, year=year, word=word)

    def written(self, n: int, *, year: int, word: str = "") -> str:
        return self.pattern.format(n=n, year=year, word=word)


def in_brackets(word: str, kind: str) -> str:
    """（砚）应急复查: the county's sign in brackets, the short word of the body, the kind of enforcement paper."""
    return f"（{word[:1]}）{word[1:]}{kind}"


def faults(given: Mapping[str, Sequence[int]], following: Mapping[str, int]) -> Iterator[str]:
    """Gaps and doubles in the numbers given by key, and series that would give one again."""
    for key, numbers in sorted(given.items()):
        if len(set(numbers)) != len(numbers):
            yield f"{key}: a number was given twice"
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        if missing:
            yield f"{key}: {missing[0]:04d} is missing"
        if following.get(key) != max(numbers) + 1:
            yield f"{key}: the next number would be {following.get(key)}, after {max(numbers)}"
