"""All figures of a board come in one statement, in however many lines it has to ask them."""

import pytest

from core import figures
from core.figures import Asked
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_more_figures_than_a_line_takes_are_read_alike(monkeypatch, django_assert_num_queries):
    coordinator = UserFactory(role="COORDINATOR")
    ItemFactory(closed=True)
    ItemFactory(overdue=True)
    asked = Asked.by(coordinator)
    codes = [figure.code for figure in figures.of_body("ledger")]
    whole = figures.read(codes, asked)

    monkeypatch.setattr(figures, "MOST_OF_A_LINE", 3)
    with django_assert_num_queries(1):
        parts = figures.read(codes, asked)

    assert {code: reading.value for code, reading in parts.items()} == {c: r.value for c, r in whole.items()}
    assert whole["ledger.closed"].value == 1
