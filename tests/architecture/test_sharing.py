"""Between them the two databases of the gate ask every test and every case."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sharing import cases_of_the_other, made_up

CASES = [f"tests/a/test_b.py::test_c[{number}]" for number in range(7)] + [
    f"tests/a/test_b.py::test_d[{n}]" for n in "xy"
]
WHOLE = ["tests/doors/test_b.py::test_without_cases", "tests/contracts/test_b.py::test_without_cases"]
ALONE = [f"tests/a/test_b.py::test_without_cases_{number}" for number in range(5)]
BROWSERS = [f"tests/browser/test_b.py::test_{number}" for number in range(3)]


class Item(SimpleNamespace):
    """As pytest's, as far as it is looked at."""

    __hash__ = object.__hash__


def items():
    names = [*CASES, *WHOLE, *ALONE, *BROWSERS]
    return [Item(nodeid=name, **({"callspec": None} if "[" in name else {})) for name in names]


def asked(*, services):
    found = items()
    left = cases_of_the_other(found, services=services)
    return {item.nodeid for item in found if item not in left}


@pytest.fixture
def in_the_gate(monkeypatch):
    monkeypatch.setenv("SHARED", "yes")


def test_each_case_is_asked_on_one_and_what_walks_through_all_doors_on_both(in_the_gate):
    embedded, services = asked(services=False), asked(services=True)

    assert embedded | services == {*CASES, *WHOLE, *ALONE, *BROWSERS}
    assert embedded & services == set(WHOLE)


@pytest.mark.parametrize("services", [False, True])
def test_each_test_with_cases_is_asked_on_both(in_the_gate, services):
    found = {name.partition("[")[0] for name in asked(services=services)}

    assert {"tests/a/test_b.py::test_c", "tests/a/test_b.py::test_d"} <= found
    assert len(found & set(BROWSERS)) in (1, 2)
    assert len(found & set(ALONE)) in (2, 3)


def test_alone_each_asks_all(monkeypatch):
    monkeypatch.delenv("SHARED", raising=False)

    assert asked(services=False) == asked(services=True) == {*CASES, *WHOLE, *ALONE, *BROWSERS}


def examples(monkeypatch, *, services):
    """What a test of twelve made-up examples is asked there."""
    monkeypatch.setenv("TEST_SERVICES", "yes" if services else "no")
    met = []
    made_up(12)(given(number=st.integers(0, 10**9))(lambda number: met.append(number)))()
    return met


def test_made_up_examples_are_no_fewer_on_both_together_and_the_same_each_time(in_the_gate, monkeypatch):
    embedded, services = examples(monkeypatch, services=False), examples(monkeypatch, services=True)

    assert len({*embedded, *services}) >= 12
    assert examples(monkeypatch, services=True) == services


def test_alone_each_makes_up_all(monkeypatch):
    monkeypatch.delenv("SHARED", raising=False)

    assert len(examples(monkeypatch, services=True)) == 12
