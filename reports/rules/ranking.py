"""排名: off by default; where it is on, fair (documents, section 4)."""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_DUE = 5
RULE = "注：只列当月到期5条及以上的单位，按按期整改率由高到低排列，整改率相同的名次并列。"


@dataclass(frozen=True)
class Standing:
    """A unit with what was due and what it passed in time."""

    name: str
    due: int
    in_time: int


def ranked(units: Iterable[Standing]) -> list[tuple[int, Standing]]:
    """Places by the share passed in time; units with too little due are left out, ties share a place."""
    fair = sorted(
        (unit for unit in units if unit.due >= LEAST_DUE), key=lambda unit: (-unit.in_time / unit.due, unit.name)
    )
    found: list[tuple[int, Standing]] = []
    for place, unit in enumerate(fair, start=1):
        same = found and found[-1][1].in_time * unit.due == unit.in_time * found[-1][1].due
        found.append((found[-1][0] if same else place, unit))
    return found
