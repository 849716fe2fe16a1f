"""台账编号: how the items of a county and year are numbered, and as they are told: neighbours as one span."""

from collections.abc import Iterable

from documents.rules.numbers import Series

ITEMS = Series("item:{county}:{year}", "{year}-{n:04d}")


def spans(numbers: Iterable[str]) -> list[str]:
    """2026-0003, 2026-0004, 2026-0005, 2026-0009 → 2026-0003 ~ 2026-0005, 2026-0009."""
    found: list[list[str]] = []
    for number in sorted(numbers, key=_counted):
        if found and _follows(number, found[-1][-1]):
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return [" ~ ".join(span) for span in found]


def _counted(number: str) -> tuple[str, int]:
    year, _dash, count = number.rpartition("-")
    return year, int(count) if count.isdecimal() else 0


def _follows(number: str, before: str) -> bool:
    (year, count), (earlier, last) = _counted(number), _counted(before)
    return year == earlier and count == last + 1
