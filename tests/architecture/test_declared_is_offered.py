"""A clock, panel, tab or button that is declared is offered: one that nobody offers is nowhere, and nobody is told."""

import importlib
from collections.abc import Iterator

import pytest

from core import panels
from notices import clocks
from tests.house import ROOT, modules

ROOMS = sorted(path for path in modules() if path.name in ("clocks.py", "panels.py") and path.parent.parent == ROOT)
DECLARED = (clocks.Clock, panels.Panel, panels.Tab, panels.Deed)


def held(value: object) -> Iterator[object]:
    """What a name of a module holds, alone or in rows, also by page."""
    if isinstance(value, DECLARED):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from held(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from held(each)


def offered() -> list[object]:
    return [*clocks.registered(), *(part for parts in panels._offered.values() for part in parts)]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_room_declares_is_offered(path):
    room = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

    declared = [each for name, value in vars(room).items() if not name.startswith("_") for each in held(value)]

    assert [each for each in declared if each not in offered()] == []


def test_most_rooms_declare_something():
    assert len(ROOMS) > 20
