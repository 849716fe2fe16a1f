"""Values that nobody expects, and where a request can carry one."""

import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.http import QueryDict

ODD = (
    "", " ", "0", "-1", "1", "1.5", "1e30", "-1e30", "1e400", "NaN", "Infinity", "-0", "+1", "0x10", "1_000", "٣",
    "2147483648", "9223372036854775808", "99999999999999999999", "1" * 5000, "\x00", "a\x00b", "%", "%00", "%s%n", "_",
    "\\", "\\x", "'", '"', "';--", "\ud800", "\udfff", "💥", "\u202e", "null", "true", "[]", "{}", "[[]]", "a" * 9000,
    "0001-01-01", "0000-00-00", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13", "0001-01", "9999-12", "99:99",
    "2026-01-01T00:00:00+99:99", "none", "none,1", "1,2,99999999999999999999", ",", "..", "../../etc/passwd", "{{7*7}}",
)  # fmt: skip
ODD_JSON = (
    None, True, False, 0, -1, 1.5, 1e30, 1e308, 10**20, -(10**20), 10**400, "", " ", "\x00", "\ud800",
    "a" * 9000, "1e30",
    "99999999999999999999", "0001-01-01", "9999-12-31", "2026-02-30", [], [[]], [None], [10**20], ["\x00"], ["\ud800"],
    [1] * 500, {}, {"a": 1}, [{}], {"\x00": "\x00"},
)  # fmt: skip
ODD_PARTS = (
    "0", "-1", "1e30", "1.5", "99999999999999999999", "9223372036854775808", "1" * 300, "%00", "1%00", "%ED%A0%80", "%",
    "%25", "%5C", "..%2F", "a" * 3000, "%F0%9F%92%A5", "none", "' or 1=1", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip


HARD = (
    "1e30", "-1", "99999999999999999999", "NaN", "a\x00b", "\ud800", "0001-01-01", "9999-12-31", "9999-12", "\\",
    "a" * 9000, "none",
)  # fmt: skip
"""What has broken doors before: a parameter meets some of these, of the rest fewer; each meets some parameter."""
IN_TURN, ONE_IN = 4, 5
EVERYTHING = os.environ.get("FUZZ") == "all"
"""With FUZZ=all, as in the soak, every place meets every value."""
SHARES = 8
SHARE = int(os.environ.get("TEST_SERVICES") == "yes")
"""Of what a place can meet it meets an eighth on the embedded database and another eighth on PostgreSQL."""


def turn_of(place: str) -> int:
    """A number that stays with a place from run to run."""
    return zlib.crc32(place.encode())


def values_for(place: str) -> Sequence[str]:
    """The odd values that a parameter of an address meets."""
    rest = [value for value in ODD if value not in HARD]
    if EVERYTHING:
        return [*HARD, *rest]
    first = turn_of(place)
    met = [*HARD[first % 2 :: 2], *(rest * 2)[first % len(rest) :][:IN_TURN]]
    return share_of(met, place, of=4)


def share_of(values: Sequence[Any], place: str, of: int = SHARES) -> Sequence[Any]:
    """Those of the values that this run's database meets at a place; the other one meets others."""
    return values if EVERYTHING else values[(turn_of(place) + SHARE) % of :: of]


def is_met(place: str) -> bool:
    """Whether a field of a body meets a value by itself; it meets all of them together with the other fields."""
    return EVERYTHING or turn_of(place) % ONE_IN == 0


@contextmanager
def asked_for() -> Iterator[set[str]]:
    """The names of parameters that are asked for meanwhile, of addresses and of forms."""
    names: set[str] = set()
    originals = {name: getattr(QueryDict, name) for name in ("get", "getlist", "__getitem__", "__contains__")}

    def noting(original: Any) -> Any:
        def look(data: QueryDict, key: Any, *rest: Any, **more: Any) -> Any:
            names.add(str(key))
            return original(data, key, *rest, **more)

        return look

    for name, original in originals.items():
        setattr(QueryDict, name, noting(original))
    try:
        yield names
    finally:
        for name, original in originals.items():
            setattr(QueryDict, name, original)
