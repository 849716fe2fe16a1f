"""When people are told of a clock (domain rules R4): a table of stages, each told once.

A stage lasts until the next one begins, so that a row which is entered late, or a day on which nothing ran, leaves
nobody without a word. Pure.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

KNOWN = (180, 90, 60, 30, 15, 7, 3, 1)
"""The days ahead among which a clock chooses its stages."""

USUAL = (180, 90, 60, 30, 7)
"""So many days before its last day a paper is told of (domain rules R4)."""

EXPIRED = "clock-expired"
"""From the day after on, for as long as nothing has been done."""

APPLY = "clock-apply"
"""On the last day on which the law lets one apply for the renewal, or as soon as possible after it."""

FOLLOWED = "clock-followed"
"""What has reached a stage on a day, in one line for an official who follows it."""


def rule_of(ahead: int) -> str:
    """The name of the stage that begins so many days ahead."""
    return f"clock-{ahead}"


RULES = frozenset({EXPIRED, APPLY, FOLLOWED, *(rule_of(ahead) for ahead in KNOWN)})


def last_days(stages: Sequence[int], on: date) -> Iterator[tuple[str, date]]:
    """The stages from the nearest on, each with the latest last day of what is in it on a day."""
    for ahead in sorted(stages):
        yield rule_of(ahead), on + timedelta(days=ahead)


def stage_of(due: date, stages: Sequence[int], on: date) -> str:
    """The stage in which something with this last day is on a day; empty while it is too early for a word."""
    if due < on:
        return EXPIRED
    return next((rule for rule, latest in last_days(stages, on) if due <= latest), "")


def beginning(stages: Sequence[int], on: date) -> list[date]:
    """The last days of what enters a stage on just this day, the day after the last one among them."""
    return [on - timedelta(days=1), *(latest for _rule, latest in last_days(stages, on))]
