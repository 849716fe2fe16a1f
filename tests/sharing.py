"""How the gate's tests are shared out: among the processes of a run, and between its two databases."""

import os
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, seed, settings
from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/deployed/", "tests/browser/soak/")
"""Here a process first starts all that compose starts, or builds the county of the soak: one of them is enough."""
ON_BOTH = ("tests/doors/", "tests/contracts/")
"""What walks through all doors, and what is promised to other programs, is asked whole on both databases."""


class Together(LoadFileScheduling):
    """As `--dist loadfile`, but that these folders are as one file."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid))


def cases_of_the_other(on_both: Iterable[pytest.Item], *, services: bool) -> set[pytest.Item]:
    """The cases that this run leaves to the other database, of what both would ask.

    In the gate (`SHARED=yes`) each case is asked on one of them, and each test of several cases on both. The tests
    of a file that have no cases are its cases, but for those in `ON_BOTH`. Alone, `script/test` and
    `script/test --services` ask all of them.
    """
    if not _is_shared():
        return set()
    # The beginning differs from test to test, else all odd ones would go to the same database.
    return {item for name, cases in _several(on_both) for item in cases[(_lot(name) + services) % 2 :: 2]}


def made_up(many: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples for a test that makes them up, the same ones each time.

    They are cases as others: in the gate each database draws its own half of them, and both the plainest, with which
    every draw begins.
    """
    services = os.environ.get("TEST_SERVICES") == "yes"
    own, drawn = (many // 2 + 1, int(services)) if _is_shared() else (many, 0)
    rules = settings(max_examples=own, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    return lambda test: seed(drawn)(rules(test))


def share_of(everything: Sequence[str], *, embedded: Sequence[str], services: Sequence[str]) -> Sequence[str]:
    """What this run's database is asked of a long walk: in the gate its share, alone everything."""
    if not _is_shared():
        return everything
    return services if os.environ.get("TEST_SERVICES") == "yes" else embedded


def halved(everything: Sequence[str], lot: str) -> Sequence[str]:
    """In the gate half of them, which half is drawn by lot; alone all."""
    return [each for each in everything if not _is_shared() or _lot(f"{lot} {each}") % 2 == 0]


def _is_shared() -> bool:
    return os.environ.get("SHARED") == "yes"


def _several(items: Iterable[pytest.Item]) -> Iterator[tuple[str, list[pytest.Item]]]:
    """Each test or file that has more than one case, with its cases mixed, the same way each time."""
    found = defaultdict(list)
    for item in items:
        if name := _whose_case(item):
            found[name].append(item)
    for name, cases in found.items():
        if len(cases) > 1:
            yield name, sorted(cases, key=lambda item: _lot(item.nodeid))


def _lot(word: str) -> int:
    return zlib.crc32(word.encode())


def _whose_case(item: pytest.Item) -> str:
    """The test or the file that it is a case of; nothing where it is asked on both."""
    file = item.nodeid.partition("::")[0]
    if hasattr(item, "callspec") and not file.startswith("tests/browser/"):
        return item.nodeid.partition("[")[0]
    return "" if file.startswith(ON_BOTH) else file
